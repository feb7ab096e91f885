package dev.tokenbudget.baseline;

import dev.tokenbudget.statistics.SampleSummary;

/**
 * One metric of one task as it was accepted.
 *
 * @param summary what the samples tell
 * @param samples the values in run order; empty where the file holds only the summary
 */
public record MetricBaseline(SampleSummary summary, double[] samples) {

    public MetricBaseline {
        samples = samples.clone();
    }

    /** Summarise samples; at least one. */
    public static MetricBaseline of(double[] samples) {
        return new MetricBaseline(SampleSummary.of(samples), samples);
    }

    @Override
    public double[] samples() {
        return samples.clone();
    }
}
