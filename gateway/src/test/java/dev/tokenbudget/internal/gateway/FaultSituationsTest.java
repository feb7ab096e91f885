package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.gateway.Provider.Request;
import dev.tokenbudget.internal.gateway.Provider.Wire;
import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** What a client sends one after the other, answered by hand, that was once measured wrongly. */
class FaultSituationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLAIN = "plain";

    /** One situation of a file. */
    record Situation(String name, JsonNode exchanges) {

        JsonNode answer(int step) {
            JsonNode asked = exchanges.path("steps").path(step);
            JsonNode answers = exchanges.path("answers");
            String canned = asked.path("canned").asText(answers.fieldNames().next());
            return answers.path(canned);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Situation> neverFalls() {
        return situations("01-anthropic-delta-zero-input");
    }

    static Stream<Situation> zeros() {
        return situations("02-zero-usage");
    }

    static Stream<Situation> threads() {
        return situations("03-assistants-message");
    }

    static Stream<Situation> unseen() {
        return situations("05-unseen-beside-seen");
    }

    static Stream<Situation> hoursInTheCache() {
        return situations("09-cache-write-1h-not-anthropic");
    }

    @ParameterizedTest
    @MethodSource("hoursInTheCache")
    void an_hour_in_the_cache_costs_a_reseller_the_same(Situation situation) throws IOException {
        JsonNode step = situation.exchanges().path("steps").path(0);
        String upstream = step.path("upstream").asText();
        try (Provider provider =
                        new Provider((request, wire) -> answer(situation, request, new AtomicInteger(), wire));
                GatewayRun gateway = new GatewayRun(Upstreams.publicDefaults().with(upstream, provider.url()))) {
            send(gateway.route.baseUrl(upstream), step);

            assertThat(GatewayRun.end(gateway.run)
                            .priced(PriceList.bundled())
                            .bill()
                            .flatMap(Bill::usd))
                    .hasValueSatisfying(usd -> assertThat(usd).isEqualByComparingTo("0.0066"));
        }
    }

    @ParameterizedTest
    @MethodSource("neverFalls")
    void a_cumulative_count_does_not_fall(Situation situation) {
        ModelCall call = played(situation).calls().get(0);

        JsonNode start = situation.answer(0).path("sse").path(0).path("message").path("usage");
        assertThat(call.usage().input())
                .hasValue(start.path("input_tokens").asLong()
                        + start.path("cache_read_input_tokens").asLong()
                        + start.path("cache_creation_input_tokens").asLong());
        assertThat(call.usage().output()).hasValue(50);
    }

    @ParameterizedTest
    @MethodSource("zeros")
    void zero_is_not_believed(Situation situation) {
        Run run = played(situation);

        boolean measured =
                run.calls().stream().allMatch(call -> call.usage().input().orElse(0) > 0 && call.isMeasurable());
        assertThat(measured || run.gap().isPresent()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("threads")
    void a_message_that_is_kept_is_no_call(Situation situation) {
        assertThat(played(situation).calls())
                .singleElement()
                .satisfies(call -> assertThat(call.usage().total()).hasValue(120));
    }

    @ParameterizedTest
    @MethodSource("unseen")
    void nothing_beside_a_counted_call_is_left_out_in_silence(Situation situation) {
        Run run = played(situation);

        int asked = 0;
        for (JsonNode step : situation.exchanges().path("steps")) {
            asked += step.path("method").asText("POST").equals("POST") ? 1 : 0;
        }
        assertThat(run.billedCalls()).hasSize(asked);
        assertThat(run.gap().isPresent()).isEqualTo(run.calls().stream().anyMatch(call -> !call.isMeasurable()));
    }

    private static Run played(Situation situation) {
        AtomicInteger answered = new AtomicInteger();
        try (Provider provider = new Provider((request, wire) -> answer(situation, request, answered, wire));
                GatewayRun gateway = new GatewayRun(provider)) {
            int number = 0;
            for (JsonNode step : situation.exchanges().path("steps")) {
                answered.set(number);
                number++;
                send(gateway, step);
            }
            return GatewayRun.end(gateway.run);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(GatewayRun gateway, JsonNode step) {
        String upstream = step.path("upstream").asText("openai");
        String base = switch (upstream) {
            case "openai", "anthropic" -> gateway.route.baseUrl(upstream);
            default -> gateway.url("");
        };
        send(base, step);
    }

    private static void send(String base, JsonNode step) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(base + step.path("path").asText()))
                .header("Content-Type", "application/json")
                .method(
                        step.path("method").asText("POST"),
                        step.has("body")
                                ? BodyPublishers.ofString(step.path("body").toString())
                                : BodyPublishers.noBody())
                .build();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isBetween(200, 399);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void answer(Situation situation, Request request, AtomicInteger step, Wire wire) throws IOException {
        JsonNode answer = situation.answer(step.get());
        boolean redirected = answer.has("headers") && request.target().contains("/other/");
        JsonNode given = redirected ? situation.exchanges().path("answers").path(PLAIN) : answer;
        if (given.has("sse")) {
            StringBuilder events = new StringBuilder();
            for (JsonNode event : given.path("sse")) {
                events.append("data: ")
                        .append(event.isTextual() ? event.textValue() : event.toString())
                        .append("\n\n");
            }
            wire.streamHead();
            wire.chunk(events.toString());
            wire.lastChunk();
        } else if (given.has("raw")) {
            wire.json(200, given.path("raw").asText());
        } else {
            String port = String.valueOf(wire.socket().getLocalPort());
            String[] headers = given.path("headers").properties().stream()
                    .map(header ->
                            header.getKey() + ": " + header.getValue().asText().replace("{PORT}", port))
                    .toArray(String[]::new);
            wire.whole(
                    given.path("status").asInt(200),
                    "application/json",
                    JSON.writeValueAsBytes(given.path("json")),
                    headers);
        }
    }

    private static Stream<Situation> situations(String file) {
        Path path = Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
                .map(at -> at.resolve("shared/faults/situations/" + file + ".json"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() ->
                        new TestAbortedException("Skipped: no situations in ../shared/faults beside the repository"));
        try {
            return JSON.readTree(path.toFile()).path("exchanges").properties().stream()
                    .map(each -> new Situation(each.getKey(), each.getValue()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
