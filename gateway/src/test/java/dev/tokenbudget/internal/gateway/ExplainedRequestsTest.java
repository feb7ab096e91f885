package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.explanation.Cause;
import dev.tokenbudget.internal.explanation.Cause.Kind;
import dev.tokenbudget.internal.explanation.Explanation;
import dev.tokenbudget.internal.explanation.Fact;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What changed in requests is told by its name, and is only the provider's doing where no request changed. */
class ExplainedRequestsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PlayedRuns PLAYED = new PlayedRuns();

    private static final String CHAT = """
            {"model":"gpt-4.1","messages":[{"role":"system","content":"Extract the invoice and check its sums."},
            {"role":"user","content":"Invoice 4711: three boxes of paper at four euros each, twelve in all."%s}]%s}""";

    @AfterAll
    static void close() throws IOException {
        PLAYED.close();
    }

    @Test
    void the_same_request_that_costs_more_is_the_providers_doing() throws IOException {
        Explanation explanation = explained(CHAT.formatted("", ""), 1_000, CHAT.formatted("", ""), 1_300);

        assertThat(explanation.causes())
                .extracting(Cause::text)
                .containsExactly("the provider counts +300 tokens a call × 1 call for the same text");
    }

    @Test
    void a_response_schema_is_named() throws IOException {
        String schema = """
                ,"response_format":{"type":"json_schema","json_schema":{"name":"invoice","schema":{"type":"object",
                "properties":{"number":{"type":"string","description":"the number that is printed at the top"},
                "total":{"type":"number","description":"the sum of all lines, without taxes"}}}}}""";

        Explanation explanation = explained(CHAT.formatted("", ""), 1_000, CHAT.formatted("", schema), 1_070);

        assertThat(explanation.causes())
                .extracting(Cause::text)
                .containsExactly(
                        "response format +58 tokens a call × 1 call",
                        "provider's count of the changed text +12 tokens a call × 1 call against its estimate");
    }

    @Test
    void a_picture_is_content_that_only_the_provider_can_size() throws IOException {
        String words = "{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":[%s]}]}";
        String text = "{\"type\":\"text\",\"text\":\"Read the invoice.\"}";
        String picture = ",{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"
                + "iVBORw0K".repeat(400) + "\"}}";

        Explanation explanation = explained(words.formatted(text), 300, words.formatted(text + picture), 1_065);

        assertThat(explanation.causes()).extracting(Cause::kind).containsExactly(Kind.OPAQUE_CONTENT);
        assertThat(explanation.causes().get(0).text()).isEqualTo("opaque content +765 tokens a call × 1 call");
    }

    @Test
    void another_setting_is_not_the_same_text() throws IOException {
        Explanation explanation = explained(
                CHAT.formatted("", ""),
                1_000,
                CHAT.formatted("", ",\"web_search_options\":{\"user_location\":null}"),
                1_595);

        assertThat(explanation.causes()).extracting(Cause::kind).containsExactly(Kind.OVERHEAD);
        assertThat(explanation.sentence())
                .endsWith("; the requests have other settings (such as temperature, limits, effort or tool choice).");
    }

    @Test
    void another_setting_is_told_beside_a_longer_text_that_does_not_explain_all() throws IOException {
        String longer = CHAT.formatted("", ",\"web_search_options\":{\"user_location\":null}")
                .replace("twelve in all.", "twelve in all. " + "Look at every line of it twice. ".repeat(25));
        Explanation explanation = explained(CHAT.formatted("", ""), 1_000, longer, 1_300);

        assertThat(explanation.sentence())
                .contains("user input +")
                .contains(" points (the provider counts ")
                .endsWith("; the requests have other settings (such as temperature, limits, effort or tool choice).");
    }

    @Test
    void a_longer_input_in_another_language_is_the_users() throws IOException {
        Explanation explanation = explained(
                CHAT.formatted("", ""),
                1_000,
                CHAT.formatted(",\"name\":\"x\"", "").replace("twelve in all", "合計は十二ユーロです、確認してください"),
                1_018);

        assertThat(explanation.causes()).extracting(Cause::kind).containsExactly(Kind.USER_INPUT, Kind.OVERHEAD);
        assertThat(explanation.causes().get(1).text()).startsWith("provider's count of the changed text +");
    }

    @Test
    void tool_calls_that_ask_for_the_same_again_are_told() throws IOException {
        String call = """
                ,{"role":"assistant","content":null,"tool_calls":[{"id":"c%d","type":"function",\
                "function":{"name":"read","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c%d","content":"nothing"}""";
        String words = "{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\"Read the file.\"}%s]}";
        String once = words.formatted(call.formatted(1, 1));
        String thrice = words.formatted(call.formatted(1, 1) + call.formatted(2, 2) + call.formatted(3, 3));

        assertThat(explained(once, 300, thrice, 380).facts())
                .extracting(Fact::sentence)
                .contains("tool calls that ask for the same again: 0 → 2 a run");
    }

    private static Explanation explained(String before, int inputBefore, String after, int inputAfter)
            throws IOException {
        return Explanation.of(played(before, inputBefore), played(after, inputAfter));
    }

    private static Composition played(String request, int input) throws IOException {
        JsonNode call =
                JSON.readTree("{\"request\":" + request + ",\"usage\":{\"input\":" + input + ",\"output\":100}}");
        return PLAYED.play(JSON.createArrayNode()
                .add(JSON.createArrayNode().add(call))
                .add(JSON.createArrayNode().add(call)));
    }
}
