package dev.tokenbudget.springai;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.models.messages.Model;
import dev.tokenbudget.internal.gateway.Gateway;
import dev.tokenbudget.internal.gateway.RunRoute;
import dev.tokenbudget.internal.gateway.Traffic;
import dev.tokenbudget.internal.gateway.Upstreams;
import dev.tokenbudget.internal.gateway.answers.RecordedAnswers;
import dev.tokenbudget.internal.gateway.replay.ReplayedAnswers;
import dev.tokenbudget.internal.gateway.transport.NetworkTransport;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageBasis;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import reactor.core.publisher.Flux;

/** Spring AI's models are answered from a recording, without a provider and without a change. */
class ReplayedModelsTest {

    static Stream<Map.Entry<String, Function<RunRoute, String>>> models() {
        return Stream.of(
                Map.entry("openai", route -> asked(openAi(route))),
                Map.entry("anthropic", route -> asked(anthropic(route))),
                Map.entry("openai, streaming", route -> streamed(openAi(route))),
                Map.entry("anthropic, streaming", route -> streamed(anthropic(route))));
    }

    @ParameterizedTest
    @MethodSource("models")
    void get_the_recorded_answers(Map.Entry<String, Function<RunRoute, String>> agent) {
        RecordedRun recorded = record(agent.getValue());
        ReplayedAnswers answers = new ReplayedAnswers(run -> Optional.of(recorded), Slopes.TABLE);
        try (Gateway gateway = Gateway.start(upstreamsAt("https://nowhere.invalid"), Traffic.USUAL, answers);
                ObservedRun run = ObservedRun.start("replayed")) {
            String answer = agent.getValue().apply(gateway.open(run.run()));

            List<ModelCall> calls = run.calls();
            assertThat(answer).isEqualTo("Hello.");
            assertThat(calls).extracting(ModelCall::basis).containsExactly(UsageBasis.RECORDED);
            assertThat(calls)
                    .extracting(ModelCall::usage)
                    .isEqualTo(recorded.calls().stream().map(ModelCall::usage).toList());
            assertThat(answers.departures(run.run())).isEmpty();
        }
    }

    private static RecordedRun record(Function<RunRoute, String> agent) {
        RecordedAnswers answers = new RecordedAnswers(new NetworkTransport());
        try (LoopbackProvider provider = LoopbackProvider.start()
                        .answering("/v1/chat/completions", "openai-chat")
                        .answering("/v1/messages", "anthropic-message");
                Gateway gateway = Gateway.start(upstreamsAt(provider.url()), Traffic.USUAL, answers);
                ObservedRun run = ObservedRun.start("recorded")) {
            assertThat(agent.apply(gateway.open(run.run()))).isEqualTo("Hello.");
            Run ended = run.end();
            return new RecordedRun(answers.take(run.run(), ended).exchanges());
        }
    }

    private static Upstreams upstreamsAt(String url) {
        return Upstreams.publicDefaults().with("anthropic", url).with("openai", url + "/v1");
    }

    private static String asked(ChatModel model) {
        return Optional.ofNullable(model.call("Hello?")).orElse("");
    }

    private static String streamed(ChatModel model) {
        Flux<String> pieces = model.stream("Hello?");
        return String.join("", pieces.toIterable());
    }

    private static ChatModel openAi(RunRoute route) {
        return OpenAiChatModel.builder()
                .options(OpenAiChatOptions.builder()
                        .baseUrl(route.baseUrl("openai"))
                        .apiKey("replay")
                        .model("gpt-test")
                        .build())
                .build();
    }

    private static ChatModel anthropic(RunRoute route) {
        return AnthropicChatModel.builder()
                .options(AnthropicChatOptions.builder()
                        .baseUrl(route.baseUrl("anthropic"))
                        .apiKey("replay")
                        .model(Model.of("claude-test"))
                        .maxTokens(100)
                        .build())
                .build();
    }
}
