package dev.tokenbudget.springai;

import static dev.tokenbudget.testkit.KnownUsage.ANTHROPIC;
import static dev.tokenbudget.testkit.KnownUsage.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.models.messages.Model;
import dev.tokenbudget.internal.gateway.Gateway;
import dev.tokenbudget.internal.gateway.RunRoute;
import dev.tokenbudget.internal.gateway.Upstreams;
import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;

/** Spring AI's models with the gateway as their base URL, which counts without an observation and once with one. */
class BehindTheGatewayTest {

    @AutoClose
    private final LoopbackProvider provider = LoopbackProvider.start()
            .answering("/v1/chat/completions", "openai-chat")
            .answering("/v1/messages", "anthropic-message");

    @AutoClose
    private final Gateway gateway = Gateway.start(
            Upstreams.publicDefaults().with("anthropic", provider.url()).with("openai", provider.url() + "/v1"));

    @AutoClose
    private final ObservedRun run = ObservedRun.start("behind the gateway");

    private final RunRoute route = gateway.open(run.run());

    @Test
    void measures_an_openai_call() {
        assertThat(openAi(ObservationRegistry.NOOP).call("Hello?")).isEqualTo("Hello.");

        thenOneCallUsed(OPENAI);
    }

    @Test
    void measures_an_openai_stream() {
        openAi(ObservationRegistry.NOOP).stream("Hello?").blockLast();

        thenOneCallUsed(OPENAI);
    }

    @Test
    void measures_an_anthropic_call() {
        assertThat(anthropic().call("Hello?")).isEqualTo("Hello.");

        thenOneCallUsed(ANTHROPIC);
    }

    @Test
    void measures_an_anthropic_stream() {
        anthropic().stream("Hello?").blockLast();

        thenOneCallUsed(ANTHROPIC);
    }

    @Test
    void counts_once_what_an_observation_reports_as_well() {
        ObservationRegistry observed = ObservationRegistry.create();
        observed.observationConfig().observationHandler(new ChatModelUsageHandler());
        ChatClient client = ChatClient.create(openAi(observed));

        client.prompt("Hello?").call().content();
        client.prompt("Hello?").stream().content().blockLast();

        assertThat(run.calls())
                .hasSize(2)
                .allMatch(call -> call.source() == UsageSource.GATEWAY)
                .extracting(ModelCall::usage)
                .containsOnly(OPENAI);
    }

    private void thenOneCallUsed(TokenUsage usage) {
        ModelCall call = run.onlyCall();
        assertThat(call.source()).isEqualTo(UsageSource.GATEWAY);
        assertThat(call.isMeasurable()).isTrue();
        assertThat(call.usage()).isEqualTo(usage);
    }

    private ChatModel openAi(ObservationRegistry observations) {
        return OpenAiChatModel.builder()
                .options(OpenAiChatOptions.builder()
                        .baseUrl(route.baseUrl("openai"))
                        .apiKey("none")
                        .model("gpt-test")
                        .build())
                .observationRegistry(observations)
                .build();
    }

    private ChatModel anthropic() {
        return AnthropicChatModel.builder()
                .options(AnthropicChatOptions.builder()
                        .baseUrl(route.baseUrl("anthropic"))
                        .apiKey("none")
                        .model(Model.of("claude-test"))
                        .maxTokens(100)
                        .build())
                .build();
    }
}
