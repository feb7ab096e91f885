package dev.tokenbudget.internal.statistics;

import java.util.Arrays;

/**
 * How far all tasks moved together: the geometric mean of their ratios, and how well it is known. That sessions differ is no noise of
 * single tasks: it may move all of them alike.
 *
 * @param tasks number of ratios that are neither 0 nor infinite
 * @param mean the geometric mean of the ratios
 */
public record SuiteDrift(int tasks, LogRatio mean) {

    /** Combine the ratios of mean to baseline's mean of all tasks. */
    public static SuiteDrift of(double[] ratios, SessionEffect sessions) {
        double[] logs = Arrays.stream(ratios)
                .map(StrictMath::log)
                .filter(Double::isFinite)
                .toArray();
        if (logs.length == 0) {
            return new SuiteDrift(0, new LogRatio(0, Double.POSITIVE_INFINITY, 1));
        }
        SampleSummary summary = SampleSummary.of(logs);
        if (logs.length == 1) {
            return new SuiteDrift(1, new LogRatio(summary.mean(), Double.POSITIVE_INFINITY, 1));
        }
        double deviation = summary.standardDeviation().orElse(0);
        return new SuiteDrift(
                logs.length,
                new LogRatio(summary.mean(), deviation * deviation / logs.length, logs.length - 1).across(sessions));
    }

    /** Return the geometric mean of the ratios, 1.1 for +10 %. */
    public double ratio() {
        return mean.ratio();
    }

    /** Return the ratio that the true one exceeds with 95 % confidence; 0 where nothing is known of it. */
    public double lowerBound() {
        return Double.isFinite(mean.variance()) ? mean.lowest(Interval.ALPHA) : 0;
    }
}
