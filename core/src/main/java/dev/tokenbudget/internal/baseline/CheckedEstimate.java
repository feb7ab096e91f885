package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.statistics.Drift;
import dev.tokenbudget.internal.text.Figures;
import java.time.Instant;

/**
 * How far an accepted estimate was off, as the live runs tell that took its place.
 *
 * @param date the day on which the live runs were made, in UTC, by its first moment
 * @param estimated mean tokens of a run as they were estimated
 * @param live mean tokens of a run as the provider reported them
 */
public record CheckedEstimate(Instant date, double estimated, double live) {

    /** Return how far the estimate was off, as a fraction of what was reported. */
    public double off() {
        return Drift.of(live, estimated);
    }

    /** Return that as the end of a sentence, such as "1,170 tokens a run were estimated, live they are 1,200: -2.5 % off". */
    public String inWords() {
        return Figures.count(estimated) + " tokens a run were estimated, live they are " + Figures.count(live) + ": "
                + Figures.percent(off()) + " off";
    }
}
