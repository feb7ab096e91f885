package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.gateway.answers.Answering;
import dev.tokenbudget.internal.gateway.answers.AskedCall;
import dev.tokenbudget.internal.gateway.answers.RecordedAnswers;
import dev.tokenbudget.internal.gateway.replay.ReplayedAnswers;
import dev.tokenbudget.internal.gateway.transport.NetworkTransport;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageBasis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The providers' own clients, with the settings that they have by default, before a recording. */
class ReplayedClientsTest {

    /** No name of a host that exists: whoever looked it up would fail. */
    private static final Upstreams NOWHERE = Upstreams.publicDefaults()
            .with("anthropic", "https://nowhere.invalid")
            .with("gemini", "https://nowhere.invalid")
            .with("openai", "https://nowhere.invalid/v1");

    private static final String GEMINI = """
            {"candidates":[{"content":{"role":"model","parts":[{"text":"Grüße"}]},"finishReason":"STOP"}],\
            "modelVersion":"gemini-test-001","responseId":"g1","usageMetadata":{"promptTokenCount":13,\
            "candidatesTokenCount":10,"thoughtsTokenCount":4,"totalTokenCount":27}}""";

    /** An agent that asks once, and returns what it was told. */
    @FunctionalInterface
    interface Agent {
        String ask(RunRoute route, String question);
    }

    static Stream<Map.Entry<String, Agent>> agents() {
        return Stream.of(
                Map.entry("anthropic-java", ReplayedClientsTest::message),
                Map.entry("anthropic-java, streaming", ReplayedClientsTest::messageStream),
                Map.entry("openai-java, responses", ReplayedClientsTest::response),
                Map.entry("openai-java, responses, streaming", ReplayedClientsTest::responseStream),
                Map.entry("openai-java, chat", ReplayedClientsTest::chat),
                Map.entry("openai-java, chat, streaming", ReplayedClientsTest::chatStream),
                Map.entry("google-genai", ReplayedClientsTest::content),
                Map.entry("google-genai, streaming", ReplayedClientsTest::contentStream));
    }

    @ParameterizedTest
    @MethodSource("agents")
    void get_the_recorded_answers(Map.Entry<String, Agent> agent) throws Exception {
        Recorded recorded = record(agent.getValue(), "Who are you?");

        Replayed replayed = replay(recorded.run(), agent.getValue(), "Who are you?");

        assertThat(replayed.answer()).isEqualTo(recorded.answer()).isNotEmpty();
        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.calls()).singleElement().satisfies(call -> {
            assertThat(call.basis()).isEqualTo(UsageBasis.RECORDED);
            assertThat(call.usage()).isEqualTo(recorded.call().usage());
            assertThat(call.streamed()).isEqualTo(recorded.call().streamed());
        });
    }

    @ParameterizedTest
    @MethodSource("agents")
    void get_the_recorded_answers_to_changed_questions(Map.Entry<String, Agent> agent) throws Exception {
        Recorded recorded = record(agent.getValue(), "Who are you?");

        Replayed replayed = replay(recorded.run(), agent.getValue(), "Who are you? Tell me in one word or two.");

        assertThat(replayed.answer()).isEqualTo(recorded.answer());
        assertThat(replayed.calls()).singleElement().satisfies(call -> {
            assertThat(call.basis()).isEqualTo(UsageBasis.ESTIMATED);
            assertThat(call.usage().input().orElseThrow())
                    .isGreaterThan(recorded.call().usage().input().orElseThrow());
        });
    }

    /** A client that tried again would wait for nothing. */
    @ParameterizedTest
    @MethodSource("agents")
    void leave_the_recording_once(Map.Entry<String, Agent> agent) throws Exception {
        RecordedRun nothing = new RecordedRun(List.of());
        ReplayedAnswers answers = new ReplayedAnswers(run -> Optional.of(nothing), Slopes.TABLE);
        Counting requests = new Counting(answers);
        try (GatewayRun gateway = new GatewayRun(NOWHERE, Traffic.USUAL, requests)) {
            assertThatThrownBy(() -> agent.getValue().ask(gateway.route, "Who are you?"))
                    .hasMessageContaining("The run has left its recording: call 1 to ");

            assertThat(requests.number).hasValue(1);
            assertThat(answers.departures(gateway.run)).hasSize(1);
        }
    }

    private record Recorded(String answer, RecordedRun run, ModelCall call) {}

    private record Replayed(String answer, List<ModelCall> calls, List<Departure> departures) {}

    /** Counts the requests. */
    private record Counting(AnswerSource source, AtomicInteger number) implements AnswerSource {

        Counting(AnswerSource source) {
            this(source, new AtomicInteger());
        }

        @Override
        public Answering to(AskedCall call) {
            number.incrementAndGet();
            return source.to(call);
        }

        @Override
        public void close() {
            source.close();
        }
    }

    private static Recorded record(Agent agent, String question) throws Exception {
        RecordedAnswers answers = new RecordedAnswers(new NetworkTransport());
        try (Provider provider = new Provider(ReplayedClientsTest::answer);
                GatewayRun gateway = new GatewayRun(
                        Upstreams.publicDefaults()
                                .with("anthropic", provider.url())
                                .with("gemini", provider.url())
                                .with("openai", provider.url() + "/v1"),
                        Traffic.USUAL,
                        answers)) {
            String answer = agent.ask(gateway.route, question);
            var ended = GatewayRun.end(gateway.run);
            return new Recorded(
                    answer,
                    new RecordedRun(answers.take(gateway.run, ended).exchanges()),
                    ended.calls().get(0));
        }
    }

    private static Replayed replay(RecordedRun recorded, Agent agent, String question) {
        ReplayedAnswers answers = new ReplayedAnswers(run -> Optional.of(recorded), Slopes.TABLE);
        try (GatewayRun gateway = new GatewayRun(NOWHERE, Traffic.USUAL, answers)) {
            String answer = agent.ask(gateway.route, question);
            return new Replayed(answer, gateway.calls(), answers.departures(gateway.run));
        }
    }

    private static void answer(Provider.Request request, Provider.Wire wire) throws Exception {
        boolean streams = request.text().contains("\"stream\":true");
        if (request.target().endsWith("/messages")) {
            if (streams) {
                wire.streamHead();
                wire.chunk(Answers.namedEvents(Answers.MESSAGE_STREAM));
                wire.lastChunk();
            } else {
                wire.json(200, Answers.MESSAGE);
            }
        } else if (request.target().endsWith("/responses")) {
            if (streams) {
                wire.streamHead();
                wire.chunk(Answers.namedEvents("{\"type\":\"response.completed\",\"sequence_number\":1,\"response\":"
                        + Answers.RESPONSE + "}"));
                wire.lastChunk();
            } else {
                wire.json(200, Answers.RESPONSE);
            }
        } else if (request.target().contains("streamGenerateContent")) {
            wire.events(GEMINI);
        } else if (request.target().contains("generateContent")) {
            wire.json(200, GEMINI);
        } else if (streams) {
            wire.events(Answers.CHAT_STREAM);
        } else {
            wire.json(200, Answers.CHAT);
        }
    }

    private static AnthropicClient anthropic(RunRoute route) {
        return AnthropicOkHttpClient.builder()
                .apiKey("replay")
                .baseUrl(route.baseUrl("anthropic"))
                .build();
    }

    private static OpenAIClient openAi(RunRoute route) {
        return OpenAIOkHttpClient.builder()
                .apiKey("replay")
                .baseUrl(route.baseUrl("openai"))
                .build();
    }

    private static Client gemini(RunRoute route) {
        return Client.builder()
                .apiKey("replay")
                .httpOptions(
                        HttpOptions.builder().baseUrl(route.baseUrl("gemini")).build())
                .build();
    }

    private static MessageCreateParams messageParams(String question) {
        return MessageCreateParams.builder()
                .model("claude-test")
                .maxTokens(64)
                .addUserMessage(question)
                .build();
    }

    private static ChatCompletionCreateParams chatParams(String question) {
        return ChatCompletionCreateParams.builder()
                .model("gpt-test")
                .addUserMessage(question)
                .build();
    }

    private static ResponseCreateParams responseParams(String question) {
        return ResponseCreateParams.builder().model("gpt-test").input(question).build();
    }

    private static String message(RunRoute route, String question) {
        return asked(
                anthropic(route),
                AnthropicClient::close,
                client -> client.messages()
                        .create(messageParams(question))
                        .content()
                        .get(0)
                        .asText()
                        .text());
    }

    private static String messageStream(RunRoute route, String question) {
        return asked(anthropic(route), AnthropicClient::close, client -> {
            try (StreamResponse<RawMessageStreamEvent> stream =
                    client.messages().createStreaming(messageParams(question))) {
                return all(stream.stream());
            }
        });
    }

    private static String response(RunRoute route, String question) {
        return asked(
                openAi(route),
                OpenAIClient::close,
                client -> client.responses()
                        .create(responseParams(question))
                        .output()
                        .toString());
    }

    private static String responseStream(RunRoute route, String question) {
        return asked(openAi(route), OpenAIClient::close, client -> {
            try (com.openai.core.http.StreamResponse<ResponseStreamEvent> stream =
                    client.responses().createStreaming(responseParams(question))) {
                return all(stream.stream());
            }
        });
    }

    private static String chat(RunRoute route, String question) {
        return asked(
                openAi(route),
                OpenAIClient::close,
                client -> client.chat()
                        .completions()
                        .create(chatParams(question))
                        .choices()
                        .toString());
    }

    private static String chatStream(RunRoute route, String question) {
        return asked(openAi(route), OpenAIClient::close, client -> {
            try (com.openai.core.http.StreamResponse<ChatCompletionChunk> stream =
                    client.chat().completions().createStreaming(chatParams(question))) {
                return all(stream.stream());
            }
        });
    }

    private static <C> String asked(C client, Consumer<C> close, Function<C, String> question) {
        try {
            return question.apply(client);
        } finally {
            close.accept(client);
        }
    }

    private static String all(Stream<?> events) {
        return events.map(Object::toString).collect(Collectors.joining("\n"));
    }

    private static String content(RunRoute route, String question) {
        try (Client client = gemini(route)) {
            return String.valueOf(
                    client.models.generateContent("gemini-test", question, null).text());
        }
    }

    private static String contentStream(RunRoute route, String question) {
        try (Client client = gemini(route);
                ResponseStream<GenerateContentResponse> stream =
                        client.models.generateContentStream("gemini-test", question, null)) {
            List<String> parts = new ArrayList<>();
            stream.forEach(part -> parts.add(String.valueOf(part.text())));
            return String.join("\n", parts);
        }
    }
}
