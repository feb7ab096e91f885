package dev.tokenbudget.internal.run;

import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A run asked for one more call after a limit had been reached, and was refused. Its tokens show what it got, not what the
 * task needs, so it is over budget even where they equal the limit.
 *
 * @param scope whose limit was reached
 * @param role whose calls it limits
 * @param metric what is limited
 * @param run the run's number in its task, from 1
 * @param used what had been used by then, as far as it was known
 * @param next what the prompt of the refused call would have used at least; absent where nothing was left for any call
 */
public record Stop(
        Scope scope,
        ModelCall.Role role,
        Metric metric,
        int run,
        BigDecimal used,
        BigDecimal allowed,
        Optional<BigDecimal> next)
        implements Budget.Breach {

    /** A limit on what an agent uses, which left nothing for any call. */
    public Stop(Scope scope, Metric metric, int run, BigDecimal used, BigDecimal allowed) {
        this(scope, ModelCall.Role.AGENT, metric, run, used, allowed, Optional.empty());
    }

    private static final String JUDGE_REMEDY =
            "Grade with fewer or shorter calls or a cheaper model, or raise maxJudgeCostUsd in the annotation.";

    /** Whose limit stops a run. */
    public enum Scope {
        /** The budget of the run itself. */
        RUN,
        /** What all runs of a session may use together. */
        SESSION
    }

    String inWords(String runs, String figure) {
        return switch (scope) {
            case RUN ->
                "was stopped " + runs + whenStopped(figure) + ": its budget is "
                        + metric.figure(allowed.doubleValue(), used.doubleValue()) + " ("
                        + SessionLimit.name(role, metric) + ")";
            case SESSION -> "was stopped " + runs + ": " + ofSession().inWords();
        };
    }

    /** Return what the session had used and what it may, in words without a full stop. */
    public String limitInWords() {
        return ofSession().inWords();
    }

    @Override
    public String remedy() {
        return switch (scope) {
            case RUN -> role == ModelCall.Role.JUDGE ? JUDGE_REMEDY : Budget.REMEDY;
            case SESSION -> ofSession().remedy();
        };
    }

    private String whenStopped(String figure) {
        return (used.signum() == 0 ? "" : " after " + metric.amount(figure)) + SessionLimit.before(metric, next);
    }

    private SessionLimit ofSession() {
        return new SessionLimit(role, metric, used, allowed, next);
    }
}
