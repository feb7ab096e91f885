package dev.tokenbudget.internal.history.output.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.output.TestRun;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real Prometheus scrapes our metrics and answers every query of the dashboard. It knows two weeks: in the second one, each task
 * runs twice as often as in the first.
 */
@Tag("slow")
class GrafanaDashboardTest {

    private static final Path DASHBOARD = Path.of("../docs/grafana-dashboard.json");

    private static final LlmMetrics METRICS = new LlmMetrics(call -> OptionalLong.of(128_000));
    private static @Nullable HttpServer target;
    private static @Nullable RealPrometheus running;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeTrue(RealPrometheus.isHere(), "Prometheus is not installed here: apt-get install prometheus");
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/metrics", GrafanaDashboardTest::scrape);
        target.start();
        running = RealPrometheus.start(
                folder, past(), "127.0.0.1:" + target.getAddress().getPort());
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
        if (target != null) {
            target.stop(0);
        }
    }

    @Test
    void prometheus_scrapes_the_metrics() throws IOException, InterruptedException {
        assertThat(prometheus().targets()).extracting(JsonNode::asText).containsExactly("up");
    }

    static Stream<String> queries() throws IOException {
        return dashboard().findValues("targets").stream()
                .flatMap(targets -> targets.findValuesAsText("expr").stream())
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void prometheus_answers_every_query(String query) throws IOException, InterruptedException {
        JsonNode answer = prometheus().instant(forAllEnvironments(query));

        assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("success");
        assertThat(values(answer)).isNotEmpty().allMatch(Double::isFinite);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void prometheus_answers_every_query_over_time(String query) throws IOException, InterruptedException {
        JsonNode answer = prometheus()
                .range(forAllEnvironments(query), Instant.now().minus(Duration.ofDays(2)), Instant.now(), "6h");

        assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("success");
        assertThat(answer.path("data").path("result")).isNotEmpty();
    }

    @Test
    void what_doubled_is_shown_as_doubled() throws IOException, InterruptedException {
        assertThat(valueOf("Cost against the 7 days before")).isCloseTo(1.0, within(0.15));
    }

    @Test
    void success_is_the_share_of_the_sessions_that_succeeded() throws IOException, InterruptedException {
        String success = panel("Tasks").path("targets").get(4).path("expr").asText();

        assertThat(values(prometheus().instant(forAllEnvironments(success))))
                .allSatisfy(share -> assertThat(share).isCloseTo(0.75, within(0.05)));
    }

    @Test
    void has_the_four_layers() throws IOException {
        assertThat(panels().filter(panel -> panel.path("type").asText().equals("row")))
                .extracting(panel -> panel.path("title").asText())
                .containsExactly(
                        "This week against last week", "By task, 7 days", "Tokens and success, 7 days", "Over time");
    }

    /** Every six hours of two weeks, three tasks run four times in the first week and eight times in the second. */
    private static Backfill past() {
        Backfill past = new Backfill();
        Instant now = Instant.now();
        int hours = 15 * 24;
        for (int before = hours; before >= 6; before -= 6) {
            Instant at = now.minus(Duration.ofHours(before));
            int rounds = before > 7 * 24 ? 1 : 2;
            for (int round = 0; round < rounds; round++) {
                for (int task = 0; task < 3; task++) {
                    runs(task, at).forEach(METRICS::run);
                }
            }
            past.add(METRICS, at);
        }
        return past;
    }

    private static List<RunEntry> runs(int task, Instant at) {
        List<RunEntry> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(TestRun.of("run")
                    .task("ReviewTest.reviews" + task)
                    .labels(task == 0 ? Map.of() : Map.of("environment", "staging"))
                    .started(at)
                    .outcome(i == 0 ? Outcome.FAILED : Outcome.SUCCEEDED)
                    .call()
                    .call(TokenUsage.of(900L * (task + 1), 80), "gpt-5-mini", Role.AGENT)
                    .entry());
        }
        return runs;
    }

    private static void scrape(HttpExchange exchange) throws IOException {
        MetricsFormat format = MetricsFormat.accepted(
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"))
                        .orElse(""));
        byte[] body = format.write(METRICS);
        exchange.getResponseHeaders().add("Content-Type", format.contentType());
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** As Grafana does where all environments are chosen. */
    private static String forAllEnvironments(String query) {
        return query.replace("$environment", ".*");
    }

    private static double valueOf(String panel) throws IOException, InterruptedException {
        String query = panel(panel).path("targets").get(0).path("expr").asText();
        return values(prometheus().instant(forAllEnvironments(query))).get(0);
    }

    private static List<Double> values(JsonNode answer) {
        List<Double> values = new ArrayList<>();
        answer.path("data")
                .path("result")
                .forEach(series ->
                        values.add(Double.valueOf(series.path("value").path(1).asText())));
        return values;
    }

    private static JsonNode panel(String title) throws IOException {
        return panels().filter(panel -> panel.path("title").asText().equals(title))
                .findAny()
                .orElseThrow();
    }

    private static Stream<JsonNode> panels() throws IOException {
        List<JsonNode> panels = new ArrayList<>();
        dashboard().path("panels").forEach(panels::add);
        return panels.stream();
    }

    private static JsonNode dashboard() throws IOException {
        try {
            return new ObjectMapper().readTree(Files.readString(DASHBOARD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RealPrometheus prometheus() {
        return Objects.requireNonNull(running);
    }
}
