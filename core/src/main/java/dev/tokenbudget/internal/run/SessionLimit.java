package dev.tokenbudget.internal.run;

import dev.tokenbudget.usage.CallRole;
import java.math.BigDecimal;

/**
 * A limit on what all runs of a session may use together, and what they have used.
 *
 * @param role whose calls are limited
 * @param metric what is limited
 * @param used what the session has used, as far as it is known
 */
public record SessionLimit(CallRole role, Metric metric, BigDecimal used, BigDecimal allowed) {

    /** Return the setting that holds the limit. */
    public static String setting(CallRole role, Metric metric) {
        return "tokenbudget." + name(role, metric);
    }

    /** Return how annotations and settings call a limit. */
    public static String name(CallRole role, Metric metric) {
        return role == CallRole.JUDGE ? metric.budgetName().replaceFirst("^max", "maxJudge") : metric.budgetName();
    }

    /** Return what was used and what is allowed, as a sentence without its full stop. */
    public String inWords() {
        return "the session" + (role == CallRole.JUDGE ? "'s judge" : "") + " had "
                + metric.used(metric.figure(used.doubleValue(), allowed.doubleValue()))
                + ", and its budget is " + metric.figure(allowed.doubleValue(), used.doubleValue()) + " ("
                + setting(role, metric) + ")";
    }

    /** Return what to do once it is reached, as a sentence. */
    public String remedy() {
        return "Run fewer tasks, or raise " + setting(role, metric) + ".";
    }
}
