package dev.tokenbudget.internal.run;

import java.math.BigDecimal;

/**
 * A limit on what all runs of a session may use together, and what they have used.
 *
 * @param metric what is limited
 * @param used what the session has used, as far as it is known
 */
public record SessionLimit(Metric metric, BigDecimal used, BigDecimal allowed) {

    /** Return the setting that holds the limit. */
    public static String setting(Metric metric) {
        return "tokenbudget." + metric.budgetName();
    }

    /** Return what was used and what is allowed, as a sentence without its full stop. */
    public String inWords() {
        return "the session had " + metric.used(metric.figure(used.doubleValue(), allowed.doubleValue()))
                + ", and its budget is " + metric.figure(allowed.doubleValue(), used.doubleValue()) + " ("
                + setting(metric) + ")";
    }

    /** Return what to do once it is reached, as a sentence. */
    public String remedy() {
        return "Run fewer tasks, or raise " + setting(metric) + ".";
    }
}
