package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.statistics.Drift;
import dev.tokenbudget.internal.text.Figures;

/**
 * How far a figure moved.
 *
 * @param metric the metric that was compared
 * @param statistic the figure of it
 * @param before the accepted figure
 * @param after the measured figure
 * @param owner whose the accepted figure is, such as "the baseline's"
 */
public record Movement(Metric metric, Statistic statistic, double before, double after, String owner) {

    /** The figure before is that of recorded runs. */
    static final String RECORDING = "the recording's";

    static final String BASELINE = "the baseline's";

    /** A movement away from what was accepted. */
    public Movement(Metric metric, Statistic statistic, double before, double after) {
        this(metric, statistic, before, after, BASELINE);
    }

    /** Return this movement with another figure after it. */
    Movement to(double other) {
        return new Movement(metric, statistic, before, other, owner);
    }

    /** Return the drift as a fraction; from 0, any growth is infinite. */
    public double drift() {
        return Drift.of(before, after);
    }

    /** Whether this is more growth or more of a fall than {@code tolerance} allows. */
    boolean exceeds(Tolerance tolerance) {
        return tolerance.isExceeded(before, after) || tolerance.isUndercut(before, after);
    }

    /**
     * Whether the figure moved to the better so far that going back would be more than allowed, as in a fall of tokens to less than
     * 1 / (1 + tolerance) of what they were.
     */
    boolean improves(Tolerance tolerance) {
        return switch (metric.direction()) {
            case MORE_IS_WORSE -> tolerance.isExceeded(after, before);
            case MORE_IS_BETTER -> tolerance.isUndercut(after, before);
            case NEITHER -> false;
        };
    }

    String inWords() {
        return metric.used(metric.figure(after, before)) + " " + statistic.inWords(metric) + ", "
                + Figures.percent(drift()) + " against " + owner + " " + metric.figure(before, after);
    }

    String inWords(Tolerance tolerance) {
        return metric.used(measured(limit(tolerance))) + " " + statistic.inWords(metric)
                + ", " + Figures.percent(drift(), tolerance.share()) + " against " + owner + " "
                + metric.figure(before, after);
    }

    /** Return this movement where more may have been used than {@link #after} tells. */
    String atLeastInWords(Tolerance tolerance) {
        String used = metric.used("at least " + measured(tolerance.highestAllowed(before))) + " "
                + statistic.inWords(metric) + ", ";
        return after < before
                ? used + "where " + owner + " runs used " + metric.figure(before, after)
                : used + "at least "
                        + Figures.percent(drift(), tolerance.upper().orElse(0)) + " against " + owner + " "
                        + metric.figure(before, after);
    }

    private double limit(Tolerance tolerance) {
        return tolerance.isOfFallAlone()
                ? tolerance.lowestAllowed(before).orElse(before)
                : tolerance.highestAllowed(before);
    }

    private String measured(double allowed) {
        String besideLimit = metric.figure(after, allowed);
        return besideLimit.equals(metric.figure(after)) ? metric.figure(after, before) : besideLimit;
    }
}
