package dev.tokenbudget.internal.history.footprint;

import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.store.Dimension;
import dev.tokenbudget.internal.history.store.HistoryReader;
import dev.tokenbudget.internal.history.store.RunCount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What was spent in a period, by whom and on what.
 *
 * @param period the days, today the last one where they are not over
 * @param total all of it, judges of tests included
 * @param runs how many runs and sessions began in the period
 * @param tasks by task, the dearest first
 * @param features by feature, the dearest first
 * @param ofTeams by team, feature and task
 * @param agents by agent, the dearest first
 * @param models by model, the dearest first
 * @param targets how it stands by its targets
 * @param opportunities what the latest builds found that tasks need not spend, the largest saving first
 */
public record Footprint(
        Period period,
        Spending total,
        long runs,
        List<Spending> tasks,
        List<Spending> features,
        List<TaskSpending> ofTeams,
        List<Spending> agents,
        List<Spending> models,
        List<TargetStatus> targets,
        List<Saving> opportunities) {

    /** How many opportunities are told. */
    static final int TOP = 3;

    /**
     * Return the footprint of some days.
     *
     * @param history what is known
     * @param period the days that were asked for
     * @param targets what they are held to
     * @param windows how full a call may be
     * @param today no day after it counts
     */
    public static Footprint of(
            HistoryReader history, Period period, Targets targets, ContextWindows windows, LocalDate today) {
        Period days = period.to().isAfter(today.plusDays(1)) && !period.from().isAfter(today)
                ? new Period(period.from(), today.plusDays(1))
                : period;
        List<Spending> tasks = Spending.by(Dimension.TASK, days, history);
        Spending total = Spending.together(tasks);
        List<TaskSpending> ofTeams = TaskSpending.of(days, history);
        long runs = ofTeams.stream().mapToLong(TaskSpending::runs).sum();
        Used now = new Used(total.now(), runs, contextUse(history, days, windows));
        Used before =
                new Used(total.before(), count(history, days.before()), contextUse(history, days.before(), windows));
        return new Footprint(
                days,
                total,
                runs,
                tasks,
                Spending.by(Dimension.FEATURE, days, history),
                ofTeams,
                Spending.by(Dimension.AGENT, days, history),
                Spending.by(Dimension.MODEL, days, history),
                statuses(targets, now, before),
                Saving.of(history.waste(days), ofTeams, days));
    }

    private static long count(HistoryReader history, Period period) {
        return history.runs(period, Set.of()).stream().mapToLong(RunCount::runs).sum();
    }

    private static OptionalDouble contextUse(HistoryReader history, Period period, ContextWindows windows) {
        return history.largestCalls(period).stream()
                .flatMap(largest -> windows.of(largest.provider(), largest.model()).stream()
                        .mapToObj(window -> (double) largest.tokens() / window))
                .mapToDouble(Double::doubleValue)
                .max();
    }

    private static List<TargetStatus> statuses(Targets targets, Used now, Used before) {
        List<TargetStatus> statuses = new ArrayList<>();
        targets.limits()
                .forEach((figure, limit) ->
                        statuses.add(new TargetStatus(figure, limit, figure.of(now), figure.of(before))));
        return statuses;
    }

    /** Return the sentences that are read first, what was spent before all. */
    public List<String> summary() {
        return Summary.of(this);
    }

    /** Return what a month would cost at the pace of these days, in US dollars. */
    double projectedMonth() {
        return total.now().costUsd().doubleValue()
                / Math.max(1, period.days())
                * period.to().minusDays(1).lengthOfMonth();
    }

    /** Return the task that moved the cost most, in the direction in which it moved; nothing where it did not move. */
    Optional<Spending> driver() {
        double direction = Math.signum(total.movedBy());
        return tasks.stream()
                .filter(task -> task.movedBy() * direction > 0)
                .max(Comparator.comparingDouble(task -> Math.abs(task.movedBy())));
    }
}
