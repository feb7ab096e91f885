package dev.tokenbudget.internal.gateway;

import static dev.tokenbudget.internal.gateway.Frames.frames;
import static dev.tokenbudget.internal.gateway.Frames.packed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.MeasurementGap;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a run's URL forwards is counted, known to be free, or said to be unknown: nothing is left out in silence. */
class UnknownPathsTest {

    @Test
    void watsonx_names_its_model_and_its_counts_in_its_own_way() {
        ModelCall text = measured(
                "/ml/v1/text/generation?version=2024-10-08",
                "{\"model_id\":\"ibm/granite\",\"input\":\"x\"}",
                "{\"model_id\":\"ibm/granite\",\"results\":[{\"generated_token_count\":2,\"input_token_count\":7,"
                        + "\"stop_reason\":\"eos_token\"}]}");
        ModelCall vectors = measured(
                "/ml/v1/text/embeddings?version=2024-10-08",
                "{\"model_id\":\"ibm/slate\",\"inputs\":[\"x\"]}",
                "{\"model_id\":\"ibm/slate\",\"results\":[{\"embedding\":[1]}],\"input_token_count\":10}");

        assertThat(text.usage()).isEqualTo(TokenUsage.of(7, 2));
        assertThat(text.requestedModel()).isEqualTo("ibm/granite");
        assertThat(vectors.usage()).isEqualTo(TokenUsage.of(10, 0));
        assertThat(vectors.kind()).isEqualTo(CallKind.EMBEDDING);
    }

    @Test
    void a_stream_of_watsonx_that_was_cut_is_known_in_part() {
        String first =
                "{\"results\":[{\"generated_token_count\":1,\"input_token_count\":7,\"stop_reason\":\"not_finished\"}]}";
        String last =
                "{\"results\":[{\"generated_token_count\":5,\"input_token_count\":0,\"stop_reason\":\"max_tokens\"}]}";

        ModelCall cut = measured("/ml/v1/text/generation_stream", "{}", Answers.events(first));
        ModelCall whole = measured("/ml/v1/text/generation_stream", "{}", Answers.events(first, last));

        assertThat(cut.status()).isEqualTo(UsageStatus.PARTIAL);
        assertThat(whole.usage()).isEqualTo(TokenUsage.of(7, 5));
        assertThat(whole.status()).isEqualTo(UsageStatus.REPORTED);
    }

    @ParameterizedTest
    @CsvSource({
        "/serving-endpoints/databricks-claude/invocations, databricks-claude",
        "/endpoints/my-endpoint/invocations, my-endpoint",
        "/client/v4/accounts/0123/ai/run/@cf/meta/llama-3, @cf/meta/llama-3"
    })
    void a_model_that_only_the_path_names_is_counted(String path, String model) {
        ModelCall call = measured(
                path,
                "{\"messages\":[]}",
                "{\"choices\":[{\"message\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":12,"
                        + "\"completion_tokens\":3,\"total_tokens\":15}}");

        assertThat(call.usage()).isEqualTo(TokenUsage.of(12, 3));
        assertThat(call.requestedModel()).isEqualTo(model);
    }

    @Test
    void workers_ai_has_its_answer_below_result() {
        assertThat(measured(
                                "/client/v4/accounts/0123/ai/run/@cf/meta/llama-3",
                                "{}",
                                "{\"result\":{\"response\":\"x\",\"usage\":{\"prompt_tokens\":4,"
                                        + "\"completion_tokens\":5,\"total_tokens\":9}},\"success\":true}")
                        .usage())
                .isEqualTo(TokenUsage.of(4, 5));
    }

    @Test
    void dashscopes_events_count_up_to_the_last() {
        String path = "/api/v1/services/aigc/text-generation/generation";
        String one = "{\"output\":{\"choices\":[{\"finish_reason\":\"null\"}]},\"usage\":"
                + "{\"input_tokens\":22,\"output_tokens\":1,\"total_tokens\":23},\"request_id\":\"r\"}";
        String two = "{\"output\":{\"choices\":[{\"finish_reason\":\"stop\"}]},\"usage\":"
                + "{\"input_tokens\":22,\"output_tokens\":17,\"total_tokens\":39},\"request_id\":\"r\"}";

        ModelCall call =
                measured(path, "{\"model\":\"qwen-plus\",\"input\":{\"messages\":[]}}", Answers.events(one, two));

        assertThat(call.usage()).isEqualTo(TokenUsage.of(22, 17));
        assertThat(call.status()).isEqualTo(UsageStatus.REPORTED);
    }

    @Test
    void mistrals_conversations_are_counted_and_openais_are_kept_for_free() {
        String answer = "{\"object\":\"conversation.response\",\"conversation_id\":\"c\",\"outputs\":"
                + "[{\"type\":\"function.call\",\"name\":\"f\"}],\"usage\":{\"prompt_tokens\":100,"
                + "\"completion_tokens\":20,\"total_tokens\":620,\"connector_tokens\":500}}";
        try (Scripted provider = new Scripted()) {
            provider.answer("POST /v1/conversations", answer)
                    .answer("POST /v1/conversations/c", answer)
                    .post("/v1/conversations", "{\"model\":\"m\",\"inputs\":\"hi\"}")
                    .post("/v1/conversations/c", "{\"inputs\":\"hi\"}")
                    .post("/v1/conversations", "{\"items\":[],\"metadata\":{}}");

            assertThat(provider.calls())
                    .hasSize(2)
                    .allMatch(call -> call.usage().equals(TokenUsage.of(600, 20)) && call.toolCalls() == 1);
        }
    }

    @Test
    void an_agent_of_bedrock_is_counted_where_its_trace_tells() {
        String path = "/agents/A/agentAliases/B/sessions/s/text";
        byte[] told = frames(
                trace("modelInvocationInput", "{\"foundationModel\":\"claude\"}"),
                trace("modelInvocationOutput", "{\"metadata\":{\"usage\":{\"inputTokens\":862,\"outputTokens\":161}}}"),
                trace("modelInvocationInput", "{\"foundationModel\":\"claude\"}"),
                trace("modelInvocationOutput", "{\"metadata\":{\"usage\":{\"inputTokens\":900,\"outputTokens\":20}}}"),
                "{\"bytes\":\"aGk=\"}");
        byte[] untold = frames("{\"bytes\":\"aGk=\"}");
        byte[] half = frames(
                trace("modelInvocationInput", "{}"),
                trace("modelInvocationOutput", "{\"metadata\":{\"usage\":{\"inputTokens\":862,\"outputTokens\":161}}}"),
                trace("modelInvocationInput", "{}"),
                trace("modelInvocationOutput", "{}"));
        try (Scripted provider = new Scripted()) {
            provider.answer("POST " + path, told).post(path, "{\"inputText\":\"hi\",\"enableTrace\":true}");
            provider.answer("POST " + path, untold).post(path, "{\"inputText\":\"hi\"}");
            provider.answer("POST " + path, half).post(path, "{\"inputText\":\"hi\",\"enableTrace\":true}");

            assertThat(provider.calls())
                    .extracting(
                            call -> call.status() + " " + call.usage().total().orElse(0))
                    .containsExactly("REPORTED 1023", "REPORTED 920", "UNKNOWN 0", "PARTIAL 1023");
        }
    }

    @Test
    void llama_and_titan_on_bedrock_are_known_in_full_by_their_last_frame_only() {
        String path = "/model/meta.llama3/invoke-with-response-stream";
        String llama =
                "{\"generation\":\"a\",\"prompt_token_count\":10,\"generation_token_count\":1,\"stop_reason\":null}";
        String llamaEnd = "{\"generation\":\"\",\"generation_token_count\":60,\"stop_reason\":\"length\"}";
        String titan = "{\"inputTextTokenCount\":7,\"totalOutputTextTokenCount\":3,\"completionReason\":null}";

        assertThat(measured(path, "{}", frames(packed(llama))).status()).isEqualTo(UsageStatus.PARTIAL);
        assertThat(measured(path, "{}", frames(packed(titan))).status()).isEqualTo(UsageStatus.PARTIAL);
        ModelCall whole = measured(path, "{}", frames(packed(llama), packed(llamaEnd)));
        assertThat(whole.usage()).isEqualTo(TokenUsage.of(10, 60));
        assertThat(whole.status()).isEqualTo(UsageStatus.REPORTED);
    }

    @Test
    void vectors_of_a_model_behind_an_arn_are_known_by_the_answer() {
        ModelCall call = measured(
                "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Aapplication-inference-profile%2Fabc/invoke",
                "{\"inputText\":\"x\"}", "{\"embedding\":[0.1],\"inputTextTokenCount\":4}");

        assertThat(call.kind()).isEqualTo(CallKind.EMBEDDING);
        assertThat(call.usage()).isEqualTo(TokenUsage.of(4, 0));
        assertThat(call.requestedModel()).isEqualTo("arn:aws:bedrock:us-east-1:1:application-inference-profile/abc");
    }

    @Test
    void making_a_cache_of_googles_uses_its_prompt() {
        ModelCall call = measured(
                "/v1beta/cachedContents",
                "{\"model\":\"models/gemini-test\",\"contents\":[]}",
                "{\"name\":\"cachedContents/x\",\"model\":\"models/gemini-test\",\"usageMetadata\":{\"totalTokenCount\":3512}}");

        assertThat(call.usage()).isEqualTo(TokenUsage.of(3512, 0));
        assertThat(call.status()).isEqualTo(UsageStatus.REPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/responses/", "/v1//responses", "/v1/responses//"})
    void a_slash_too_many_hides_nothing(String path) {
        assertThat(measured(path, "{\"model\":\"m\"}", Answers.RESPONSE).usage().total())
                .hasValue(59);
    }

    @Test
    void an_answer_that_does_not_tell_is_named_with_its_path_and_the_cures() {
        try (Scripted provider = new Scripted()) {
            provider.answer("POST /v1/indexes/idx_8a7f6e5d4c3b/query", "{\"answer\":42}")
                    .post("/v1/indexes/idx_8a7f6e5d4c3b/query", "{\"q\":\"x\"}");
            Run run = provider.run();

            MeasurementGap gap = run.gap().orElseThrow();
            assertThat(gap.because())
                    .isEqualTo("run 1 holds a POST /v1/indexes/*/query of acme, whose token usage is not known");
            assertThat(gap.remedy())
                    .contains("-Dtokenbudget.freePaths=/v1/indexes/*/query")
                    .contains("-Dtokenbudget.ignoredPaths=/v1/indexes/*/query");
        }
    }

    @Test
    void what_a_provider_refuses_uses_nothing() {
        try (Scripted provider = new Scripted()) {
            provider.post("/v1/some/path", "{}");

            assertThat(provider.onlyCall().status()).isEqualTo(UsageStatus.NOT_BILLED);
            assertThat(provider.run().gap()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/files",
        "/v1/moderations",
        "/v1/threads",
        "/v1/threads/t/messages",
        "/v1/assistants",
        "/v1/vector_stores/v/files",
        "/v1/uploads/u/parts",
        "/v1/messages/count_tokens",
        "/v1beta/models/g:countTokens",
        "/model/m/count-tokens",
        "/publishers/anthropic/models/count-tokens:rawPredict",
        "/v1/responses/input_tokens",
        "/tokenize",
        "/api/show",
        "/oauth2/token",
        "/api/event_logging/batch"
    })
    void what_is_known_to_be_free_is_no_call(String path) {
        try (Scripted provider = new Scripted()) {
            provider.answer("POST " + path, "{\"id\":\"x\",\"input_tokens\":5}").post(path, "{\"model\":\"m\"}");

            assertThat(provider.calls()).isEmpty();
        }
    }

    @Test
    void settings_name_what_is_free_and_what_does_not_count() {
        try (Scripted provider = new Scripted(Traffic.without("/indexes/*/query, POST /notes", "/audio/speech"))) {
            provider.answer("POST /v1/indexes/a/query", "{}")
                    .answer("POST /notes", "{}")
                    .answer("POST /v1/audio/speech", "{}")
                    .post("/v1/indexes/a/query", "{}")
                    .post("/notes", "{}")
                    .post("/v1/audio/speech", "{\"model\":\"tts\"}");

            assertThat(provider.calls()).isEmpty();
        }
    }

    @Test
    void speech_that_nobody_ignores_says_how_to() {
        try (Scripted provider = new Scripted()) {
            provider.answer("POST /v1/audio/speech", "{}").post("/v1/audio/speech", "{\"model\":\"tts\"}");

            assertThat(provider.run().gap().orElseThrow().remedy())
                    .contains("-Dtokenbudget.ignoredPaths=/v1/audio/speech");
        }
    }

    @Test
    void what_is_fetched_is_free_unless_it_tells_a_usage() {
        try (Scripted provider = new Scripted()) {
            provider.answer(
                            "GET /v1/some/list",
                            "{\"data\":[{\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1}}]}")
                    .answer(
                            "GET /v1/jobs/1",
                            "{\"id\":\"job\",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1}}")
                    .get("/v1/some/list")
                    .get("/v1/jobs/1")
                    .get("/v1/jobs/1");

            assertThat(provider.onlyCall().usage()).isEqualTo(TokenUsage.of(9, 1));
        }
    }

    @Test
    void news_that_are_listened_to_for_ever_leave_no_call_open() throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    wire.streamHead();
                    wire.chunk("data: {}\n\n");
                    wire.awaitClosed();
                });
                GatewayRun gateway = new GatewayRun(provider);
                InputStream news = URI.create(gateway.url("/v1/news")).toURL().openStream()) {
            assertThat(news.read()).isPositive();

            Run run =
                    gateway.run.end(Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ofMillis(50));
            assertThat(run.unfinishedCalls()).isZero();
        }
    }

    private static String trace(String part, String content) {
        return "{\"trace\":{\"orchestrationTrace\":{\"" + part + "\":" + content + "}}}";
    }

    private static ModelCall measured(String path, String request, String answer) {
        return measured(path, request, answer.getBytes(StandardCharsets.UTF_8));
    }

    private static ModelCall measured(String path, String request, byte[] answer) {
        try (Scripted provider = new Scripted()) {
            return provider.answer("POST " + path, answer).post(path, request).onlyCall();
        }
    }
}
