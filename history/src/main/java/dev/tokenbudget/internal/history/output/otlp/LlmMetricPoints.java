package dev.tokenbudget.internal.history.output.otlp;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;

/**
 * The metrics {@code llm_*} in OpenTelemetry's protocol, under names that Prometheus' own translation brings back to what
 * {@code /metrics} calls them, so that one dashboard reads both.
 */
final class LlmMetricPoints {

    private LlmMetricPoints() {}

    static List<Metric> of(MetricSnapshots snapshots, DataPoints points) {
        List<Metric> metrics = new ArrayList<>();
        for (MetricSnapshot snapshot : snapshots) {
            String name = snapshot.getMetadata().getName();
            if (snapshot instanceof CounterSnapshot counter) {
                DataPoints.Sum sum = points.sum(name, "");
                counter.getDataPoints().forEach(point -> sum.add(attributes(point.getLabels()), point.getValue()));
                metrics.add(sum.metric());
            } else if (snapshot instanceof GaugeSnapshot gauge) {
                DataPoints.Gauge values = points.gauge(name);
                gauge.getDataPoints().forEach(point -> values.add(attributes(point.getLabels()), point.getValue()));
                metrics.add(values.metric());
            } else if (snapshot instanceof HistogramSnapshot distribution) {
                DataPoints.Histogram histogram = points.histogram(name, "");
                distribution
                        .getDataPoints()
                        .forEach(point -> add(
                                histogram, attributes(point.getLabels()), point.getClassicBuckets(), point.getSum()));
                metrics.add(histogram.metric());
            }
        }
        return metrics;
    }

    private static void add(
            DataPoints.Histogram histogram, Attributes attributes, ClassicHistogramBuckets buckets, double sum) {
        double[] bounds = new double[buckets.size() - 1];
        long[] counts = new long[buckets.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = buckets.getCount(i);
            if (i < bounds.length) {
                bounds[i] = buckets.getUpperBound(i);
            }
        }
        histogram.add(attributes, bounds, counts, sum);
    }

    private static Attributes attributes(Labels labels) {
        Attributes attributes = new Attributes();
        labels.forEach(label -> attributes.put(label.getName(), label.getValue()));
        return attributes;
    }
}
