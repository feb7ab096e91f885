package dev.tokenbudget.springai1;

import static dev.tokenbudget.testkit.KnownUsage.ANTHROPIC;
import static dev.tokenbudget.testkit.KnownUsage.OPENAI;
import static dev.tokenbudget.testkit.KnownUsage.TOOL_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.testkit.ParallelRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Applications of Spring Boot 3.5 that have nothing but the dependency. */
class ApplicationTest {

    private static final LoopbackProvider PROVIDER = LoopbackProvider.start();
    private static final ConfigurableApplicationContext WITH_OPENAI = application("openai");
    private static final ConfigurableApplicationContext WITH_ANTHROPIC = application("anthropic");

    @BeforeEach
    void answer() {
        PROVIDER.answering("/chat/completions", "openai-chat")
                .answering("/messages", "anthropic-message")
                .answering("/embeddings", "openai-embedding");
    }

    @AfterAll
    static void stop() {
        WITH_OPENAI.close();
        WITH_ANTHROPIC.close();
        PROVIDER.close();
    }

    @Test
    void charges_a_call() {
        try (ObservedRun run = ObservedRun.start("call")) {
            model(WITH_OPENAI).call("Hello?");

            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(OPENAI);
            assertThat(call.provider()).isEqualTo("openai");
            assertThat(call.requestedModel()).isEqualTo("gpt-test");
            assertThat(call.source()).isEqualTo(UsageSource.FRAMEWORK);
            assertThat(call.isMeasurable()).isTrue();
        }
    }

    @Test
    void charges_a_stream_of_a_chat_client_with_all_that_the_provider_sent() {
        try (ObservedRun run = ObservedRun.start("stream")) {
            client(WITH_OPENAI).prompt("Hello?").stream().content().blockLast();

            assertThat(run.onlyCall().usage()).isEqualTo(OPENAI);
        }
    }

    @Test
    void charges_a_stream_of_the_bare_model_with_the_sums_that_spring_ai_makes() {
        try (ObservedRun run = ObservedRun.start("bare stream")) {
            model(WITH_OPENAI).stream("Hello?").blockLast();

            assertThat(run.onlyCall().usage()).isEqualTo(TokenUsage.of(1200, 300));
        }
    }

    @Test
    void charges_an_anthropic_call_with_the_cache_that_its_input_leaves_out() {
        try (ObservedRun run = ObservedRun.start("anthropic")) {
            model(WITH_ANTHROPIC).call("Hello?");

            ModelCall call = run.onlyCall();
            assertThat(call.provider()).isEqualTo("anthropic");
            assertThat(call.usage()).isEqualTo(ANTHROPIC);
        }
    }

    @Test
    void charges_an_embedding() {
        try (ObservedRun run = ObservedRun.start("embedding")) {
            WITH_OPENAI.getBean(EmbeddingModel.class).embed("Hello");

            assertThat(run.onlyCall().usage().input()).hasValue(17);
        }
    }

    @Test
    void takes_the_sum_apart_that_the_model_makes_of_the_rounds_of_a_tool_loop() {
        PROVIDER.answering("/chat/completions", "openai-tool-call", "openai-chat");
        try (ObservedRun run = ObservedRun.start("tools")) {
            client(WITH_OPENAI).prompt("Umbrella?").tools(new Weather()).call().content();

            List<ModelCall> calls = run.calls();
            assertThat(calls).extracting(ModelCall::usage).containsExactly(TOOL_CALL, TokenUsage.of(1200, 300));
            assertThat(calls).allMatch(ModelCall::isMeasurable);
        }
    }

    @Test
    void never_takes_the_sum_of_a_streamed_tool_loop_for_a_measured_run() {
        PROVIDER.answering("/chat/completions", "openai-tool-call", "openai-chat");
        try (ObservedRun run = ObservedRun.start("streamed tools")) {
            client(WITH_OPENAI).prompt("Umbrella?").tools(new Weather()).stream()
                    .content()
                    .blockLast();

            assertThat(run.calls()).anyMatch(call -> !call.isMeasurable());
        }
    }

    @Test
    void runs_in_parallel_share_a_model_and_are_charged_apart() throws Exception {
        ChatModel shared = model(WITH_OPENAI);

        assertThat(ParallelRuns.callsCharged(4, () -> shared.call("Hello?"))).containsExactly(1, 2, 3, 4);
    }

    private static ChatModel model(ConfigurableApplicationContext application) {
        return application.getBean(ChatModel.class);
    }

    private static ChatClient client(ConfigurableApplicationContext application) {
        return application.getBean(ChatClient.Builder.class).build();
    }

    private static ConfigurableApplicationContext application(String provider) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.ai.model.chat=" + provider,
                        "spring.ai.openai.base-url=" + PROVIDER.url(),
                        "spring.ai.openai.api-key=none",
                        "spring.ai.openai.chat.options.model=gpt-test",
                        "spring.ai.openai.chat.options.stream-usage=true",
                        "spring.ai.openai.embedding.options.model=embedding-test",
                        "spring.ai.anthropic.base-url=" + PROVIDER.url(),
                        "spring.ai.anthropic.api-key=none",
                        "spring.ai.anthropic.chat.options.model=claude-test")
                .run();
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
