package dev.tokenbudget.internal.run;

import java.math.BigDecimal;

/**
 * A run asked for one more call after a limit had been reached, and was refused. Its tokens show what it got, not what the
 * task needs, so it is over budget even where they equal the limit.
 *
 * @param scope whose limit was reached
 * @param metric what is limited
 * @param run the run's number in its task, from 1
 * @param used what had been used by then, as far as it was known
 */
public record Stop(Scope scope, Metric metric, int run, BigDecimal used, BigDecimal allowed) implements Budget.Breach {

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
                "was stopped " + runs + " after " + metric.amount(figure) + ": its budget is "
                        + metric.figure(allowed.doubleValue(), used.doubleValue()) + " (" + metric.budgetName() + ")";
            case SESSION -> "was stopped " + runs + ": " + new SessionLimit(metric, used, allowed).inWords();
        };
    }

    @Override
    public String remedy() {
        return switch (scope) {
            case RUN -> Budget.REMEDY;
            case SESSION -> new SessionLimit(metric, used, allowed).remedy();
        };
    }
}
