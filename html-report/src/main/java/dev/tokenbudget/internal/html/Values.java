package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.verdict.TaskComparison;

/**
 * One metric of every run of a task, in run order.
 *
 * @param before the accepted samples; empty where there are none, or only what sums them up was kept
 * @param after the measured samples; empty where there are none
 */
record Values(double[] before, double[] after) {

    private static final double[] NO_SAMPLES = {};

    /** Nothing before and nothing after. */
    static final Values NONE = new Values(NO_SAMPLES, NO_SAMPLES);

    static Values of(TaskComparison task, Metric metric) {
        return new Values(
                task.before()
                        .flatMap(baseline -> baseline.metric(metric))
                        .map(MetricBaseline::samples)
                        .orElse(NO_SAMPLES),
                task.samples(metric));
    }
}
