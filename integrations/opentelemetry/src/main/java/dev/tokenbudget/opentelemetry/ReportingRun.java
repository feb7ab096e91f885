package dev.tokenbudget.opentelemetry;

import java.util.Map;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A run whose agent reports from another process.
 *
 * @param key what the agent's exporter authenticates itself with: 128 random bits in hexadecimal
 * @param endpoint the receiver's base URL
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ReportingRun(String key, String endpoint) {

    /** The header that carries the key. */
    public static final String HEADER = "tokenbudget-run";

    /** The resource attribute that carries the key where headers cannot be set. */
    public static final String RESOURCE_ATTRIBUTE = "tokenbudget.run";

    /** {@return the environment variables that make an OpenTelemetry SDK in another process report to this run} */
    public Map<String, String> environment() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                endpoint,
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "OTEL_EXPORTER_OTLP_HEADERS",
                HEADER + "=" + key,
                "OTEL_TRACES_EXPORTER",
                "otlp");
    }
}
