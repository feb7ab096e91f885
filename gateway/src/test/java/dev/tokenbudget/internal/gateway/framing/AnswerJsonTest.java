package dev.tokenbudget.internal.gateway.framing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.framing.AnswerJson.Progress;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
                "{\"a\":\"tab\tin text\"}",
                "{\"line\nend\":1}",
                "{\"a\":1]",
                "[1]",
                "1"
            })
    void leaves_to_jackson_what_is_not(String document) {
        assertThat(progress(bytes(document))).isEqualTo(Progress.UNUSUAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":tru",
                "{\"a\":\"b",
                "{\"a\":\"b\\\"",
                "{\"a\":[1,"
            })
    void waits_for_more_of_what_is_cut(String document) {
        assertThat(progress(bytes(document))).isEqualTo(Progress.CUT);
    }

    @Test
    void leaves_deep_nesting_to_jackson() {
        assertThat(progress(bytes("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}")))
                .isEqualTo(Progress.UNUSUAL);
    }

    @Test
    void leaves_text_to_jackson_that_is_no_utf_8() {
        byte[] document = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(progress(document)).isEqualTo(Progress.UNUSUAL);
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
    void keeps_a_long_text_for_who_reads_texts() {
        byte[] document = bytes("{\"content\":\"" + "a long text – ".repeat(1_000) + "\"}");
        AnswerJson json = new AnswerJson(true);

        assertThat(json.read(document, 0, document.length)).isEqualTo(Progress.WHOLE);
        assertThat(json.object()).isEqualTo(ProviderJson.parse(document));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 24, 25, 300})
    void reads_objects_of_any_number_of_fields(int fields) {
        String document = IntStream.range(0, fields)
                .mapToObj(i -> "\"field " + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));

        assertThat(read(document)).isEqualTo(jackson(document));
        assertThat(jackson(document)).isEqualTo(read(document));
        assertThat(read(document).path("field").isMissingNode()).isTrue();
        assertThat(progress(bytes(document.replace("{", "{\"field 0\":1,")))).isEqualTo(Progress.UNUSUAL);
    }

    @Test
    void says_where_an_object_ends_that_is_followed_by_others() {
        byte[] documents = bytes("{\"a\":1}{\"b\":2}");
        AnswerJson json = new AnswerJson(false);

        assertThat(json.read(documents, 0, documents.length)).isEqualTo(Progress.WHOLE);
        assertThat(json.object()).isEqualTo(jackson("{\"a\":1}"));
        assertThat(json.end()).isEqualTo(7);
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
            damaged[chance.nextInt(damaged.length)] = (byte) chance.nextInt(256);
            AnswerJson json = new AnswerJson(false);
            if (json.read(damaged, 0, damaged.length) == Progress.WHOLE) {
                read++;
                assertThat(json.object()).isEqualTo(ProviderJson.parse(damaged));
            }
        }
        assertThat(read).isGreaterThan(3_000);
    }

    private static JsonNode read(String document) {
        byte[] bytes = bytes(document.strip());
        AnswerJson json = new AnswerJson(false);
        assertThat(json.read(bytes, 0, bytes.length)).isEqualTo(Progress.WHOLE);
        assertThat(json.end()).isEqualTo(bytes.length);
        return json.object();
    }

    private static Progress progress(byte[] document) {
        return new AnswerJson(false).read(document, 0, document.length);
    }

    private static JsonNode jackson(String document) {
        return ProviderJson.parse(bytes(document));
    }

    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
