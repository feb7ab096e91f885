package dev.tokenbudget.internal.history.output.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tokenbudget.internal.history.http.Receiver;
import dev.tokenbudget.internal.history.output.TestRun;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.settings.Settings;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends with the settings that the recipes of docs/outputs.md name, to a stand-in at another host. */
class RecipesTest {

    private static final Path PAGE = Path.of("../docs/outputs.md");
    private static final Pattern SETTING = Pattern.compile("-D(tokenbudget\\.\\w+)=(?:\"([^\"]*)\"|(\\S+))");
    private static final Pattern HOST = Pattern.compile("^https?://[^/]+");

    private final Receiver receiver = new Receiver();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void langfuse() throws IOException {
        send("### Langfuse");

        Receiver.Arrived request = onlyTraces("/api/public/otel/v1/traces");
        assertThat(request.headers())
                .containsEntry("Authorization", "Basic LANGFUSE_AUTH-value")
                .containsEntry("x-langfuse-ingestion-version", "4");
        assertThatItTellsTheCall(request);
    }

    @Test
    void lang_smith() throws IOException {
        send("### LangSmith");

        Receiver.Arrived request = onlyTraces("/otel/v1/traces");
        assertThat(request.headers())
                .containsEntry("x-api-key", "LANGSMITH_API_KEY-value")
                .containsEntry("Langsmith-Project", "agents");
        assertThatItTellsTheCall(request);
    }

    @Test
    void weave() throws IOException {
        send("### W&B Weave");

        Receiver.Arrived request = onlyTraces("/otel/v1/traces");
        assertThat(request.headers()).containsEntry("wandb-api-key", "WANDB_API_KEY-value");
        assertThat(resource(request)).containsEntry("wandb.entity", "acme").containsEntry("wandb.project", "agents");
        assertThatItTellsTheCall(request);
    }

    @Test
    void phoenix() throws IOException {
        send("### Phoenix");

        Receiver.Arrived request = onlyTraces("/v1/traces");
        assertThat(request.headers()).containsEntry("Authorization", "Bearer PHOENIX_API_KEY-value");
        assertThat(resource(request)).containsEntry("openinference.project.name", "agents");
        assertThatItTellsTheCall(request);
    }

    @Test
    void grafana_cloud() throws IOException {
        send("### Grafana Cloud");

        assertThat(receiver.arrived())
                .extracting(Receiver.Arrived::path)
                .containsExactly("/otlp/v1/traces", "/otlp/v1/metrics");
        assertThat(receiver.arrived())
                .allSatisfy(request -> assertThat(request.headers())
                        .containsEntry("Authorization", "Basic GRAFANA_AUTH-value")
                        .containsEntry("Content-Type", "application/x-protobuf"));
        assertThatItTellsTheCall(receiver.arrived().get(0));
        assertThat(ExportMetricsServiceRequest.parseFrom(
                                receiver.arrived().get(1).body())
                        .getResourceMetrics(0)
                        .getScopeMetrics(0)
                        .getMetricsList())
                .extracting(metric -> metric.getName())
                .contains("llm_requests", "llm_tokens", "llm_cost_usd", "gen_ai.client.inference.usage.input_tokens");
    }

    private void send(String section) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf('\n' + section + '\n');
        int code = page.indexOf("```\n", begin);
        String block = page.substring(code, page.indexOf("\n```\n", code));
        Map<String, String> settings = new HashMap<>();
        SETTING.matcher(block)
                .results()
                .forEach(setting -> settings.put(
                        setting.group(1), Optional.ofNullable(setting.group(2)).orElseGet(() -> setting.group(3))));
        settings.computeIfPresent(
                "tokenbudget.otlp", (key, url) -> HOST.matcher(url).replaceFirst(receiver.url()));
        try (History history = History.open("jdbc:sqlite:" + folder.resolve("history.db"))) {
            history.add(TestRun.entries(TestRun.of("run-1").call()));
            Outputs.of(
                            Settings.of(new Settings.Source("docs/outputs.md", settings)),
                            new Outputs.Surroundings(
                                    folder,
                                    name -> Optional.of(name + "-value"),
                                    call -> OptionalLong.empty(),
                                    Clock.fixed(TestRun.MONDAY, ZoneOffset.UTC),
                                    Duration.ofMillis(1)))
                    .send(history, sentence -> {});
        }
    }

    private Receiver.Arrived onlyTraces(String path) {
        assertThat(receiver.arrived()).hasSize(1);
        Receiver.Arrived request = receiver.arrived().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo(path);
        assertThat(request.headers()).containsEntry("Content-Type", "application/x-protobuf");
        return request;
    }

    private static void assertThatItTellsTheCall(Receiver.Arrived request) throws InvalidProtocolBufferException {
        List<Span> spans = spans(request).getScopeSpans(0).getSpansList();
        assertThat(spans).extracting(Span::getName).containsExactly("invoke_workflow ReviewTest.reviews", "chat gpt-5");
        assertThat(spans.get(1).getAttributesList())
                .extracting(KeyValue::getKey)
                .contains(
                        "gen_ai.request.model",
                        "gen_ai.usage.input_tokens",
                        "gen_ai.usage.output_tokens",
                        "gen_ai.usage.cost");
    }

    private static Map<String, String> resource(Receiver.Arrived request) throws InvalidProtocolBufferException {
        Map<String, String> resource = new HashMap<>();
        spans(request)
                .getResource()
                .getAttributesList()
                .forEach(attribute ->
                        resource.put(attribute.getKey(), attribute.getValue().getStringValue()));
        return resource;
    }

    private static ResourceSpans spans(Receiver.Arrived request) throws InvalidProtocolBufferException {
        return ExportTraceServiceRequest.parseFrom(request.body()).getResourceSpans(0);
    }
}
