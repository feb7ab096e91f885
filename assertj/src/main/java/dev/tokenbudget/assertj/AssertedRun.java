package dev.tokenbudget.assertj;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.UnknownFigure;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A run that an assertion looks at, and why that may be unable to tell.
 *
 * @param run the run so far
 * @param assertion the assertion as it is written
 */
record AssertedRun(Run run, String assertion) {

    /** Return what is wrong where no call was seen: the agent may be bypassing the gateway. */
    Optional<String> nothingSeen() {
        return run.billedCalls().isEmpty() && run.unfinishedCalls() == 0
                ? Optional.of("No model call of " + run.task().name() + " was seen in run " + run.number() + ", so "
                        + assertion + " would prove nothing. Does the agent use the gateway's URL?")
                : Optional.empty();
    }

    /** Return what is wrong where calls are under way or do not tell their part of {@code metric}. */
    Optional<String> unknown(Metric metric) {
        return unknown(call -> !metric.equals(Metric.CALLS) && !tells(call, metric));
    }

    /** Return what is wrong where calls are under way or the usage of one is not fully known. */
    Optional<String> unknown() {
        return unknown(call -> !call.isMeasurable());
    }

    /** Return what is wrong where {@code bill} lacks a price. */
    Optional<String> unpriced(Bill bill) {
        return bill.unpriced().values().stream()
                .findFirst()
                .map(missing -> missing.because() + ". Unknown is never 0, so " + assertion
                        + " cannot be checked in run " + run.number() + ". " + missing.remedy());
    }

    /** Return what is wrong where calls are under way. */
    Optional<String> unfinished() {
        return run.unfinishedCalls() > 0
                ? Optional.of(Figures.count(run.unfinishedCalls(), "call", "calls") + " of "
                        + run.task().name() + " had not ended when the test looked at run " + run.number() + ", so "
                        + assertion + " cannot be checked. Let the agent finish before you look.")
                : Optional.empty();
    }

    /** Return why {@code metric} is not known, and what would help. */
    String doesNotKnow(Metric metric) {
        UnknownFigure unknown = UnknownFigure.of(metric, run);
        return run.task().name() + " does not know " + metric.key() + " in run " + run.number() + ": "
                + unknown.because() + ". Unknown is never 0, so " + assertion + " cannot be checked. "
                + unknown.remedy();
    }

    private Optional<String> unknown(Predicate<ModelCall> isUnknown) {
        Optional<String> unfinished = unfinished();
        if (unfinished.isPresent()) {
            return unfinished;
        }
        return run.calls().stream()
                .filter(isUnknown)
                .findFirst()
                .map(call -> "Call "
                        + new SeenCalls(run).named(call) + " of " + run.task().name()
                        + " did not report all of its usage in run "
                        + run.number() + ". Unknown is never 0, so " + assertion
                        + " cannot be checked. Make the agent's client ask for the usage, or assert something else.");
    }

    private boolean tells(ModelCall call, Metric metric) {
        return call.isMeasurable() && metric.of(madeOf(call)).isPresent();
    }

    private Run madeOf(ModelCall call) {
        return Run.builder(run.task(), run.number(), run.started())
                .duration(run.duration())
                .calls(List.of(call))
                .build();
    }
}
