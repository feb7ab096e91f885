package dev.tokenbudget.internal.progress;

import dev.tokenbudget.internal.progress.ProgressEvent.Begun;
import dev.tokenbudget.internal.progress.ProgressEvent.Ended;
import dev.tokenbudget.internal.progress.ProgressEvent.PlannedTask;
import dev.tokenbudget.internal.run.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How far a session is, according to its events. */
public final class Progress {

    private final Map<String, PlannedTask> open = new LinkedHashMap<>();
    private final Map<String, Begun> underWay = new LinkedHashMap<>();
    private final Map<String, Begun> latest = new LinkedHashMap<>();
    private final List<Ended> ended = new ArrayList<>();
    private final List<ProgressEvent.Failed> failures = new ArrayList<>();
    private Optional<ProgressEvent.Planned> plan = Optional.empty();
    private Optional<String> limit = Optional.empty();

    /** Apply an event. */
    public void accept(ProgressEvent event) {
        if (event instanceof ProgressEvent.Planned planned) {
            plan = Optional.of(planned);
            planned.tasks().forEach(task -> open.put(task.name(), task));
        } else if (event instanceof Begun begun) {
            underWay.put(key(begun.task(), begun.number()), begun);
            latest.put(begun.task(), begun);
        } else if (event instanceof Ended end) {
            underWay.remove(key(end.task(), end.number()));
            ended.add(end);
        } else if (event instanceof ProgressEvent.Done done) {
            open.remove(done.task());
        } else if (event instanceof ProgressEvent.Failed failed) {
            failures.add(failed);
        } else if (event instanceof ProgressEvent.LimitReached reached) {
            limit = Optional.of(reached.because());
        }
    }

    /** Return the plan of the session, once it is known. */
    public Optional<ProgressEvent.Planned> plan() {
        return plan;
    }

    /** Return the runs that have ended, in order. */
    public List<Ended> ended() {
        return List.copyOf(ended);
    }

    /** Return the tests that failed, in order. */
    public List<ProgressEvent.Failed> failures() {
        return List.copyOf(failures);
    }

    /** Return the limit because of which no further run is started, where it is reached. */
    public Optional<String> limitReached() {
        return limit;
    }

    List<Begun> underWay() {
        return List.copyOf(underWay.values());
    }

    int tasks() {
        return plan.map(planned -> planned.tasks().size()).orElse(0);
    }

    int tasksDone() {
        return tasks() - open.size();
    }

    /** Return the runs until the next look that tasks have not had yet; more may follow where a verdict needs them. */
    int runsLeft() {
        return open.values().stream()
                .mapToInt(
                        task -> Math.max(0, expected(task) - runsOf(task.name()).size()))
                .sum();
    }

    /** Return the ended runs of a planned task, those of its parameter sets included. */
    List<Ended> runsOf(String planned) {
        return ended.stream().filter(run -> isOf(planned, run.task())).toList();
    }

    /** Return input + output of all ended runs, as far as it is known. */
    long tokens() {
        return ended.stream()
                .map(Ended::tokens)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }

    boolean knowsAllTokens() {
        return ended.stream().allMatch(run -> run.tokens() != null || run.outcome() == Outcome.ABORTED);
    }

    /** Return what all ended runs cost, as far as it is known; nothing where no price is. */
    Optional<BigDecimal> usd() {
        return ended.stream().map(Ended::usd).filter(Objects::nonNull).reduce(BigDecimal::add);
    }

    boolean knowsAllCosts() {
        return ended.stream().allMatch(run -> run.usd() != null);
    }

    private int expected(PlannedTask task) {
        int begun = latest.values().stream()
                .filter(run -> isOf(task.name(), run.task()))
                .mapToInt(run -> Objects.requireNonNullElse(run.of(), run.number()))
                .sum();
        return Math.max(Objects.requireNonNullElse(task.runs(), 1), begun);
    }

    private static boolean isOf(String planned, String task) {
        return task.equals(planned) || task.startsWith(planned + "[");
    }

    private static String key(String task, int number) {
        return task + " " + number;
    }
}
