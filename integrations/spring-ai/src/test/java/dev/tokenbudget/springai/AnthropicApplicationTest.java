package dev.tokenbudget.springai;

import static dev.tokenbudget.testkit.KnownUsage.ANTHROPIC;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.models.messages.Model;
import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class AnthropicApplicationTest {

    private static final LoopbackProvider PROVIDER = LoopbackProvider.start();
    private static final ConfigurableApplicationContext APPLICATION = new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .properties("spring.ai.model.chat=anthropic", "spring.ai.openai.api-key=none", "provider=" + PROVIDER.url())
            .run();

    @BeforeEach
    void answer() {
        PROVIDER.answering("/messages", "anthropic-message");
    }

    @AfterAll
    static void stop() {
        APPLICATION.close();
        PROVIDER.close();
    }

    @Test
    void adds_to_the_input_the_cache_that_it_leaves_out() {
        try (ObservedRun run = ObservedRun.start("call")) {
            APPLICATION.getBean(ChatModel.class).call("Hello?");

            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(ANTHROPIC);
            assertThat(call.provider()).isEqualTo("anthropic");
            assertThat(call.requestedModel()).isEqualTo("claude-test");
            assertThat(call.responseId())
                    .hasValueSatisfying(id -> assertThat(id).startsWith("msg_"));
            assertThat(call.anomalies()).isEmpty();
        }
    }

    @Test
    void reads_the_cache_from_a_stream_of_a_chat_client() {
        try (ObservedRun run = ObservedRun.start("stream")) {
            client().prompt("Hello?").stream().content().blockLast();

            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(ANTHROPIC);
            assertThat(call.isMeasurable()).isTrue();
        }
    }

    @Test
    void says_that_a_stream_of_the_bare_model_is_known_in_part_only() {
        try (ObservedRun run = ObservedRun.start("bare stream")) {
            APPLICATION.getBean(ChatModel.class).stream("Hello?").blockLast();

            ModelCall call = run.onlyCall();
            assertThat(call.usage()).isEqualTo(TokenUsage.of(100, 50));
            assertThat(call.status()).isEqualTo(UsageStatus.PARTIAL);
        }
    }

    @Test
    void says_that_a_stream_whose_end_does_not_repeat_its_input_is_known_in_part_only() {
        PROVIDER.answering("/messages", "anthropic-short-end");
        try (ObservedRun run = ObservedRun.start("short end")) {
            client().prompt("Hello?").stream().content().blockLast();

            assertThat(run.onlyCall().status()).isEqualTo(UsageStatus.PARTIAL);
        }
    }

    private ChatClient client() {
        return APPLICATION.getBean(ChatClient.Builder.class).build();
    }

    @Configuration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        AnthropicChatModel anthropicChatModel(
                @Value("${provider}") String provider, ObservationRegistry observationRegistry) {
            return AnthropicChatModel.builder()
                    .options(AnthropicChatOptions.builder()
                            .baseUrl(provider)
                            .apiKey("none")
                            .model(Model.of("claude-test"))
                            .maxTokens(100)
                            .build())
                    .observationRegistry(observationRegistry)
                    .build();
        }
    }
}
