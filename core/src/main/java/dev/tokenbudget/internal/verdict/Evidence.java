package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.statistics.BuildVariance;
import dev.tokenbudget.internal.statistics.Interval;
import dev.tokenbudget.internal.statistics.LogRatio;
import dev.tokenbudget.internal.text.Figures;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a test says of a movement.
 *
 * @param pOfGrowth how probable as much growth is where nothing changed
 * @param pOfFall how probable as much of a fall is where nothing changed
 * @param qOfGrowth {@code pOfGrowth} corrected for the number of questions that the build asks; 1 where the growth is within its
 *     tolerance, so that nothing is asked
 * @param qOfFall {@code pOfFall} corrected likewise
 * @param ratio the ratio of the figures and how well it is known; absent for percentiles
 * @param interval where the true ratio lies with 90 % confidence, whenever the runs were stopped; absent for percentiles
 * @param detectable the smallest drift that such runs show with 80 % power, as a fraction; absent for percentiles
 * @param method the test in words
 * @param builds how the baseline's builds differ, where they do so that much that they were compared instead of runs
 */
public record Evidence(
        double pOfGrowth,
        double pOfFall,
        double qOfGrowth,
        double qOfFall,
        Optional<LogRatio> ratio,
        Optional<Interval> interval,
        OptionalDouble detectable,
        String method,
        Optional<BuildVariance> builds) {

    Evidence corrected(double growth, double fall) {
        return new Evidence(pOfGrowth, pOfFall, growth, fall, ratio, interval, detectable, method, builds);
    }

    Evidence detecting(double drift) {
        return new Evidence(
                pOfGrowth, pOfFall, qOfGrowth, qOfFall, ratio, interval, OptionalDouble.of(drift), method, builds);
    }

    /** Return q of a movement in its direction, such as "q = 0.013". */
    String inWords(Movement movement, double alpha) {
        double q = movement.drift() >= 0 ? qOfGrowth : qOfFall;
        return "q = " + Figures.probability(q, alpha);
    }

    /**
     * Return the growth that is proved at the level at which it was tested, such as ", at least +4.0 %"; empty where that is not
     * known or none.
     */
    String atLeastInWords(double alpha) {
        double level = qOfGrowth > pOfGrowth ? alpha * pOfGrowth / qOfGrowth : alpha;
        return ratio.map(known -> known.lowest(level) - 1)
                .filter(least -> least > 0 && Double.isFinite(least))
                .map(least -> ", at least " + Figures.percent(least))
                .orElse("");
    }
}
