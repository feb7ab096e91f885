package dev.tokenbudget.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.tokenbudget.integration.Capture;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.TokenUsage;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the JUnit extension finds, and hands to agents in other processes. */
class OtlpCaptureTest {

    private final Capture capture =
            ServiceLoader.load(Capture.class).findFirst().orElseThrow();

    @AfterEach
    void stop() {
        capture.end();
    }

    @Test
    void an_agent_that_is_started_with_the_environment_charges_its_run() {
        try (ObservedRun other = ObservedRun.start("other");
                ObservedRun run = ObservedRun.start("agent")) {
            capture.environment(other.run());

            callFromElsewhere(capture.environment(run.run()));

            assertThat(run.onlyCall().usage()).isEqualTo(TokenUsage.of(1200, 300));
            assertThat(other.calls()).isEmpty();
        }
    }

    @Test
    void all_runs_report_to_one_receiver() {
        try (ObservedRun first = ObservedRun.start("first");
                ObservedRun second = ObservedRun.start("second")) {
            Map<String, String> ofFirst = capture.environment(first.run());
            Map<String, String> ofSecond = capture.environment(second.run());

            assertThat(ofSecond)
                    .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", ofFirst.get("OTEL_EXPORTER_OTLP_ENDPOINT"));
            assertThat(ofSecond.get("OTEL_EXPORTER_OTLP_HEADERS"))
                    .isNotEqualTo(ofFirst.get("OTEL_EXPORTER_OTLP_HEADERS"));
        }
    }

    @Test
    void nothing_listens_after_the_end() {
        try (ObservedRun run = ObservedRun.start("ended")) {
            URI endpoint = URI.create(capture.environment(run.run()).get("OTEL_EXPORTER_OTLP_ENDPOINT"));

            capture.end();

            assertThatIOException().isThrownBy(() -> new Socket(endpoint.getHost(), endpoint.getPort()).close());
        }
    }

    /** Report a call as an agent does whose SDK was configured by {@code environment} alone. */
    private static void callFromElsewhere(Map<String, String> environment) {
        String[] header =
                environment.getOrDefault("OTEL_EXPORTER_OTLP_HEADERS", "").split("=", 2);
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(environment.get("OTEL_EXPORTER_OTLP_ENDPOINT") + "/v1/traces")
                .addHeader(header[0], header[1])
                .build();
        try (SdkTracerProvider agent = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build()) {
            agent.get("agent")
                    .spanBuilder("chat gpt-test")
                    .setAttribute("gen_ai.operation.name", "chat")
                    .setAttribute("gen_ai.provider.name", "openai")
                    .setAttribute("gen_ai.request.model", "gpt-test")
                    .setAttribute("gen_ai.usage.input_tokens", 1200)
                    .setAttribute("gen_ai.usage.output_tokens", 300)
                    .startSpan()
                    .end();
            agent.forceFlush().join(20, TimeUnit.SECONDS);
        }
    }
}
