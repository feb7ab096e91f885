package dev.tokenbudget.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.testkit.ParallelRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

class ChatUsageListenerTest {

    private static final TokenUsage OPENAI =
            TokenUsage.of(1200, 300).withCacheRead(1024).withReasoning(128);
    private static final TokenUsage ANTHROPIC =
            TokenUsage.of(2400, 50).withCacheRead(2000).withCacheWrite(300);
    private static final TokenUsage GEMINI =
            TokenUsage.of(409, 100).withCacheRead(256).withReasoning(70);

    private final LoopbackProvider provider = LoopbackProvider.start();
    private final Models models = new Models(provider);

    @AfterEach
    void stop() {
        provider.close();
    }

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
    void reads_an_openai_stream() {
        try (ObservedRun run = ObservedRun.start("openai stream")) {
            Models.ask(models.streamingOpenAi(new ChatUsageListener())).join();

            assertThat(run.onlyCall().usage()).isEqualTo(OPENAI);
        }
    }

    @Test
    void adds_to_anthropics_input_the_cache_that_it_leaves_out() {
        try (ObservedRun run = ObservedRun.start("anthropic")) {
            models.anthropic(new ChatUsageListener()).chat("Hello?");

            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(ANTHROPIC);
            assertThat(call.provider()).isEqualTo("anthropic");
            assertThat(call.anomalies()).isEmpty();
        }
    }

    @Test
    void reads_an_anthropic_stream() {
        try (ObservedRun run = ObservedRun.start("anthropic stream")) {
            Models.ask(models.streamingAnthropic(new ChatUsageListener())).join();

            assertThat(run.onlyCall().usage()).isEqualTo(ANTHROPIC);
        }
    }

    @Test
    void adds_to_geminis_output_the_thoughts_and_to_its_input_what_tools_put_there() {
        try (ObservedRun run = ObservedRun.start("gemini")) {
            models.gemini(new ChatUsageListener()).chat("Hello?");

            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(GEMINI);
            assertThat(call.provider()).isEqualTo("gemini");
            assertThat(call.anomalies()).isEmpty();
        }
    }

    @Test
    void reads_a_gemini_stream() {
        try (ObservedRun run = ObservedRun.start("gemini stream")) {
            Models.ask(models.streamingGemini(new ChatUsageListener())).join();

            assertThat(run.onlyCall().usage()).isEqualTo(GEMINI);
        }
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
        provider.answering("/chat/completions", "openai-tool-call");
        try (ObservedRun run = ObservedRun.start("tools")) {
            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(models.openAi(new ChatUsageListener()))
                    .tools(new Weather(provider))
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

    record Weather(LoopbackProvider provider) {
        @Tool("tells the weather of a city")
        String weather(String city) {
            provider.answering("/chat/completions", "openai-chat");
            return "rain";
        }
    }
}
