package dev.tokenbudget.langchain4j;

import static dev.tokenbudget.testkit.KnownUsage.ANTHROPIC;
import static dev.tokenbudget.testkit.KnownUsage.GEMINI;
import static dev.tokenbudget.testkit.KnownUsage.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.testkit.ParallelRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

class ChatUsageListenerTest {

    @AutoClose
    private final LoopbackProvider provider = LoopbackProvider.start();

    private final Models models = new Models(provider);

    @Test
    void describes_an_openai_call() {
        try (ObservedRun run = ObservedRun.start("openai")) {
            models.openAi(new ChatUsageListener()).chat("Hello?");

            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(OPENAI);
            assertThat(call.provider()).isEqualTo("openai");
            assertThat(call.requestedModel()).isEqualTo("gpt-test");
            assertThat(call.responseModel()).contains("gpt-test-2026-01-01");
            assertThat(call.responseId()).contains("chatcmpl-1");
            assertThat(call.stopReason()).contains("stop");
            assertThat(call.source()).isEqualTo(UsageSource.FRAMEWORK);
            assertThat(call.anomalies()).isEmpty();
            assertThat(call.isMeasurable()).isTrue();
        }
    }

    @Test
    void keeps_a_judges_model_apart_on_any_thread() {
        try (ObservedRun run = ObservedRun.start("judge")) {
            models.openAi(new ChatUsageListener()).chat("Hello?");
            models.openAi(new ChatUsageListener(ModelCall.Role.JUDGE)).chat("Was that polite?");
            ChatModel ofRun = models.openAi(new ChatUsageListener(run.run().judge()));
            CompletableFuture.supplyAsync(() -> ofRun.chat("Was it short?")).join();

            Run ended = run.end();
            assertThat(ended.calls().size() + ended.judgeCalls().size()).isEqualTo(3);
            assertThat(ended.calls()).hasSize(1);
            assertThat(ended.judgeCalls()).hasSize(2);
        }
    }

    /** Anthropic leaves its cache out of the input, Gemini its thoughts out of the output and what tools add out of the input. */
    @Test
    void adds_what_anthropic_and_gemini_leave_out_of_their_numbers() {
        ChatUsageListener listener = new ChatUsageListener();
        Map.of("anthropic", models.anthropic(listener), "gemini", models.gemini(listener))
                .forEach((provider, model) -> {
                    try (ObservedRun run = ObservedRun.start(provider)) {
                        model.chat("Hello?");

                        ModelCall call = run.onlyCall();
                        assertThat(call.usage()).isEqualTo(provider.equals("gemini") ? GEMINI : ANTHROPIC);
                        assertThat(call.provider()).isEqualTo(provider);
                        assertThat(call.anomalies()).isEmpty();
                    }
                });
    }

    @Test
    void reads_a_stream_of_every_provider() {
        ChatUsageListener listener = new ChatUsageListener();
        Map.of(
                        OPENAI, models.streamingOpenAi(listener),
                        ANTHROPIC, models.streamingAnthropic(listener),
                        GEMINI, models.streamingGemini(listener))
                .forEach((usage, model) -> {
                    try (ObservedRun run = ObservedRun.start("stream")) {
                        Models.ask(model).join();

                        assertThat(run.onlyCall().usage()).isEqualTo(usage);
                    }
                });
    }

    @Test
    void adds_to_bedrocks_input_the_cache_that_it_leaves_out() {
        try (ObservedRun run = ObservedRun.start("bedrock");
                BedrockRuntimeClient client = BedrockModels.client(provider)) {
            BedrockModels.bedrock(client, new ChatUsageListener()).chat("Hello?");

            ModelCall call = run.onlyCall();
            assertThat(call.usage())
                    .isEqualTo(TokenUsage.of(1130, 40).withCacheRead(1000).withCacheWrite(100));
            assertThat(call.provider()).isEqualTo("bedrock");
        }
    }

    @Test
    void a_run_waits_for_a_stream_that_is_under_way() {
        try (ObservedRun run = ObservedRun.start("open stream")) {
            var unused = Models.ask(models.streamingOpenAi(new ChatUsageListener()));

            assertThat(run.onlyCall().usage()).isEqualTo(OPENAI);
        }
    }

    @Test
    void counts_each_round_of_an_agents_tool_loop() {
        provider.answering("/chat/completions", "openai-tool-call", "openai-chat");
        try (ObservedRun run = ObservedRun.start("tools")) {
            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(models.openAi(new ChatUsageListener()))
                    .tools(new Weather())
                    .build();
            assistant.answer("Do I need an umbrella?");

            assertThat(run.calls()).extracting(ModelCall::toolCalls).containsExactly(1, 0);
            assertThat(run.run().callsSoFar())
                    .extracting(ModelCall::usage)
                    .containsExactly(TokenUsage.of(80, 20), OPENAI);
        }
    }

    @Test
    void runs_in_parallel_share_a_model_and_are_charged_apart() throws Exception {
        ChatModel shared = models.openAi(new ChatUsageListener());

        assertThat(ParallelRuns.callsCharged(4, () -> shared.chat("Hello?"))).containsExactly(1, 2, 3, 4);
    }

    @Test
    void charges_the_run_it_was_given_from_any_thread() {
        try (ObservedRun run = ObservedRun.start("given");
                ObservedRun other = ObservedRun.start("other")) {
            ChatModel model = models.openAi(new ChatUsageListener(run.run()));
            CompletableFuture.supplyAsync(() -> model.chat("Hello?")).join();

            assertThat(run.onlyCall().usage()).isEqualTo(OPENAI);
            assertThat(other.calls()).isEmpty();
        }
    }

    @Test
    void charges_no_run_where_several_could_have_made_the_call() {
        try (ObservedRun run = ObservedRun.start("one");
                ObservedRun other = ObservedRun.start("two")) {
            ChatModel model = models.openAi(new ChatUsageListener());
            CompletableFuture.supplyAsync(() -> model.chat("Hello?")).join();

            assertThat(other.looseCalls()).extracting(LooseCall::reason).containsExactly(LooseCall.Reason.UNATTRIBUTED);
            assertThat(run.calls()).isEmpty();
            assertThat(other.calls()).isEmpty();
        }
    }

    @Test
    void a_response_that_the_gateway_saw_as_well_counts_once() {
        try (ObservedRun run = ObservedRun.start("twice")) {
            models.openAi(new ChatUsageListener()).chat("Hello?");
            run.run()
                    .record(ModelCall.builder("openai", "gpt-test")
                            .responseId("chatcmpl-1")
                            .source(UsageSource.GATEWAY)
                            .usage(OPENAI)
                            .build());

            assertThat(run.onlyCall().source()).isEqualTo(UsageSource.GATEWAY);
        }
    }

    interface Assistant {
        String answer(String question);
    }

    static final class Weather {
        @Tool("tells the weather of a city")
        String weather(String city) {
            return "rain";
        }
    }
}
