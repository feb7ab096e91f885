package dev.tokenbudget.internal.history.output.sending;

import dev.tokenbudget.internal.history.output.ContextWindows;
import dev.tokenbudget.internal.history.output.prometheus.LlmMetrics;
import dev.tokenbudget.internal.history.output.prometheus.MetricsFormat;
import dev.tokenbudget.internal.history.output.prometheus.Pushgateway;
import dev.tokenbudget.internal.history.store.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The metrics of all that a history holds, which are the same however often they are sent.
 *
 * @param file the OpenMetrics file, where one is to be written
 * @param gateway the Pushgateway, where there is one
 */
record PrometheusOutput(Optional<Path> file, Optional<Pushgateway> gateway, ContextWindows windows, Time time)
        implements Output {

    @Override
    public List<String> send(History history) {
        LlmMetrics metrics = new LlmMetrics(windows);
        history.runs().forEach(time.always(), metrics::run);
        List<String> sentences = new ArrayList<>();
        file.ifPresent(path -> {
            write(path, metrics);
            sentences.add("Wrote metrics to " + path + ".");
        });
        gateway.ifPresent(pushgateway -> {
            pushgateway.push(metrics);
            sentences.add("Pushed metrics to the Pushgateway.");
        });
        return sentences;
    }

    private static void write(Path path, LlmMetrics metrics) {
        new TextFile(path).write(out -> {
            try {
                out.write(new String(MetricsFormat.OPEN_METRICS.write(metrics), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
