package dev.tokenbudget.springai;

import static dev.tokenbudget.testkit.KnownUsage.OPENAI;
import static dev.tokenbudget.testkit.KnownUsage.TOOL_CALL;
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
import io.micrometer.context.ContextSnapshotFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

class OpenAiApplicationTest {

    private static final LoopbackProvider PROVIDER = LoopbackProvider.start();
    private static final ConfigurableApplicationContext APPLICATION = new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .properties(
                    "spring.ai.openai.base-url=" + PROVIDER.url() + "/v1",
                    "spring.ai.openai.api-key=none",
                    "spring.ai.openai.max-retries=0",
                    "spring.ai.openai.chat.model=gpt-test",
                    "spring.ai.openai.embedding.model=embedding-test")
            .run();

    @BeforeEach
    void answer() {
        PROVIDER.answering("/chat/completions", "openai-chat").answering("/embeddings", "openai-embedding");
    }

    @AfterAll
    static void stop() {
        APPLICATION.close();
        PROVIDER.close();
    }

    @Test
    void charges_a_call_of_the_auto_configured_model() {
        try (ObservedRun run = ObservedRun.start("call")) {
            APPLICATION.getBean(ChatModel.class).call("Hello?");

            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(OPENAI);
            assertThat(call.provider()).isEqualTo("openai");
            assertThat(call.requestedModel()).isEqualTo("gpt-test");
            assertThat(call.responseModel()).contains("gpt-test-2026-01-01");
            assertThat(call.responseId())
                    .hasValueSatisfying(id -> assertThat(id).startsWith("chatcmpl-"));
            assertThat(call.streamed()).isFalse();
            assertThat(call.source()).isEqualTo(UsageSource.FRAMEWORK);
            assertThat(call.isMeasurable()).isTrue();
        }
    }

    @Test
    void charges_the_judge_with_what_is_asked_and_streamed_while_judging() {
        try (ObservedRun run = ObservedRun.start("judge")) {
            try (ActiveRuns.Scope judging = ActiveRuns.judging()) {
                client().prompt("Was that polite?").call().content();
                client().prompt("Was it short?").stream().content().blockLast();
            }

            Run ended = run.end();
            assertThat(ended.calls()).isEmpty();
            assertThat(ended.judgeCalls())
                    .hasSize(2)
                    .allSatisfy(call -> assertThat(call.usage()).isEqualTo(OPENAI));
        }
    }

    @Test
    void charges_a_stream_of_a_chat_client_with_all_that_the_provider_sent() {
        try (ObservedRun run = ObservedRun.start("stream")) {
            client().prompt("Hello?").stream().content().blockLast();

            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(OPENAI);
            assertThat(call.responseId())
                    .hasValueSatisfying(id -> assertThat(id).startsWith("chatcmpl-"));
            assertThat(call.streamed()).isTrue();
        }
    }

    @Test
    void charges_a_stream_of_the_bare_model_with_the_sums_that_spring_ai_makes() {
        try (ObservedRun run = ObservedRun.start("bare stream")) {
            APPLICATION.getBean(ChatModel.class).stream("Hello?").blockLast();

            assertThat(run.onlyCall().usage()).isEqualTo(TokenUsage.of(1200, 300));
        }
    }

    @Test
    void counts_each_round_of_a_tool_loop_and_never_their_sum() {
        PROVIDER.answering("/chat/completions", "openai-tool-call", "openai-chat");
        try (ObservedRun run = ObservedRun.start("tools")) {
            client().prompt("Umbrella?").tools(new Weather()).call().content();

            List<ModelCall> calls = run.calls();
            assertThat(calls).extracting(ModelCall::usage).containsExactly(TOOL_CALL, OPENAI);
            assertThat(calls).extracting(ModelCall::toolCalls).containsExactly(1, 0);
        }
    }

    @Test
    void counts_each_round_of_a_streamed_tool_loop_on_its_run_while_another_is_under_way() throws Exception {
        PROVIDER.answering("/chat/completions", "openai-tool-call", "openai-chat");
        try (ObservedRun other = ObservedRun.start("other");
                ObservedRun run = ObservedRun.start("streamed tools")) {
            client().prompt("Umbrella?").tools(new Weather()).stream().content().blockLast();

            assertThat(run.calls()).extracting(ModelCall::usage).containsExactly(TOOL_CALL, OPENAI);
            assertThat(run.looseCalls()).isEmpty();
            assertThat(other.calls()).isEmpty();
        }
    }

    @Test
    void runs_in_parallel_share_a_model_and_are_charged_apart() throws Exception {
        ChatModel shared = APPLICATION.getBean(ChatModel.class);

        assertThat(ParallelRuns.callsCharged(4, () -> shared.call("Hello?"))).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_run_follows_its_work_to_another_thread_by_context_propagation() {
        try (ObservedRun other = ObservedRun.start("other");
                ObservedRun run = ObservedRun.start("propagated")) {
            Executor propagating =
                    ContextSnapshotFactory.builder().build().captureAll().wrapExecutor(ForkJoinPool.commonPool());
            CompletableFuture.supplyAsync(
                            () -> APPLICATION.getBean(ChatModel.class).call("Hello?"), propagating)
                    .join();

            assertThat(run.onlyCall().usage()).isEqualTo(OPENAI);
            assertThat(run.looseCalls()).isEmpty();
            assertThat(other.calls()).isEmpty();
        }
    }

    @Test
    void charges_an_embedding() {
        try (ObservedRun run = ObservedRun.start("embedding")) {
            APPLICATION.getBean(EmbeddingModel.class).embed("Hello.");

            ModelCall call = run.onlyCall();
            assertThat(call.kind()).isEqualTo(CallKind.EMBEDDING);
            assertThat(call.usage()).isEqualTo(TokenUsage.of(17, 0));
            assertThat(call.requestedModel()).isEqualTo("embedding-test");
        }
    }

    @Test
    void a_refused_call_consumed_nothing() {
        PROVIDER.answering("/chat/completions", 401, "application/json", "{}".getBytes(UTF_8));
        try (ObservedRun run = ObservedRun.start("refused")) {
            assertThatThrownBy(() -> APPLICATION.getBean(ChatModel.class).call("Hello?"))
                    .isInstanceOf(RuntimeException.class);

            assertThat(run.onlyCall().status()).isEqualTo(UsageStatus.NOT_BILLED);
        }
    }

    @Test
    void a_stream_that_was_cut_has_no_known_usage() {
        String whole = LoopbackProvider.read("openai-chat.sse").replace("{n}", "1");
        byte[] cut = whole.substring(0, whole.indexOf("\n\n") + 2).getBytes(UTF_8);
        PROVIDER.answering("/chat/completions", 200, "text/event-stream", cut);
        try (ObservedRun run = ObservedRun.start("cut")) {
            client().prompt("Hello?").stream().content().onErrorComplete().blockLast();

            assertThat(run.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }

    @Test
    void neither_question_nor_answer_nor_error_leaves_a_trace(@TempDir Path folder) {
        try (Traces traces = Traces.watch();
                ObservedRun run = ObservedRun.start("silent")) {
            assertThat(client().prompt("Hello?").call().content()).isEqualTo("Hello.");
            assertThat(client().prompt("Hello?").stream()
                            .content()
                            .collectList()
                            .block())
                    .containsExactly("Hel", "lo.");
            byte[] refusal = "{\"error\": {\"message\": \"Hello, too.\"}}".getBytes(UTF_8);
            PROVIDER.answering("/chat/completions", 401, "application/json", refusal);
            assertThatThrownBy(() -> client().prompt("Hello?").call().content()).hasMessageContaining("Hello, too.");

            assertThat(traces.with(run.end(), folder))
                    .contains("silent", "NOT_BILLED")
                    .doesNotContain("Hel");
        }
    }

    private ChatClient client() {
        return APPLICATION.getBean(ChatClient.Builder.class).build();
    }

    static final class Weather {
        @Tool(description = "tells the weather of a city")
        String weather(String city) {
            return "rain in " + city;
        }
    }

    @Configuration
    @EnableAutoConfiguration
    static class Application {}
}
