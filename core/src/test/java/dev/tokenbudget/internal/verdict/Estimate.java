package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.statistics.SampleSummary;

/**
 * A figure that builds were simulated for.
 *
 * @param value the mean over all builds
 * @param error its standard error: how far another simulation of as many builds would be off
 */
record Estimate(double value, double error) {

    /** Estimate from the figure of each build, at least two. */
    static Estimate of(double[] ofBuilds) {
        SampleSummary summary = SampleSummary.of(ofBuilds);
        return new Estimate(summary.mean(), summary.standardDeviation().orElseThrow() / Math.sqrt(ofBuilds.length));
    }
}
