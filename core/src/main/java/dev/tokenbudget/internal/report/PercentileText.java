package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.text.Figures;

/** A percentile as reports show it: with {@code ~} before it where the sample is too small to estimate it. */
final class PercentileText {

    private PercentileText() {}

    static String of(SampleSummary summary, Percentile percentile) {
        return (summary.isEstimable(percentile) ? "" : "~") + Figures.count(summary.at(percentile));
    }
}
