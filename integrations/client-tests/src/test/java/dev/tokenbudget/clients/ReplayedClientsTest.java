package dev.tokenbudget.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.tokenbudget.clients.RecordedOnce.Agent;
import dev.tokenbudget.clients.RecordedOnce.Replayed;
import dev.tokenbudget.internal.gateway.RunRoute;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.testkit.NodeProject;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageBasis;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that are recorded once are answered from that, without a provider and without a change. */
class ReplayedClientsTest {

    private static final String NODE = """
            anthropic-sdk, ANTHROPIC_BASE_URL, anthropic
            openai-sdk, OPENAI_BASE_URL, openai
            google-genai, GOOGLE_GEMINI_BASE_URL, gemini
            vercel-anthropic, ANTHROPIC_BASE_URL, anthropic
            vercel-openai, OPENAI_BASE_URL, openai
            vercel-openai-chat, BASE_URL, openai
            """;

    static Stream<Map.Entry<String, Agent>> langChain4j() {
        return Stream.of(
                Map.entry("openai", asking("openai", "", Models.PLAIN::openAi)),
                Map.entry("anthropic", asking("anthropic", "/v1", Models.PLAIN::anthropic)),
                Map.entry("gemini", asking("gemini", "/v1beta", Models.PLAIN::gemini)),
                Map.entry("openai, streaming", streaming("openai", "", Models.PLAIN::streamingOpenAi)),
                Map.entry("anthropic, streaming", streaming("anthropic", "/v1", Models.PLAIN::streamingAnthropic)),
                Map.entry("gemini, streaming", streaming("gemini", "/v1beta", Models.PLAIN::streamingGemini)));
    }

    @ParameterizedTest
    @MethodSource("langChain4j")
    void of_langchain4j(Map.Entry<String, Agent> agent) throws Exception {
        assertReplays(agent.getValue());
    }

    @Nested
    class OfNode {

        private static final NodeProject CLIENTS = new NodeProject(Path.of("target/node-clients"), "clients.mjs");

        @BeforeAll
        static void install() throws Exception {
            CLIENTS.install();
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(textBlock = NODE)
        void are_answered(String client, String variable, String upstream) throws Exception {
            assertReplays(route -> ask(client, variable, route.baseUrl(upstream)));
        }

        /** The official clients do not send again what was refused with the word that they should not. */
        @ParameterizedTest(name = "{0}")
        @CsvSource({"anthropic-sdk, ANTHROPIC_BASE_URL, anthropic", "openai-sdk, OPENAI_BASE_URL, openai"})
        void leave_the_recording_once(String client, String variable, String upstream) throws Exception {
            Replayed replayed = RecordedOnce.replay(new RecordedRun(List.of()), route -> {
                try {
                    return ask(client, variable, route.baseUrl(upstream));
                } catch (AssertionError failed) {
                    return String.valueOf(failed.getMessage());
                }
            });

            assertThat(replayed.answer()).contains("The run has left its recording: call 1 to " + upstream);
            assertThat(replayed.departures()).hasSize(1);
            assertThat(replayed.calls()).hasSize(1);
        }

        private static String ask(String client, String variable, String url) throws Exception {
            Map<String, String> environment =
                    Map.of(variable, url, "ANTHROPIC_API_KEY", "replay", "OPENAI_API_KEY", "replay");
            return CLIENTS.answer(client, environment).strip();
        }
    }

    private static void assertReplays(Agent agent) throws Exception {
        RecordedRun recorded = RecordedOnce.record(agent);

        Replayed replayed = RecordedOnce.replay(recorded, agent);

        assertThat(replayed.answer()).isEqualTo("Hello.");
        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.calls()).extracting(ModelCall::basis).containsExactly(UsageBasis.RECORDED);
        assertThat(replayed.calls())
                .extracting(ModelCall::usage)
                .isEqualTo(recorded.calls().stream().map(ModelCall::usage).toList());
    }

    private static Agent asking(String upstream, String path, Function<String, ChatModel> models) {
        return route -> models.apply(urlOf(route, upstream, path)).chat("Hello?");
    }

    private static Agent streaming(String upstream, String path, Function<String, StreamingChatModel> models) {
        return route -> {
            CompletableFuture<String> answer = new CompletableFuture<>();
            models.apply(urlOf(route, upstream, path)).chat("Hello?", new StreamingChatResponseHandler() {
                @Override
                public void onPartialResponse(String text) {
                    // The whole answer follows.
                }

                @Override
                public void onCompleteResponse(ChatResponse response) {
                    answer.complete(response.aiMessage().text());
                }

                @Override
                public void onError(Throwable error) {
                    answer.completeExceptionally(error);
                }
            });
            return answer.join();
        };
    }

    private static String urlOf(RunRoute route, String upstream, String path) {
        return route.baseUrl(upstream) + path;
    }
}
