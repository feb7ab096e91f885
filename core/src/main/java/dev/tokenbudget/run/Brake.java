package dev.tokenbudget.run;

import dev.tokenbudget.text.Figures;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses a run further calls once one of its limits, or the session's, is reached. Calls that are under way do not count
 * until they have ended: calls in parallel may go beyond a limit.
 */
final class Brake {

    private static final System.Logger LOG = System.getLogger(Brake.class.getName());

    private final Budget budget;
    private final SessionBudget session;
    private Spending spending = Spending.NOTHING;
    private Optional<Stop> stopped = Optional.empty();
    private boolean warned;

    Brake(Budget budget, SessionBudget session) {
        this.budget = budget;
        this.session = session;
    }

    /** Take note of the calls that {@code run} has made so far. */
    synchronized void note(List<ModelCall> calls, RunInProgress run) {
        Spending now = Spending.of(calls);
        session.add(now.total() - spending.total());
        spending = now;
        if (!warned) {
            budget.limits().entrySet().stream()
                    .filter(limit -> Spending.isNearly(now.used(limit.getKey()), limit.getValue()))
                    .findFirst()
                    .ifPresent(limit -> warn(limit, run));
        }
    }

    /** Return what forbids {@code run} one more call, which stops it; nothing where it may go on. */
    synchronized Optional<Stop> refuse(RunInProgress run) {
        stopped = stopped.or(() -> reached(run));
        return stopped;
    }

    /** Return what stopped the run, where something did. */
    synchronized Optional<Stop> stopped() {
        return stopped;
    }

    private Optional<Stop> reached(RunInProgress run) {
        for (Map.Entry<Metric, Long> limit : budget.limits().entrySet()) {
            long used = spending.used(limit.getKey());
            if (used >= limit.getValue()) {
                return Optional.of(new Stop(Stop.Scope.RUN, limit.getKey(), run.number(), used, limit.getValue()));
            }
        }
        return session.reached().stream()
                .mapToObj(used -> new Stop(Stop.Scope.SESSION, Metric.TOTAL, run.number(), used, session.maxTotal()))
                .findFirst();
    }

    private void warn(Map.Entry<Metric, Long> limit, RunInProgress run) {
        warned = true;
        Metric metric = limit.getKey();
        LOG.log(
                System.Logger.Level.WARNING,
                run.task().name() + " has used " + Figures.count(spending.used(metric)) + " of its "
                        + Figures.count(limit.getValue()) + " " + metric.unit() + " (" + metric.budgetName()
                        + ") in run " + run.number() + "; calls beyond that are refused.");
    }
}
