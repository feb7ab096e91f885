package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.statistics.LogRatio;
import dev.tokenbudget.internal.statistics.Median;
import dev.tokenbudget.internal.statistics.SessionVariation;
import java.util.List;

/**
 * How far the sizes of a build's tasks scatter beyond what their runs explain: a day that moves each task by something of its own
 * shows in this build itself. What moves all tasks alike does not scatter them, and a few tasks that drifted move no median.
 */
final class SizeScatter {

    /**
     * Fewer tasks do not show what is common to most. Five do, if coarsely: with days of their own that differ by 5 %, 17 % of builds of
     * five tasks would fail without it, 8 % do with it, and a lone +20 % of size is still found in 88 %.
     */
    private static final int FEWEST_TASKS = 5;

    /**
     * Days that differ by twice as much as is assumed, on either side. Tasks that scatter further do so because many of them drifted,
     * each by something of its own, and that must not hide them.
     */
    private static final double MOST =
            2 * (2 * SessionVariation.ASSUMED.deviation()) * (2 * SessionVariation.ASSUMED.deviation());

    private SizeScatter() {}

    /** Return the variance of the logarithms of {@code sizes} beyond that of their runs; 0 where there is none to see. */
    static double variance(List<LogRatio> sizes) {
        if (sizes.size() < FEWEST_TASKS) {
            return 0;
        }
        double middle = Median.of(sizes.stream().mapToDouble(LogRatio::value).toArray());
        double deviation = Median.deviation(
                sizes.stream().mapToDouble(size -> size.value() - middle).toArray());
        double explained =
                Median.of(sizes.stream().mapToDouble(LogRatio::variance).toArray());
        return Math.max(0, Math.min(MOST, deviation * deviation * (1 + 1.0 / sizes.size()) - explained));
    }
}
