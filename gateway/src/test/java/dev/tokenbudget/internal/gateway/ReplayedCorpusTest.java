package dev.tokenbudget.internal.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tokenbudget.internal.gateway.Corpus.Exchange;
import dev.tokenbudget.internal.gateway.answers.RecordedAnswers;
import dev.tokenbudget.internal.gateway.replay.ReplayedAnswers;
import dev.tokenbudget.internal.gateway.transport.NetworkTransport;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageBasis;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exchanges of real providers, recorded once, and replayed as they are and as changed agents would ask. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class ReplayedCorpusTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    private static final int TOGETHER = 6;

    private static final String LONGER = "Answer as a gardener would, in few words.";

    /** APIs whose system prompts are made longer. */
    private static final Set<String> PROMPTS = Set.of(
            "openai.chat",
            "openai.responses",
            "anthropic.messages",
            "gemini.generateContent",
            "bedrock.converse",
            "ollama.chat");

    /** Each exchange is recorded once for all tests. */
    private final Map<String, Played> recorded = new ConcurrentHashMap<>();

    static Stream<Exchange> exchanges() {
        return Corpus.exchanges().stream();
    }

    static Stream<List<Exchange>> runs() {
        Map<String, List<Exchange>> byApi = Corpus.exchanges().stream()
                .collect(Collectors.groupingBy(exchange -> exchange.provider() + " " + exchange.api()));
        return byApi.values().stream().map(all -> all.subList(0, Math.min(TOGETHER, all.size())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exchanges")
    void replay_as_they_were(Exchange exchange) throws Exception {
        Played recorded = recorded(exchange);

        Played replayed = replay(recorded.run(), List.of(exchange));

        assertThat(replayed.answers()).isEqualTo(recorded.answers());
        assertThat(usages(replayed)).isEqualTo(usages(recorded));
        assertThat(replayed.departures()).isZero();
    }

    /** Those of one API as the calls of one run, asked in the opposite order. */
    @ParameterizedTest
    @MethodSource("runs")
    void replay_in_any_order(List<Exchange> exchanges) throws Exception {
        Played recorded = record(exchanges);
        List<Exchange> reversed = new ArrayList<>(exchanges);
        Collections.reverse(reversed);

        Played replayed = replay(recorded.run(), reversed);

        assertThat(replayed.departures()).isZero();
        assertThat(replayed.answers()).containsExactlyInAnyOrderElementsOf(recorded.answers());
        assertThat(usages(replayed)).containsExactlyInAnyOrderElementsOf(usages(recorded));
    }

    static Stream<Exchange> prompts() {
        return Corpus.exchanges().stream()
                .filter(exchange -> PROMPTS.contains(exchange.api())
                        && exchange.expected().has("input")
                        && json(exchange.recorded().path("request_body").asText())
                                .isPresent());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("prompts")
    void replay_with_a_longer_system_prompt(Exchange exchange) throws Exception {
        Played recorded = recorded(exchange);

        Played replayed = replay(recorded.run(), List.of(withLongerSystemPrompt(exchange)));

        assertThat(replayed.answers()).isEqualTo(recorded.answers());
        assertThat(replayed.departures()).isZero();
        assertThat(replayed.calls()).filteredOn(ModelCall::isMeasurable).first().satisfies(call -> {
            long before = recorded.calls().get(0).usage().input().orElseThrow();
            assertThat(call.basis()).isEqualTo(UsageBasis.ESTIMATED);
            assertThat(call.usage().input().orElseThrow()).isBetween(before + 9, before + 13);
        });
    }

    private record Played(RecordedRun run, List<String> answers, List<ModelCall> calls, long departures) {}

    private Played recorded(Exchange exchange) throws Exception {
        Played known = recorded.get(exchange.name());
        if (known != null) {
            return known;
        }
        Played played = record(List.of(exchange));
        recorded.put(exchange.name(), played);
        return played;
    }

    private static Played record(List<Exchange> exchanges) throws Exception {
        Map<String, Exchange> byName =
                exchanges.stream().collect(Collectors.toMap(Exchange::name, exchange -> exchange));
        RecordedAnswers answers = new RecordedAnswers(new NetworkTransport());
        try (Provider provider = new Provider((request, wire) -> Recordings.serve(
                        requireNonNull(byName.get(request.headers().get("x-exchange"))), wire));
                GatewayRun gateway = new GatewayRun(everywhere(exchanges, provider.url()), Traffic.USUAL, answers)) {
            List<String> given = send(gateway, exchanges);
            Run ended = GatewayRun.end(gateway.run);
            return new Played(new RecordedRun(answers.take(gateway.run, ended).exchanges()), given, ended.calls(), 0);
        }
    }

    private static Played replay(RecordedRun run, List<Exchange> exchanges) throws Exception {
        ReplayedAnswers answers = new ReplayedAnswers(any -> Optional.of(run), Slopes.TABLE);
        try (GatewayRun gateway =
                new GatewayRun(everywhere(exchanges, "https://nowhere.invalid"), Traffic.USUAL, answers)) {
            List<String> given = send(gateway, exchanges);
            return new Played(
                    run, given, gateway.calls(), answers.departures(gateway.run).size());
        }
    }

    private static Upstreams everywhere(List<Exchange> exchanges, String url) {
        Upstreams upstreams = Upstreams.publicDefaults();
        for (Exchange exchange : exchanges) {
            upstreams = upstreams.with(exchange.provider(), url);
        }
        return upstreams;
    }

    private static List<String> send(GatewayRun gateway, List<Exchange> exchanges) throws Exception {
        List<String> answers = new ArrayList<>();
        for (Exchange exchange : exchanges) {
            byte[] answer = Recordings.send(exchange, URI.create(gateway.route.rootUrl(exchange.provider())));
            answers.add(meaning(new String(answer, StandardCharsets.ISO_8859_1)));
        }
        return answers;
    }

    private static Exchange withLongerSystemPrompt(Exchange exchange) throws IOException {
        ObjectNode body = (ObjectNode) JSON.readTree(exchange.request());
        switch (exchange.api()) {
            case "openai.responses" ->
                body.put("instructions", body.path("instructions").asText("") + "\n" + LONGER);
            case "anthropic.messages" -> body.set("system", longer(body.path("system")));
            case "bedrock.converse" -> body.withArray("system").addObject().put("text", LONGER);
            case "gemini.generateContent" -> {
                String name = body.has("system_instruction") ? "system_instruction" : "systemInstruction";
                body.withObject("/" + name).withArray("parts").addObject().put("text", LONGER);
            }
            default ->
                body.withArray("messages").insertObject(0).put("role", "system").put("content", LONGER);
        }
        ObjectNode changed = exchange.recorded().deepCopy();
        return new Exchange(exchange.name(), changed.put("request_body", body.toString()));
    }

    private static JsonNode longer(JsonNode system) {
        if (system.isArray()) {
            ArrayNode blocks = system.deepCopy();
            blocks.addObject().put("type", "text").put("text", LONGER);
            return blocks;
        }
        return new TextNode(system.asText("") + "\n" + LONGER);
    }

    /** White space means nothing, in JSON and around events, nor does the order of keys. */
    private static String meaning(String answer) {
        return json(answer)
                .orElseGet(() -> answer.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .map(line -> line.replaceFirst("^(data|event): ?", "$1:"))
                        .map(line -> line.startsWith("data:")
                                ? json(line.substring("data:".length())).orElse(line)
                                : json(line).orElse(line))
                        .collect(Collectors.joining("\n")));
    }

    private static Optional<String> json(String text) {
        try {
            JsonNode document = JSON.readTree(text.getBytes(StandardCharsets.ISO_8859_1));
            return document.isContainerNode()
                    ? Optional.of(JSON.writeValueAsString(JSON.treeToValue(document, Object.class)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<TokenUsage> usages(Played run) {
        return run.calls().stream().map(ModelCall::usage).toList();
    }
}
