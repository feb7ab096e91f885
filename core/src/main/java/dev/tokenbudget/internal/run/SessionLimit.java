package dev.tokenbudget.internal.run;

import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A limit on what all runs of a session may use together, and what they have used.
 *
 * @param role whose calls are limited
 * @param metric what is limited
 * @param used what the session has used, as far as it is known
 * @param next what the prompt of one more call uses at least; absent where nothing is left for any call
 */
public record SessionLimit(
        ModelCall.Role role, Metric metric, BigDecimal used, BigDecimal allowed, Optional<BigDecimal> next) {

    /** Return the setting that holds the limit. */
    public static String setting(ModelCall.Role role, Metric metric) {
        return "tokenbudget." + name(role, metric);
    }

    /** Return how annotations and settings call a limit. */
    public static String name(ModelCall.Role role, Metric metric) {
        return role == ModelCall.Role.JUDGE
                ? metric.budgetName().replaceFirst("^max", "maxJudge")
                : metric.budgetName();
    }

    /** Return what was used and what is allowed, as a sentence without its full stop. */
    public String inWords() {
        return "the session" + (role == ModelCall.Role.JUDGE ? "'s judge" : "") + " had "
                + metric.used(metric.figure(used.doubleValue(), allowed.doubleValue()))
                + before(metric, next) + ", and its budget is "
                + metric.figure(allowed.doubleValue(), used.doubleValue()) + " ("
                + setting(role, metric) + ")";
    }

    /** Return the words for a call that was refused for its prompt, where it was. */
    static String before(Metric metric, Optional<BigDecimal> prompt) {
        return prompt.map(BigDecimal::doubleValue)
                .map(least -> " before a call whose prompt alone "
                        + (metric.isInUsd()
                                ? "costs at least " + metric.figure(least)
                                : "has at least " + Metric.TOTAL.amount(Metric.TOTAL.figure(least))))
                .orElse("");
    }

    /** Return what to do once it is reached, as a sentence. */
    public String remedy() {
        return "Run fewer tasks, or raise " + setting(role, metric) + ".";
    }
}
