package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.statistics.BuildVariance;
import dev.tokenbudget.internal.statistics.Interval;
import dev.tokenbudget.internal.text.Figures;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a test says of a movement.
 *
 * @param pOfGrowth how probable as much growth is where nothing changed
 * @param pOfFall how probable as much of a fall is where nothing changed
 * @param qOfGrowth {@code pOfGrowth} corrected for the number of questions that the build asks
 * @param qOfFall {@code pOfFall} corrected likewise
 * @param interval where the true ratio of means lies with 90 % confidence; absent for percentiles
 * @param detectable the smallest drift that these samples show with 80 % power, as a fraction; absent for percentiles
 * @param method the test in words
 * @param builds how the baseline's builds differ, where they do so that much that they were compared instead of runs
 */
public record Evidence(
        double pOfGrowth,
        double pOfFall,
        double qOfGrowth,
        double qOfFall,
        Optional<Interval> interval,
        OptionalDouble detectable,
        String method,
        Optional<BuildVariance> builds) {

    Evidence corrected(double growth, double fall) {
        return new Evidence(pOfGrowth, pOfFall, growth, fall, interval, detectable, method, builds);
    }

    /** Return q and the interval of a movement in its direction, such as "q = 0.013, 90 % interval +4.0 % to +31.0 %". */
    String inWords(Movement movement, double alpha) {
        double q = movement.drift() >= 0 ? qOfGrowth : qOfFall;
        String bounds = interval.map(found -> ", 90 % interval " + Figures.percent(found.lower() - 1) + " to "
                        + Figures.percent(found.upper() - 1))
                .orElse("");
        return "q = " + Figures.probability(q, alpha) + bounds;
    }
}
