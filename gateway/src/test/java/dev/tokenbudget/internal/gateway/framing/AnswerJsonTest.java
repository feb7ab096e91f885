package dev.tokenbudget.internal.gateway.framing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read in one pass is what Jackson reads, or is left to it. */
class AnswerJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " {\n} ",
                "{\"a\":1,\"b\":-1,\"c\":0,\"d\":2147483648,\"e\":999999999999999999}",
                "{\"a\":0.5,\"b\":-0.25,\"c\":12.0,\"d\":[0.1,1.5]}",
                "{\"a\":[],\"b\":[1,[2,{\"c\":null}],true,false]}",
                "{\"a\":\"\",\"b\":\"x\",\"c\":\"Grüße – 你好 🙂\",\"d\":\"line\\nline \\\"quoted\\\" \\\\ \\/ \\t\"}",
                "{ \"a\" : { \"b\" : \"c\" } , \"d\" : [ 1 , 2 ] }"
            })
    void reads_what_is_usual_as_jackson_does(String document) {
        assertThat(read(document)).isEqualTo(jackson(document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":01}",
                "{\"a\":-}",
                "{\"a\":1.}",
                "{\"a\":1e3}",
                "{\"a\":-0}",
                "{\"a\":1234567890123456789}",
                "{\"a\":1,}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\" 1}",
                "{,}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":\"\\u00e9\"}",
                "{\"a\":\"\\x\"}",
                "{\"\\u0061\":1}",
                "{\"a\":nul}",
                "{\"a\":tru",
                "{\"a\":\"b",
                "{\"a\":\"b\\\"",
                "{\"a\":1",
                "{\"a\"",
                "{"
            })
    void leaves_to_jackson_what_is_not(String document) {
        assertThat(read(document).isMissingNode()).isTrue();
    }

    @Test
    void leaves_deep_nesting_to_jackson() {
        assertThat(read("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}").isMissingNode())
                .isTrue();
    }

    @Test
    void leaves_text_to_jackson_that_is_no_utf_8() {
        byte[] document = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(AnswerJson.in(document, 0, document.length).read().isMissingNode())
                .isTrue();
    }

    @Test
    void passes_over_a_long_text_but_not_what_follows() {
        String text = "a \\\"long\\\" text – ".repeat(1_000);

        JsonNode read = read("{\"content\":\"" + text + "\",\"usage\":{\"input_tokens\":12}}");

        assertThat(read.path("content")).isEqualTo(AnswerJson.LONG_TEXT);
        assertThat(read.path("usage").path("input_tokens").asInt()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "response_id", "responseId"})
    void tells_ids_apart_however_long_they_are(String name) {
        String id = "resp_".repeat(1_000);

        assertThat(read("{\"" + name + "\":\"" + id + "1\"}").path(name).asText())
                .isEqualTo(id + "1");
        assertThat(read("{\"" + name + "\":\"" + id + "2\"}").path(name).asText())
                .isEqualTo(id + "2");
    }

    @Test
    void keeps_a_frame_of_bedrock_however_long_it_is() {
        String frame = "eyJhIjoxfQ".repeat(1_000);

        assertThat(read("{\"bytes\":\"" + frame + "\"}").path("bytes").asText()).isEqualTo(frame);
    }

    @Test
    void says_where_an_object_ends_that_is_followed_by_others() {
        byte[] documents = "{\"a\":1}{\"b\":2}".getBytes(StandardCharsets.UTF_8);
        AnswerJson first = AnswerJson.in(documents, 0, documents.length);

        assertThat(first.read()).isEqualTo(jackson("{\"a\":1}"));
        assertThat(first.end()).isEqualTo(7);
        assertThat(first.isLast()).isFalse();
    }

    /** Of bytes that were changed at random, nothing is read that Jackson reads in another way. */
    @Test
    void reads_no_damaged_document_otherwise_than_jackson() {
        byte[] whole = ("{\"id\":\"msg_1\",\"model\":\"m\",\"content\":[{\"type\":\"text\",\"text\":\"Hi – \\n\"}],"
                        + "\"n\":[1,-2,0.5,true,null],\"usage\":{\"input_tokens\":1893,\"output_tokens\":312}}")
                .getBytes(StandardCharsets.UTF_8);
        Random chance = new Random(4711);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            damaged[chance.nextInt(damaged.length)] = (byte) (' ' + chance.nextInt(95));
            AnswerJson json = AnswerJson.in(damaged, 0, damaged.length);
            JsonNode own = json.read();
            if (own.isObject() && json.isLast()) {
                read++;
                assertThat(own).isEqualTo(ProviderJson.parse(damaged));
            }
        }
        assertThat(read).isGreaterThan(5_000);
    }

    private static JsonNode read(String document) {
        byte[] bytes = document.strip().getBytes(StandardCharsets.UTF_8);
        return AnswerJson.in(bytes, 0, bytes.length).read();
    }

    private static JsonNode jackson(String document) {
        return ProviderJson.parse(document.getBytes(StandardCharsets.UTF_8));
    }
}
