package dev.tokenbudget.internal.history.output.otlp;

import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.output.ContextWindows;
import dev.tokenbudget.internal.history.output.prometheus.LlmMetrics;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Metrics of runs for a collector: those of the conventions, and {@code llm_*} with tasks, agents and environments. */
public final class OtlpMetrics {

    private final GenAiMetrics calls = new GenAiMetrics();
    private final LlmMetrics llm;
    private final Instant now;
    private Instant first;

    /** @param now when the metrics are sent */
    public OtlpMetrics(ContextWindows windows, Instant now) {
        this.llm = new LlmMetrics(windows);
        this.now = now;
        this.first = now;
    }

    /** Count a run and all its calls. */
    public void run(RunEntry run) {
        llm.run(run);
        run.calls().forEach(calls::add);
        first = run.started().isBefore(first) ? run.started() : first;
    }

    List<Metric> metrics() {
        DataPoints points = new DataPoints(RunSpans.nanos(first), RunSpans.nanos(now));
        List<Metric> metrics = new ArrayList<>(calls.metrics(points));
        metrics.addAll(LlmMetricPoints.of(llm.snapshots(), points));
        metrics.removeIf(metric -> metric.getSum().getDataPointsCount()
                        + metric.getGauge().getDataPointsCount()
                        + metric.getHistogram().getDataPointsCount()
                == 0);
        return metrics;
    }
}
