package dev.tokenbudget.bedrock;

import static dev.tokenbudget.testkit.KnownUsage.ANTHROPIC;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.integration.ActiveRuns;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.testkit.ParallelRuns;
import dev.tokenbudget.testkit.Traces;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;

class BedrockUsageInterceptorTest {

    private static final TokenUsage CONVERSED =
            TokenUsage.of(1130, 40).withCacheRead(1000).withCacheWrite(100);

    @AutoClose
    private final LoopbackProvider provider = LoopbackProvider.start();

    @AutoClose
    private final BedrockRuntimeClient client = Clients.client(provider);

    @AutoClose
    private final BedrockRuntimeAsyncClient asyncClient = Clients.asyncClient(provider);

    @Test
    void every_client_finds_the_interceptor_by_itself() {
        provider.answering("/converse", 200, Map.of("x-amzn-RequestId", "request-1"), converse());
        try (ObservedRun run = ObservedRun.start("converse")) {
            Clients.converse(client);

            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(CONVERSED);
            assertThat(call.provider()).isEqualTo("bedrock");
            assertThat(call.requestedModel()).isEqualTo("nova-test");
            assertThat(call.responseId()).contains("request-1");
            assertThat(call.stopReason()).contains("end_turn");
            assertThat(call.streamed()).isFalse();
            assertThat(call.source()).isEqualTo(UsageSource.SDK);
        }
    }

    @Test
    void a_client_that_judges_is_kept_apart_from_those_of_the_agent() {
        provider.answering("/converse", 200, Map.of("x-amzn-RequestId", "request-1"), converse());
        try (ObservedRun run = ObservedRun.start("judge")) {
            try (ActiveRuns.Scope judging = ActiveRuns.judging()) {
                Clients.converse(client);
            }

            Run ended = run.end();
            assertThat(ended.calls()).isEmpty();
            assertThat(ended.judgeCalls())
                    .singleElement()
                    .satisfies(call -> assertThat(call.usage()).isEqualTo(CONVERSED));
        }
    }

    @Test
    void the_asynchronous_client_charges_the_run_of_the_calling_thread() {
        provider.answering("/converse", "bedrock-converse");
        try (ObservedRun other = ObservedRun.start("other");
                ObservedRun run = ObservedRun.start("async")) {
            Clients.converse(asyncClient).join();

            assertThat(run.onlyCall().usage()).isEqualTo(CONVERSED);
            assertThat(run.looseCalls()).isEmpty();
            assertThat(other.calls()).isEmpty();
        }
    }

    @Test
    void reads_the_metadata_at_the_end_of_a_converse_stream() {
        provider.answering(
                "/converse-stream", 200, eventStream(), conversation().bytes());
        try (ObservedRun run = ObservedRun.start("converse stream")) {
            Clients.converseStream(asyncClient).join();

            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(CONVERSED.withCacheWrite5m(60).withCacheWrite1h(40));
            assertThat(call.streamed()).isTrue();
            assertThat(call.toolCalls()).isEqualTo(1);
            assertThat(call.stopReason()).contains("tool_use");
        }
    }

    @Test
    void a_run_waits_for_a_stream_that_is_under_way() {
        provider.answering(
                "/converse-stream", 200, eventStream(), conversation().bytes());
        try (ObservedRun run = ObservedRun.start("open stream")) {
            CompletableFuture<Void> unused = Clients.converseStream(asyncClient);

            assertThat(run.onlyCall().usage().total()).isEqualTo(CONVERSED.total());
        }
    }

    @Test
    void reads_the_body_of_an_invoked_model() {
        provider.answering("/invoke", "anthropic-message");
        try (ObservedRun run = ObservedRun.start("invoke")) {
            Clients.invoke(client);

            assertThat(run.onlyCall().usage()).isEqualTo(ANTHROPIC);
        }
    }

    @Test
    void falls_back_to_bedrocks_headers_where_the_body_says_nothing() {
        provider.answering(
                "/invoke",
                200,
                Map.of(
                        "X-Amzn-Bedrock-Input-Token-Count", "26",
                        "X-Amzn-Bedrock-Output-Token-Count", "9",
                        "X-Amzn-Bedrock-Cache-Read-Input-Token-Count", "4"),
                "{\"completions\": []}".getBytes(UTF_8));
        try (ObservedRun run = ObservedRun.start("headers")) {
            Clients.invoke(client);

            assertThat(run.onlyCall().usage()).isEqualTo(TokenUsage.of(30, 9).withCacheRead(4));
        }
    }

    @Test
    void counts_an_embedding_as_input_only() {
        provider.answering(
                "/invoke",
                200,
                "application/json",
                "{\"embedding\": [0.5], \"inputTextTokenCount\": 4}".getBytes(UTF_8));
        try (ObservedRun run = ObservedRun.start("embedding")) {
            Clients.invoke(client);

            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(TokenUsage.of(4, 0));
            assertThat(call.kind()).isEqualTo(CallKind.EMBEDDING);
        }
    }

    @Test
    void reads_a_stream_whose_metrics_repeat_its_usage_once() {
        provider.answering(
                "/invoke-with-response-stream", 200, eventStream(), message().bytes());
        try (ObservedRun run = ObservedRun.start("invoke stream")) {
            Clients.invokeStream(asyncClient).join();

            assertThat(run.onlyCall().usage()).isEqualTo(ANTHROPIC);
        }
    }

    @Test
    void a_stream_cut_anywhere_is_known_in_part_at_most() {
        byte[] whole = message().bytes();
        for (int length = 0; length < whole.length; length += 97) {
            provider.answering("/invoke-with-response-stream", 200, eventStream(), Arrays.copyOf(whole, length));
            try (ObservedRun run = ObservedRun.start("cut at " + length)) {
                Clients.invokeStream(asyncClient).exceptionally(error -> null).join();

                assertThat(run.onlyCall().status()).isIn(UsageStatus.PARTIAL, UsageStatus.UNKNOWN);
            }
        }
    }

    @Test
    void a_frame_with_a_wrong_check_sum_makes_the_usage_unknown() {
        byte[] bytes = conversation().bytes();
        bytes[bytes.length - 1] ^= 1;
        provider.answering("/converse-stream", 200, eventStream(), bytes);
        try (ObservedRun run = ObservedRun.start("check sum")) {
            assertThatThrownBy(() -> Clients.converseStream(asyncClient).join())
                    .isInstanceOf(CompletionException.class);

            assertThat(run.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }

    @Test
    void a_refused_call_consumed_nothing() {
        provider.answering("/converse", 400, "application/json", "{\"message\": \"no\"}".getBytes(UTF_8));
        try (ObservedRun run = ObservedRun.start("refused")) {
            assertThatThrownBy(() -> Clients.converse(client)).isInstanceOf(BedrockRuntimeException.class);

            assertThat(run.onlyCall().status()).isEqualTo(UsageStatus.NOT_BILLED);
        }
    }

    @Test
    void a_client_with_an_interceptor_of_its_own_charges_that_run_alone() {
        provider.answering("/converse", "bedrock-converse");
        try (ObservedRun own = ObservedRun.start("own");
                ObservedRun bound = ObservedRun.start("bound");
                BedrockRuntimeClient client = Clients.client(provider, new BedrockUsageInterceptor(own.run()))) {
            Clients.converse(client);

            assertThat(own.onlyCall().usage()).isEqualTo(CONVERSED);
            assertThat(bound.end().calls()).isEmpty();
            assertThat(bound.end().unfinishedCalls()).isZero();
        }
    }

    @Test
    void runs_in_parallel_share_a_client_and_are_charged_apart() throws Exception {
        provider.answering("/converse", "bedrock-converse");

        assertThat(ParallelRuns.callsCharged(
                        4, () -> Clients.converse(asyncClient).join()))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void neither_question_nor_answer_nor_error_leaves_a_trace(@TempDir Path folder) {
        provider.answering("/converse", "bedrock-converse")
                .answering("/invoke", 400, "application/json", "{\"message\": \"Hello, too.\"}".getBytes(UTF_8));
        try (Traces traces = Traces.watch();
                ObservedRun run = ObservedRun.start("silent")) {
            Clients.converse(client);
            assertThatThrownBy(() -> Clients.invoke(client)).hasMessageContaining("Hello, too.");

            assertThat(traces.with(run.end(), folder))
                    .contains("silent", "NOT_BILLED")
                    .doesNotContain("Hello");
        }
    }

    private static Map<String, String> eventStream() {
        return Map.of("Content-Type", "application/vnd.amazon.eventstream");
    }

    private static byte[] converse() {
        return LoopbackProvider.read("bedrock-converse.json").getBytes(UTF_8);
    }

    private static EventStreams conversation() {
        return new EventStreams()
                .event("messageStart", "{\"role\": \"assistant\"}")
                .event(
                        "contentBlockStart",
                        "{\"contentBlockIndex\": 0, \"start\": {\"toolUse\": {\"toolUseId\": \"1\", \"name\": \"weather\"}}}")
                .event("contentBlockStop", "{\"contentBlockIndex\": 0}")
                .event("messageStop", "{\"stopReason\": \"tool_use\"}")
                .event(
                        "metadata",
                        "{\"usage\": {\"inputTokens\": 30, \"outputTokens\": 40, \"totalTokens\": 1170,"
                                + " \"cacheReadInputTokens\": 1000, \"cacheWriteInputTokens\": 100, \"cacheDetails\":"
                                + " [{\"ttl\": \"5m\", \"inputTokens\": 60}, {\"ttl\": \"1h\", \"inputTokens\": 40}]},"
                                + " \"metrics\": {\"latencyMs\": 5}}");
    }

    private static EventStreams message() {
        return new EventStreams()
                .chunk("{\"type\": \"message_start\", \"message\": {\"usage\": {\"input_tokens\": 100,"
                        + " \"cache_read_input_tokens\": 2000, \"cache_creation_input_tokens\": 300,"
                        + " \"output_tokens\": 1}}}")
                .chunk(
                        "{\"type\": \"content_block_delta\", \"delta\": {\"type\": \"text_delta\", \"text\": \"Hello.\"}}")
                .chunk("{\"type\": \"message_delta\", \"delta\": {\"stop_reason\": \"end_turn\"},"
                        + " \"usage\": {\"output_tokens\": 50}}")
                .chunk("{\"type\": \"message_stop\", \"amazon-bedrock-invocationMetrics\": {\"inputTokenCount\": 100,"
                        + " \"outputTokenCount\": 50, \"cacheReadInputTokenCount\": 2000,"
                        + " \"cacheWriteInputTokenCount\": 300}}");
    }
}
