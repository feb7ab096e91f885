package dev.tokenbudget.internal.gateway;

import static dev.tokenbudget.internal.gateway.Frames.frames;
import static dev.tokenbudget.internal.gateway.Frames.packed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read from each provider's answers, written by hand in the documented formats; each test is one pitfall. */
class ProtocolsTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String MESSAGES = "/v1/messages";
    private static final String GEMINI = "/v1beta/models/gemini-test:generateContent";
    private static final String BEDROCK = "/model/some.model-v1%3A0/";

    @Test
    void adds_to_anthropics_input_what_its_cache_read_and_wrote() {
        ModelCall call = measured(MESSAGES, """
                {"type":"message","usage":{"input_tokens":4,"cache_read_input_tokens":1000,
                "cache_creation_input_tokens":165,"output_tokens":7}}""");
        assertThat(call.usage())
                .isEqualTo(TokenUsage.of(1169, 7).withCacheRead(1000).withCacheWrite(165));
    }

    @Test
    void lets_the_end_of_an_anthropic_stream_overwrite_its_start_but_never_with_null() {
        ModelCall call = measured(MESSAGES, Answers.namedEvents("""
                        {"type":"message_start","message":{"id":"m","usage":{"input_tokens":2,"output_tokens":1,\
                        "cache_read_input_tokens":30,"cache_creation_input_tokens":0}}}""", """
                        {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"input_tokens":6,\
                        "cache_read_input_tokens":null,"output_tokens":9}}"""));
        assertThat(call.usage())
                .isEqualTo(TokenUsage.of(36, 9).withCacheRead(30).withCacheWrite(0));
    }

    @Test
    void counts_a_compaction_and_an_advisor_as_calls_of_their_own() {
        List<ModelCall> calls = allMeasured(MESSAGES, """
                {"type":"message","id":"m","model":"claude","usage":{"input_tokens":220,"output_tokens":8,"iterations":[
                {"type":"compaction","input_tokens":55196,"output_tokens":125},
                {"type":"message","input_tokens":220,"output_tokens":8},
                {"type":"advisor_message","model":"claude-advisor","input_tokens":30,"output_tokens":2}]}}""");
        assertThat(calls)
                .extracting(ModelCall::usage)
                .containsExactly(TokenUsage.of(220, 8), TokenUsage.of(55_196, 125), TokenUsage.of(30, 2));
        assertThat(calls)
                .extracting(ModelCall::requestedModel)
                .containsExactly("some-model", "some-model", "claude-advisor");
    }

    @Test
    void reads_anthropic_models_on_vertex() {
        ModelCall call = measured(
                "/v1/projects/p/locations/l/publishers/anthropic/models/claude-test:rawPredict",
                "{\"anthropic_version\":\"vertex-2023-10-16\",\"messages\":[]}",
                "{\"type\":\"message\",\"usage\":{\"input_tokens\":5,\"output_tokens\":6}}");
        assertThat(call.usage()).isEqualTo(TokenUsage.of(5, 6));
        assertThat(call.requestedModel()).isEqualTo("claude-test");
    }

    @Test
    void adds_reasoning_to_the_output_where_the_total_says_so() {
        assertThat(chat("\"prompt_tokens\":12,\"completion_tokens\":1,\"total_tokens\":303,"
                                + "\"completion_tokens_details\":{\"reasoning_tokens\":290}")
                        .usage())
                .isEqualTo(TokenUsage.of(12, 291).withReasoning(290));
    }

    @Test
    void leaves_reasoning_in_the_output_where_it_is_counted_there() {
        assertThat(chat("\"prompt_tokens\":11,\"completion_tokens\":228,\"total_tokens\":239,"
                                + "\"completion_tokens_details\":{\"reasoning_tokens\":192}")
                        .usage())
                .isEqualTo(TokenUsage.of(11, 228).withReasoning(192));
    }

    @Test
    void adds_audio_to_the_input_where_the_total_says_so() {
        assertThat(chat("\"prompt_tokens\":9,\"completion_tokens\":248,\"total_tokens\":632,"
                                + "\"prompt_tokens_details\":{\"audio_tokens\":375}")
                        .usage())
                .isEqualTo(TokenUsage.of(384, 248));
    }

    @Test
    void keeps_numbers_that_contradict_each_other_and_says_so() {
        assertThat(chat("\"prompt_tokens\":35,\"completion_tokens\":12,\"total_tokens\":109")
                        .anomalies())
                .containsExactly(new Anomaly(Anomaly.Kind.TOTAL_MISMATCH, "total = 109, but input + output = 47"));
        assertThat(
                        chat("\"prompt_tokens\":10,\"completion_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":161}")
                                .anomalies())
                .extracting(Anomaly::kind)
                .containsExactly(Anomaly.Kind.CACHE_EXCEEDS_INPUT);
    }

    @Test
    void finds_cached_tokens_where_hosts_put_them() {
        assertThat(chat("\"prompt_tokens\":20,\"completion_tokens\":1,\"cached_tokens\":10")
                        .usage()
                        .cacheRead())
                .hasValue(10);
        assertThat(chat("\"prompt_tokens\":20,\"completion_tokens\":1,\"prompt_cache_hit_tokens\":7")
                        .usage()
                        .cacheRead())
                .hasValue(7);
        assertThat(chat("\"prompt_tokens\":20,\"completion_tokens\":1,\"prompt_tokens_details\":null")
                        .usage()
                        .cacheRead())
                .isEmpty();
    }

    @Test
    void takes_nothing_for_a_count_that_is_none() {
        assertThat(chat("\"prompt_tokens\":\"20\",\"completion_tokens\":1e99").status())
                .isEqualTo(UsageStatus.UNKNOWN);
        assertThat(chat("\"prompt_tokens\":9223372036854775808,\"completion_tokens\":1")
                        .usage()
                        .input())
                .isEmpty();
    }

    @Test
    void counts_a_usage_that_groq_sends_twice_in_one_event_once() {
        String chunk = "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4},"
                + "\"x_groq\":{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}}";
        assertThat(measured(CHAT, Answers.events(chunk, "[DONE]")).usage()).isEqualTo(TokenUsage.of(3, 4));
    }

    @Test
    void takes_the_last_of_usages_that_come_with_every_event() {
        String first = "{\"choices\":[{\"delta\":{}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}";
        String last =
                "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":5}}";
        assertThat(measured(CHAT, Answers.events(first, last)).usage()).isEqualTo(TokenUsage.of(3, 5));
        assertThat(measured(CHAT, Answers.events(first)).status()).isEqualTo(UsageStatus.PARTIAL);
    }

    @Test
    void passes_over_comments_and_unknown_lines_of_a_stream() {
        String body = ": OPENROUTER PROCESSING\r\n\r\nid: 1\r\nretry: 5\r\ndata: {\"choices\":[],\r\n"
                + "data: \"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\r\n\r\ndata: [DONE]\r\n\r\n";
        assertThat(measured(CHAT, body).usage()).isEqualTo(TokenUsage.of(3, 4));
    }

    @Test
    void counts_the_tools_that_a_streamed_answer_calls() {
        String first =
                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\"},{\"index\":1,\"id\":\"b\"}]}}]}";
        String more =
                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"{}\"}}]},"
                        + "\"finish_reason\":\"tool_calls\"}]}";
        assertThat(measured(CHAT, Answers.events(first, more)).toolCalls()).isEqualTo(2);
    }

    @Test
    void reads_a_response_that_was_cut_short_by_the_model() {
        String incomplete =
                "{\"type\":\"response.incomplete\",\"response\":{\"object\":\"response\",\"id\":\"r\",\"status\":\"incomplete\","
                        + "\"incomplete_details\":{\"reason\":\"max_output_tokens\"},\"usage\":{\"input_tokens\":5,\"output_tokens\":6}}}";
        ModelCall call = measured("/v1/responses", Answers.namedEvents(incomplete));
        assertThat(call.usage()).isEqualTo(TokenUsage.of(5, 6));
        assertThat(call.stopReason()).contains("max_output_tokens");
    }

    @Test
    void adds_geminis_tool_prompts_to_the_input_and_its_thoughts_to_the_output() {
        ModelCall call = measured(GEMINI, """
                {"candidates":[{"finishReason":"STOP","content":{"parts":[{"functionCall":{"name":"f"}}]}}],
                "modelVersion":"gemini-test-001","usageMetadata":{"promptTokenCount":13,"toolUsePromptTokenCount":289,
                "cachedContentTokenCount":5,"candidatesTokenCount":10,"thoughtsTokenCount":4,"totalTokenCount":316}}""");
        assertThat(call.usage())
                .isEqualTo(TokenUsage.of(302, 14).withCacheRead(5).withReasoning(4));
        assertThat(call.requestedModel()).isEqualTo("some-model");
        assertThat(call.toolCalls()).isEqualTo(1);
        assertThat(call.anomalies()).isEmpty();
    }

    @Test
    void takes_geminis_last_snapshot_even_where_it_falls() {
        String stream = "[" + gemini("447", "20", "") + ",\n" + gemini("8", "2", "") + "\n,"
                + gemini("9", "3", ",\"finishReason\":\"STOP\"") + "]";
        ModelCall array = measured("/v1beta/models/gemini-test:streamGenerateContent", "{}", stream);
        ModelCall events = measured(
                "/v1beta/models/gemini-test:streamGenerateContent?alt=sse",
                "{}",
                Answers.events(gemini("447", "20", ""), gemini("9", "3", ",\"finishReason\":\"STOP\"")));
        assertThat(array.usage()).isEqualTo(TokenUsage.of(9, 3));
        assertThat(array.streamed()).isTrue();
        assertThat(array.requestedModel()).isEqualTo("gemini-test");
        assertThat(events.usage()).isEqualTo(TokenUsage.of(9, 3));
    }

    @Test
    void knows_a_part_of_a_gemini_stream_that_was_cut() {
        ModelCall call = measured(
                "/v1beta/models/gemini-test:streamGenerateContent", "{}", "[" + gemini("9", "2", "") + ",{\"cand");
        assertThat(call.status()).isEqualTo(UsageStatus.PARTIAL);
    }

    @Test
    void reads_gemini_answers_without_candidates() {
        ModelCall thought = measured(
                GEMINI,
                "{\"candidates\":[{\"finishReason\":\"MAX_TOKENS\"}],\"usageMetadata\":{\"promptTokenCount\":5,"
                        + "\"thoughtsTokenCount\":4,\"totalTokenCount\":9}}");
        ModelCall blocked = measured(
                GEMINI,
                "{\"promptFeedback\":{\"blockReason\":\"OTHER\"},\"usageMetadata\":{\"trafficType\":\"ON_DEMAND\"}}");
        assertThat(thought.usage()).isEqualTo(TokenUsage.of(5, 4).withReasoning(4));
        assertThat(blocked.status()).isEqualTo(UsageStatus.UNKNOWN);
    }

    @Test
    void reads_an_interaction() {
        ModelCall call = measured("/v1beta/interactions", """
                {"object":"interaction","id":"i","status":"completed","usage":{"total_input_tokens":22,
                "total_tool_use_tokens":198,"total_output_tokens":590,"total_thought_tokens":1173,
                "total_cached_tokens":0,"total_tokens":1983}}""");
        assertThat(call.usage())
                .isEqualTo(TokenUsage.of(220, 1763).withReasoning(1173).withCacheRead(0));
    }

    @Test
    void adds_to_bedrocks_input_what_its_cache_read_and_wrote() {
        ModelCall call = measured(BEDROCK + "converse", """
                {"stopReason":"tool_use","output":{"message":{"content":[{"toolUse":{"name":"f"}}]}},"usage":{
                "inputTokens":433,"outputTokens":16,"cacheReadInputTokens":2752,"cacheWriteInputTokens":10,
                "cacheDetails":[{"ttl":"5m","inputTokens":10}],"totalTokens":3211}}""");
        assertThat(call.usage())
                .isEqualTo(TokenUsage.of(3195, 16)
                        .withCacheRead(2752)
                        .withCacheWrite(10)
                        .withCacheWrite5m(10));
        assertThat(call.requestedModel()).isEqualTo("some.model-v1:0");
        assertThat(call.toolCalls()).isEqualTo(1);
    }

    @Test
    void reads_bedrocks_binary_frames() {
        byte[] stream = frames("{\"role\":\"assistant\"}", "{\"usage\":{\"inputTokens\":8,\"outputTokens\":26}}");
        ModelCall call = measured(BEDROCK + "converse-stream", "{}", stream);
        assertThat(call.usage()).isEqualTo(TokenUsage.of(8, 26));
        assertThat(call.streamed()).isTrue();
    }

    @Test
    void does_not_believe_a_binary_frame_whose_checksum_is_wrong() {
        byte[] stream = frames("{\"usage\":{\"inputTokens\":8,\"outputTokens\":26}}");
        stream[stream.length - 10] ^= 1;
        assertThat(measured(BEDROCK + "converse-stream", "{}", stream).status()).isEqualTo(UsageStatus.UNKNOWN);
    }

    @Test
    void reads_each_models_own_format_on_bedrock() {
        String invoke = BEDROCK + "invoke";
        assertThat(measured(invoke, "{\"type\":\"message\",\"usage\":{\"input_tokens\":1,\"output_tokens\":2}}")
                        .usage())
                .isEqualTo(TokenUsage.of(1, 2));
        assertThat(measured(invoke, "{\"usage\":{\"inputTokens\":3,\"outputTokens\":4,\"cacheReadInputTokenCount\":5}}")
                        .usage())
                .isEqualTo(TokenUsage.of(8, 4).withCacheRead(5));
        assertThat(measured(invoke, "{\"inputTextTokenCount\":5,\"results\":[{\"tokenCount\":6},{\"tokenCount\":1}]}")
                        .usage())
                .isEqualTo(TokenUsage.of(5, 7));
        assertThat(measured(invoke, "{\"prompt_token_count\":7,\"generation_token_count\":8}")
                        .usage())
                .isEqualTo(TokenUsage.of(7, 8));
    }

    @Test
    void counts_the_usage_that_bedrocks_last_frame_repeats_once() {
        byte[] stream = frames(
                packed(
                        "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":16,\"output_tokens\":1}}}"),
                packed(
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":21}}"),
                packed(
                        "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":16,\"outputTokenCount\":21}}"));
        assertThat(measured(BEDROCK + "invoke-with-response-stream", "{}", stream)
                        .usage())
                .isEqualTo(TokenUsage.of(16, 21));
    }

    @Test
    void believes_bedrocks_headers_where_the_body_is_silent() throws Exception {
        byte[] body = "{\"completions\":[]}".getBytes(StandardCharsets.UTF_8);
        try (Provider provider = new Provider((request, wire) -> wire.whole(
                        200,
                        "application/json",
                        body,
                        "X-Amzn-Bedrock-Input-Token-Count: 26",
                        "X-Amzn-Bedrock-Output-Token-Count: 42"));
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(BEDROCK + "invoke"), "{}");
            assertThat(gateway.onlyCall().usage()).isEqualTo(TokenUsage.of(26, 42));
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.REPORTED);
        }
    }

    @Test
    void counts_coheres_tokens_rather_than_those_it_bills() {
        String usage = "{\"billed_units\":{\"input_tokens\":12,\"output_tokens\":65},"
                + "\"tokens\":{\"input_tokens\":212,\"output_tokens\":65},\"cached_tokens\":208}";
        String end = "{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"COMPLETE\",\"usage\":" + usage + "}}";
        String lines =
                "{\"event_type\":\"stream-start\"}\n{\"is_finished\":true,\"response\":{\"meta\":" + usage + "}}\n";
        TokenUsage expected = TokenUsage.of(212, 65).withCacheRead(208);
        assertThat(measured("/v2/chat", "{\"id\":\"c\",\"usage\":" + usage + "}")
                        .usage())
                .isEqualTo(expected);
        assertThat(measured("/v2/chat", Answers.events(end)).usage()).isEqualTo(expected);
        assertThat(measured("/v1/chat", "{\"meta\":" + usage + "}").usage()).isEqualTo(expected);
        assertThat(measured("/v1/chat", lines).usage()).isEqualTo(expected);
    }

    @Test
    void does_not_take_a_prompt_that_ollama_had_in_its_cache_for_free() {
        ModelCall call = measured("/api/chat", "{\"done\":false}\n{\"done\":true,\"eval_count\":79}\n");
        assertThat(call.usage().input()).isEmpty();
        assertThat(call.usage().output()).hasValue(79);
        assertThat(call.isMeasurable()).isFalse();
        assertThat(measured("/api/generate", "{\"done\":true,\"prompt_eval_count\":17,\"eval_count\":63}")
                        .usage())
                .isEqualTo(TokenUsage.of(17, 63));
    }

    @Test
    void reads_embeddings_of_every_kind() {
        List<ModelCall> calls = new ArrayList<>();
        calls.add(measured("/v1/embeddings", "{\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}"));
        calls.add(measured("/v1/embeddings", "{\"usage\":{\"total_tokens\":8}}"));
        calls.add(measured("/v2/embed", "{\"meta\":{\"billed_units\":{\"input_tokens\":8}}}"));
        calls.add(measured("/api/embed", "{\"prompt_eval_count\":8}"));
        calls.add(measured("/v1beta/models/e:batchEmbedContents", "{\"usageMetadata\":{\"promptTokenCount\":8}}"));
        calls.add(measured(
                "/v1/models/text-embedding:predict",
                "{\"predictions\":[{\"embeddings\":{\"statistics\":{\"token_count\":5}}},"
                        + "{\"embeddings\":{\"statistics\":{\"token_count\":3}}}]}"));
        calls.add(measured("/model/amazon.titan-embed-text/invoke", "{\"inputTextTokenCount\":8}"));
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.kind()).isEqualTo(CallKind.EMBEDDING);
            assertThat(call.usage()).isEqualTo(TokenUsage.of(8, 0));
            assertThat(call.isMeasurable()).isTrue();
        });
    }

    @Test
    void takes_search_units_for_what_they_are() {
        ModelCall units = measured("/v2/rerank", "{\"meta\":{\"billed_units\":{\"search_units\":1}}}");
        ModelCall tokens = measured("/v1/rerank", "{\"usage\":{\"total_tokens\":43}}");
        assertThat(units.usage()).isEqualTo(TokenUsage.unknown());
        assertThat(units.isMeasurable()).isTrue();
        assertThat(tokens.usage().input()).hasValue(43);
        assertThat(List.of(units.kind(), tokens.kind())).containsOnly(CallKind.RERANK);
    }

    @Test
    void counts_an_assistants_run_once() throws Exception {
        String queued = "{\"object\":\"thread.run\",\"id\":\"run_1\",\"status\":\"queued\",\"usage\":null}";
        String done = "{\"object\":\"thread.run\",\"id\":\"run_1\",\"status\":\"completed\","
                + "\"usage\":{\"prompt_tokens\":663,\"completion_tokens\":53}}";
        try (Provider provider = new Provider(
                        (request, wire) -> wire.json(200, request.method().equals("POST") ? queued : done));
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url("/v1/threads/t/runs"), "{}");
            Client.get(gateway.url("/v1/threads/t/runs/run_1"));
            assertThat(gateway.onlyCall().usage()).isEqualTo(TokenUsage.of(663, 53));
        }
    }

    @Test
    void reads_tokens_but_no_seconds_of_audio() {
        assertThat(measured(
                                "/v1/audio/transcriptions",
                                "{\"usage\":{\"type\":\"tokens\",\"input_tokens\":37,\"output_tokens\":12}}")
                        .usage())
                .isEqualTo(TokenUsage.of(37, 12));
        assertThat(measured("/v1/audio/transcriptions", "{\"usage\":{\"type\":\"duration\",\"seconds\":37}}")
                        .status())
                .isEqualTo(UsageStatus.UNKNOWN);
    }

    @Test
    void finds_the_model_of_an_upload_in_its_form() throws Exception {
        String form = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp3\"\r\n\r\n\0\1\2\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\ngpt-transcribe\r\n--x--\r\n";
        try (Provider provider = Provider.answering("{\"usage\":{\"input_tokens\":1,\"output_tokens\":2}}");
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.send(HttpRequest.newBuilder(URI.create(gateway.url("/v1/audio/transcriptions")))
                    .header("Content-Type", "multipart/form-data; boundary=x")
                    .POST(BodyPublishers.ofString(form))
                    .build());
            assertThat(gateway.onlyCall().requestedModel()).isEqualTo("gpt-transcribe");
            assertThat(provider.onlyRequest().text()).isEqualTo(form);
        }
    }

    @Test
    void reads_hosts_that_nobody_knows_by_the_shape_of_their_answers() {
        assertThat(measured("/some/path", "{\"usage\":{\"input_tokens\":1,\"output_tokens\":2}}")
                        .usage())
                .isEqualTo(TokenUsage.of(1, 2));
        assertThat(measured("/some/path", "{\"answer\":42}").status()).isEqualTo(UsageStatus.UNKNOWN);
    }

    private static ModelCall chat(String usage) {
        return measured(
                CHAT,
                "{\"object\":\"chat.completion\",\"choices\":[{\"message\":{},\"finish_reason\":\"stop\"}],\"usage\":{"
                        + usage + "}}");
    }

    private static String gemini(String input, String output, String rest) {
        return "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"[{\\\"\"}]}" + rest
                + "}],\"usageMetadata\":{\"promptTokenCount\":" + input + ",\"candidatesTokenCount\":" + output + "}}";
    }

    private static ModelCall measured(String path, String answer) {
        List<ModelCall> calls = allMeasured(path, answer);
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    private static List<ModelCall> allMeasured(String path, String answer) {
        String request = "{\"model\":\"some-model\",\"messages\":[]}";
        return measure(path, request, answer.getBytes(StandardCharsets.UTF_8));
    }

    private static ModelCall measured(String path, String request, String answer) {
        return measured(path, request, answer.getBytes(StandardCharsets.UTF_8));
    }

    private static ModelCall measured(String path, String request, byte[] answer) {
        return measure(path, request, answer).get(0);
    }

    private static List<ModelCall> measure(String path, String request, byte[] answer) {
        try (Provider provider = new Provider((asked, wire) -> wire.whole(200, "application/octet-stream", answer));
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(Client.post(gateway.url(path), request).body()).isEqualTo(answer);
            return gateway.calls();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
