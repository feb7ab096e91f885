package dev.tokenbudget.internal.history.output.otlp;

import dev.tokenbudget.internal.history.output.Distribution;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.Arrays;

/** Makes data points, which all count since the same time: one that is sent twice counts once. */
record DataPoints(long startNanos, long nowNanos) {

    Sum sum(String name, String unit) {
        return new Sum(this, Metric.newBuilder().setName(name).setUnit(unit));
    }

    Histogram histogram(String name, String unit) {
        return new Histogram(this, Metric.newBuilder().setName(name).setUnit(unit));
    }

    Gauge gauge(String name) {
        return new Gauge(this, Metric.newBuilder().setName(name));
    }

    private NumberDataPoint.Builder number(Attributes attributes) {
        return NumberDataPoint.newBuilder()
                .setStartTimeUnixNano(startNanos)
                .setTimeUnixNano(nowNanos)
                .addAllAttributes(attributes.list());
    }

    /** A counter. */
    static final class Sum {
        private final DataPoints points;
        private final Metric.Builder metric;

        private Sum(DataPoints points, Metric.Builder metric) {
            this.points = points;
            this.metric = metric;
            metric.getSumBuilder()
                    .setIsMonotonic(true)
                    .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        }

        void add(Attributes attributes, long value) {
            metric.getSumBuilder().addDataPoints(points.number(attributes).setAsInt(value));
        }

        void add(Attributes attributes, double value) {
            metric.getSumBuilder().addDataPoints(points.number(attributes).setAsDouble(value));
        }

        Metric metric() {
            return metric.build();
        }
    }

    /** A value of now. */
    static final class Gauge {
        private final DataPoints points;
        private final Metric.Builder metric;

        private Gauge(DataPoints points, Metric.Builder metric) {
            this.points = points;
            this.metric = metric;
        }

        void add(Attributes attributes, double value) {
            metric.getGaugeBuilder().addDataPoints(points.number(attributes).setAsDouble(value));
        }

        Metric metric() {
            return metric.build();
        }
    }

    /** Values in buckets. */
    static final class Histogram {
        private final DataPoints points;
        private final Metric.Builder metric;

        private Histogram(DataPoints points, Metric.Builder metric) {
            this.points = points;
            this.metric = metric;
            metric.getHistogramBuilder()
                    .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        }

        void add(Attributes attributes, Distribution values) {
            add(attributes, values.bounds(), values.counts(), values.sum());
        }

        void add(Attributes attributes, double[] bounds, long[] counts, double sum) {
            HistogramDataPoint.Builder point = HistogramDataPoint.newBuilder()
                    .setStartTimeUnixNano(points.startNanos)
                    .setTimeUnixNano(points.nowNanos)
                    .setCount(Arrays.stream(counts).sum())
                    .setSum(sum)
                    .addAllAttributes(attributes.list());
            Arrays.stream(bounds).forEach(point::addExplicitBounds);
            Arrays.stream(counts).forEach(point::addBucketCounts);
            metric.getHistogramBuilder().addDataPoints(point);
        }

        Metric metric() {
            return metric.build();
        }
    }
}
