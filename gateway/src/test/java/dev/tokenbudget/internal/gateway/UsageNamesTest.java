package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import org.junit.jupiter.api.Test;

/** The same counts under the names, and in the places, that different hosts have for them. */
class UsageNamesTest {

    @Test
    void coheres_images_are_beside_its_text_and_its_reasoning_within_its_output() {
        ModelCall call = measured("/v2/chat", """
                {"id":"c","usage":{"billed_units":{"input_tokens":267},"tokens":{"input_tokens":34,"output_tokens":70,
                "reasoning_tokens":20,"image_tokens":259},"cached_tokens":8}}""");

        assertThat(call.usage())
                .isEqualTo(TokenUsage.of(293, 70).withCacheRead(8).withReasoning(20));
    }

    @Test
    void mistrals_cache_has_a_name_of_its_own() {
        assertThat(chat("\"prompt_tokens\":64,\"completion_tokens\":6,\"total_tokens\":70,\"num_cached_tokens\":32")
                        .usage())
                .isEqualTo(TokenUsage.of(64, 6).withCacheRead(32));
    }

    @Test
    void reasoning_may_stand_beside_the_sums_and_within_one_of_them() {
        assertThat(chat("\"prompt_tokens\":19,\"completion_tokens\":1720,\"total_tokens\":1739,"
                                + "\"prompt_tokens_details\":null,\"reasoning_tokens\":900")
                        .usage())
                .isEqualTo(TokenUsage.of(19, 1720).withReasoning(900));
    }

    @Test
    void what_is_read_to_cite_it_and_reasoning_that_exceed_their_sums_are_beside_them() {
        assertThat(chat("\"prompt_tokens\":33,\"completion_tokens\":7163,\"total_tokens\":7196,"
                                + "\"citation_tokens\":20016,\"reasoning_tokens\":73997,\"num_search_queries\":18")
                        .usage())
                .isEqualTo(TokenUsage.of(20_049, 81_160).withReasoning(73_997));
    }

    @Test
    void a_total_tells_which_parts_are_beside_the_sums() {
        assertThat(
                        chat("\"prompt_tokens\":188,\"completion_tokens\":55,\"connector_tokens\":7112,\"total_tokens\":7355")
                                .usage())
                .isEqualTo(TokenUsage.of(7300, 55));
        assertThat(chat("\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":45,"
                                + "\"prompt_tokens_details\":{\"audio_tokens\":20},"
                                + "\"completion_tokens_details\":{\"reasoning_tokens\":10}")
                        .usage())
                .isEqualTo(TokenUsage.of(30, 15).withReasoning(10));
    }

    @Test
    void gateways_report_claudes_cache_in_openais_usage_under_anthropics_names() {
        assertThat(chat("\"prompt_tokens\":2048,\"completion_tokens\":10,\"total_tokens\":2058,"
                                + "\"prompt_tokens_details\":{\"cached_tokens\":0},\"cache_creation_input_tokens\":2000,"
                                + "\"cache_read_input_tokens\":0,"
                                + "\"cache_creation\":{\"ephemeral_1h_input_tokens\":2000}")
                        .usage())
                .isEqualTo(TokenUsage.of(2048, 10)
                        .withCacheRead(0)
                        .withCacheWrite(2000)
                        .withCacheWrite1h(2000));
    }

    @Test
    void a_sum_that_is_left_out_is_what_the_total_leaves() {
        assertThat(measured(
                                "/v1/completions",
                                "{\"choices\":[{\"text\":\"\",\"finish_reason\":null}],"
                                        + "\"usage\":{\"prompt_tokens\":5,\"total_tokens\":5}}")
                        .usage())
                .isEqualTo(TokenUsage.of(5, 0));
    }

    @Test
    void a_count_below_0_is_recorded_and_makes_the_run_unmeasurable() {
        try (Scripted provider = new Scripted()) {
            provider.answer("POST /v1/chat/completions", answer("\"prompt_tokens\":100,\"completion_tokens\":-1"))
                    .post("/v1/chat/completions", "{\"model\":\"m\"}");

            assertThat(provider.onlyCall().anomalies())
                    .containsExactly(new Anomaly(Anomaly.Kind.NEGATIVE, "output = -1 < 0"));
            assertThat(provider.run().unmeasurableBecause())
                    .hasValue("run 1 holds a call to acme m that reports a number of tokens below 0");
        }
    }

    @Test
    void an_answer_of_another_host_at_coheres_path_is_read_by_its_shape() {
        ModelCall writer = measured("/v1/chat", answer("\"prompt_tokens\":39,\"completion_tokens\":74"));

        assertThat(writer.usage()).isEqualTo(TokenUsage.of(39, 74));
        assertThat(writer.stopReason()).hasValue("stop");
    }

    @Test
    void cumulative_counts_never_fall() {
        String start = "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":"
                + "{\"prompt_tokens\":100,\"completion_tokens\":3,\"total_tokens\":103}}";
        String end = "{\"choices\":[],\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}}";

        assertThat(measured("/v1/chat/completions", Answers.events(start, end)).usage())
                .isEqualTo(TokenUsage.of(100, 3));
    }

    @Test
    void an_anthropic_end_without_input_does_not_take_back_what_its_start_told() {
        ModelCall call = measured("/v1/messages", Answers.namedEvents("""
                        {"type":"message_start","message":{"id":"m","usage":{"input_tokens":15,"output_tokens":1,\
                        "cache_read_input_tokens":4000,"cache_creation_input_tokens":500}}}""", """
                        {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"input_tokens":0,\
                        "cache_read_input_tokens":0,"cache_creation_input_tokens":0,"output_tokens":50}}"""));

        assertThat(call.usage())
                .isEqualTo(TokenUsage.of(4515, 50).withCacheRead(4000).withCacheWrite(500));
    }

    @Test
    void a_gemini_snapshot_of_zeros_takes_nothing_back() {
        ModelCall call = measured(
                "/v1beta/models/g:streamGenerateContent",
                "[{\"candidates\":[{}],\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":2}},"
                        + "{\"candidates\":[{\"finishReason\":\"STOP\"}],"
                        + "\"usageMetadata\":{\"promptTokenCount\":0,\"candidatesTokenCount\":0,\"totalTokenCount\":0}}]");

        assertThat(call.usage()).isEqualTo(TokenUsage.of(9, 2));
    }

    @Test
    void finish_reasons_may_be_numbers_which_vertex_counts_in_its_own_way() {
        String answer = "{\"candidates\":[{\"finishReason\":7}],\"usageMetadata\":"
                + "{\"promptTokenCount\":5,\"candidatesTokenCount\":5}}";

        assertThat(measured("/v1/projects/p/locations/l/publishers/google/models/g:generateContent", answer)
                        .stopReason())
                .hasValue("PROHIBITED_CONTENT");
        assertThat(measured("/v1beta/models/g:generateContent", answer).stopReason())
                .hasValue("BLOCKLIST");
        assertThat(measured("/v1beta/models/g:generateContent", answer).status())
                .isEqualTo(UsageStatus.REPORTED);
    }

    @Test
    void a_streamed_tool_call_of_coheres_counts_once() {
        String start = "{\"type\":\"tool-call-start\",\"delta\":{\"message\":{\"tool_calls\":"
                + "{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\"}}}}}";
        String more = "{\"type\":\"tool-call-delta\",\"delta\":{\"message\":{\"tool_calls\":"
                + "{\"function\":{\"arguments\":\"{}\"}}}}}";
        String end = "{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"TOOL_CALL\",\"usage\":"
                + "{\"tokens\":{\"input_tokens\":10,\"output_tokens\":2}}}}";

        ModelCall call = measured("/v2/chat", Answers.events(start, more, start, more, more, end));

        assertThat(call.toolCalls()).isEqualTo(2);
        assertThat(call.usage()).isEqualTo(TokenUsage.of(10, 2));
    }

    @Test
    void a_service_tier_is_told_where_it_is_not_the_usual_one() {
        assertThat(measured(
                                "/v1/chat/completions",
                                answer("\"prompt_tokens\":1,\"completion_tokens\":1")
                                        .replace("{\"object\"", "{\"service_tier\":\"flex\",\"object\""))
                        .serviceTier())
                .hasValue("flex");
        assertThat(measured("/v1/messages", """
                        {"type":"message","usage":{"input_tokens":4,"output_tokens":7,"service_tier":"standard"}}""").serviceTier()).isEmpty();
        assertThat(measured("/v1/messages", """
                        {"type":"message","usage":{"input_tokens":4,"output_tokens":7,"service_tier":"priority"}}""").serviceTier()).hasValue("priority");
    }

    private static ModelCall chat(String usage) {
        return measured("/v1/chat/completions", answer(usage));
    }

    private static String answer(String usage) {
        return "{\"object\":\"chat.completion\",\"choices\":[{\"message\":{},\"finish_reason\":\"stop\"}],\"usage\":{"
                + usage + "}}";
    }

    private static ModelCall measured(String path, String answer) {
        try (Scripted provider = new Scripted()) {
            return provider.answer("POST " + path, answer)
                    .post(path, "{\"model\":\"m\"}")
                    .onlyCall();
        }
    }
}
