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

    private static final double[] NONE = {};

    static Values of(TaskComparison task, Metric metric) {
        return new Values(
                task.before()
                        .flatMap(baseline -> baseline.metric(metric))
                        .map(MetricBaseline::samples)
                        .orElse(NONE),
                task.samples(metric));
    }
}
