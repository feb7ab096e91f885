package dev.tokenbudget.internal.history.output.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tokenbudget.internal.history.http.Receiver;
import dev.tokenbudget.internal.history.output.OutputException;
import dev.tokenbudget.internal.history.output.TestRun;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.settings.Settings;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {

    private final Receiver receiver = new Receiver();
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    Path folder;

    private History history;

    @BeforeEach
    void open() {
        history = History.open("jdbc:sqlite:" + folder.resolve("history.db"));
        history.add(TestRun.entries(TestRun.of("run-1").build("b-1").call()));
    }

    @AfterEach
    void close() {
        history.close();
        receiver.close();
    }

    @Test
    void send_traces_once() throws InvalidProtocolBufferException {
        settings.put("tokenbudget.otlp", receiver.url());
        settings.put("tokenbudget.otlpSignals", "traces");
        send();
        history.add(TestRun.entries(TestRun.of("run-2").call()));

        assertThat(send()).containsExactly("Sent 1 runs as traces to " + receiver.url() + ".");
        assertThat(send()).containsExactly("Sent 0 runs as traces to " + receiver.url() + ".");
        assertThat(sentRuns()).containsExactly("run-1", "run-2");
    }

    @Test
    void send_to_another_project_what_one_has() throws InvalidProtocolBufferException {
        settings.put("tokenbudget.otlp", receiver.url());
        settings.put("tokenbudget.otlpSignals", "traces");
        settings.put("tokenbudget.otlpResource", "wandb.project=one");
        send();
        settings.put("tokenbudget.otlpResource", "wandb.project=two");
        send();

        assertThat(sentRuns()).containsExactly("run-1", "run-1");
    }

    @Test
    void send_later_what_was_refused() throws InvalidProtocolBufferException {
        settings.put("tokenbudget.otlp", receiver.url());
        settings.put("tokenbudget.otlpSignals", "traces");
        receiver.thenAnswer(400, "no");
        assertThatThrownBy(this::send).isInstanceOf(OutputException.class).hasMessageContaining("HTTP 400 (no)");
        send();

        assertThat(sentRuns()).containsExactly("run-1", "run-1");
    }

    @Test
    void leave_alone_what_is_older_than_the_days_to_look_back() {
        history.add(TestRun.entries(TestRun.of("old")
                .started(TestRun.MONDAY.minus(Duration.ofDays(8)))
                .call()));
        settings.put("tokenbudget.otlp", receiver.url());
        settings.put("tokenbudget.otlpSignals", "traces");

        assertThat(send()).containsExactly("Sent 1 runs as traces to " + receiver.url() + ".");
    }

    @Test
    void write_files_and_send_to_the_rest_where_one_system_fails() throws IOException {
        try (Receiver broken = new Receiver().thenAnswer(403, "")) {
            settings.put("tokenbudget.pushgateway", broken.url());
            settings.put("tokenbudget.otlp", receiver.url());
            settings.put("tokenbudget.usageCsv", "out/usage.csv");

            assertThatThrownBy(this::send)
                    .isInstanceOf(OutputException.class)
                    .hasMessage(broken.url() + "/metrics/job/tokenbudget answered with HTTP 403. Check the headers that"
                            + " belong to tokenbudget.pushgateway, and the environment variables that they name.");
        }
        assertThat(receiver.arrived()).extracting(Receiver.Arrived::path).containsExactly("/v1/traces", "/v1/metrics");
        assertThat(Files.readAllLines(folder.resolve("out/usage.csv"))).hasSize(2);
    }

    @Test
    void write_metrics_of_everything_to_a_file() throws IOException {
        settings.put("tokenbudget.openMetricsFile", "metrics.prom");

        assertThat(send()).containsExactly("Wrote metrics to " + folder.resolve("metrics.prom") + ".");
        assertThat(Files.readString(folder.resolve("metrics.prom")))
                .contains(
                        "llm_requests_total{agent=\"\",environment=\"\",model=\"gpt-5\",task=\"ReviewTest.reviews\"} 1.0\n")
                .endsWith("# EOF\n");
        assertThat(folder.resolve("metrics.prom.part")).doesNotExist();
    }

    @Test
    void send_a_build_as_an_experiment_once() {
        settings.put("tokenbudget.langSmith", receiver.url());
        environment.put("LANGSMITH_API_KEY", "lsv2_key");
        send();
        send();

        assertThat(receiver.arrived()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/api/v1/datasets/upload-experiment");
            assertThat(request.headers()).containsEntry("x-api-key", "lsv2_key");
        });
    }

    @Test
    void send_nothing_where_a_secret_is_missing() {
        settings.put("tokenbudget.otlp", receiver.url());
        settings.put("tokenbudget.langSmith", receiver.url());

        assertThatThrownBy(this::send)
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("The environment variable LANGSMITH_API_KEY");
        assertThat(receiver.arrived()).isEmpty();
    }

    @Test
    void name_what_can_be_set_where_nothing_is() {
        assertThatThrownBy(this::send)
                .isInstanceOf(OutputException.class)
                .hasMessage(
                        "Nothing says where to send to. Set tokenbudget.otlp, tokenbudget.pushgateway,"
                                + " tokenbudget.openMetricsFile, tokenbudget.usageCsv or tokenbudget.langSmith (docs/outputs.md).");
    }

    private List<String> send() {
        List<String> said = new ArrayList<>();
        Outputs.of(
                        Settings.of(new Settings.Source("test", settings)),
                        new Outputs.Surroundings(
                                folder,
                                name -> Optional.ofNullable(environment.get(name)),
                                call -> OptionalLong.empty(),
                                Clock.fixed(TestRun.MONDAY, ZoneOffset.UTC),
                                Duration.ofMillis(1)))
                .send(history, said::add);
        return said;
    }

    private List<String> sentRuns() throws InvalidProtocolBufferException {
        List<String> runs = new ArrayList<>();
        for (Receiver.Arrived request : receiver.arrived()) {
            ExportTraceServiceRequest.parseFrom(request.body())
                    .getResourceSpans(0)
                    .getScopeSpans(0)
                    .getSpansList()
                    .stream()
                    .filter(span -> span.getParentSpanId().isEmpty())
                    .flatMap(span -> span.getAttributesList().stream())
                    .filter(attribute -> attribute.getKey().equals("gen_ai.conversation.id"))
                    .forEach(attribute -> runs.add(attribute.getValue().getStringValue()));
        }
        return runs;
    }
}
