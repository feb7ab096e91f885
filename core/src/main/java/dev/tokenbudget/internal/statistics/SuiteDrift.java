package dev.tokenbudget.internal.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How far all tasks moved together: the geometric mean of their ratios, with a t interval on the logarithms.
 *
 * @param tasks number of ratios that are neither 0 nor infinite
 * @param ratio geometric mean of the ratios, 1.1 for +10 %
 * @param lowerBound the ratio that the true one exceeds with 95 % confidence; 0 where there are fewer than two tasks
 */
public record SuiteDrift(int tasks, double ratio, double lowerBound) {

    /** Combine the ratios of mean to baseline's mean of all tasks. */
    public static SuiteDrift of(double[] ratios) {
        double[] logs = Arrays.stream(ratios)
                .map(StrictMath::log)
                .filter(Double::isFinite)
                .toArray();
        if (logs.length == 0) {
            return new SuiteDrift(0, 1, 0);
        }
        SampleSummary summary = SampleSummary.of(logs);
        double ratio = StrictMath.exp(summary.mean());
        if (logs.length == 1) {
            return new SuiteDrift(1, ratio, 0);
        }
        double standardError = summary.standardDeviation().orElse(0) / Math.sqrt(logs.length);
        double reach = TDistribution.of(logs.length - 1).inverseSurvivalProbability(Interval.ALPHA) * standardError;
        return new SuiteDrift(logs.length, ratio, StrictMath.exp(summary.mean() - reach));
    }
}
