package dev.tokenbudget.internal.history.output.prometheus;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How metrics are written. */
public enum MetricsFormat {
    /** OpenMetrics 1.0. */
    OPEN_METRICS(OpenMetricsTextFormatWriter.create()),
    /** Prometheus' own text format, 0.0.4: what a Pushgateway takes. */
    PROMETHEUS(PrometheusTextFormatWriter.create());

    private final ExpositionFormatWriter writer;

    MetricsFormat(ExpositionFormatWriter writer) {
        this.writer = writer;
    }

    /**
     * Return the format for a client.
     *
     * @param accept its header {@code Accept}; empty where it sent none
     */
    public static MetricsFormat accepted(String accept) {
        return OPEN_METRICS.writer.accepts(accept) ? OPEN_METRICS : PROMETHEUS;
    }

    /** Return what the header {@code Content-Type} says of this format. */
    public String contentType() {
        return writer.getContentType();
    }

    /** Return {@code metrics} as they are now, in UTF-8. */
    public byte[] write(LlmMetrics metrics) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.write(bytes, metrics.snapshots());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
