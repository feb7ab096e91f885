package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.usage.ModelCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * All runs of all tasks of one build, merged from its run logs; the same logs give the same measurement in any order.
 *
 * @param build the build that was measured
 * @param tasks the tasks that ran
 * @param looseCalls calls of agents that no run was charged with
 * @param looseCallsOfJudges calls of judges that no run was charged with
 * @param warnings what was left out of the logs and why, whole sentences
 * @param prices the list by which the runs know their cost; absent where none was applied
 * @param skipped tasks that their own tests left out, in the order in which that happened
 * @param incomplete sessions of which not all that they measured is here
 */
public record Measurement(
        BuildId build,
        SortedMap<TaskId, TaskRuns> tasks,
        List<LooseCall> looseCalls,
        List<LooseCall> looseCallsOfJudges,
        List<String> warnings,
        Optional<PriceList> prices,
        List<SkippedTask> skipped,
        List<IncompleteSession> incomplete) {

    public Measurement {
        tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
        looseCalls = List.copyOf(looseCalls);
        looseCallsOfJudges = List.copyOf(looseCallsOfJudges);
        warnings = List.copyOf(warnings);
        skipped = List.copyOf(skipped);
        incomplete = List.copyOf(incomplete);
    }

    /**
     * Sort runs by task and begin.
     *
     * @param build the build that was measured
     * @param runs runs of any tasks
     * @param looseCalls calls of agents and judges that no run was charged with
     * @param warnings what was left out and why
     */
    public static Measurement of(BuildId build, List<Run> runs, List<LooseCall> looseCalls, List<String> warnings) {
        Map<TaskId, List<Run>> byTask = new HashMap<>();
        runs.stream()
                .sorted(Run.BY_BEGIN)
                .forEach(run -> byTask.computeIfAbsent(run.task(), task -> new ArrayList<>())
                        .add(run));
        SortedMap<TaskId, TaskRuns> tasks = new TreeMap<>();
        byTask.forEach((task, ofTask) -> tasks.put(task, new TaskRuns(task, ofTask)));
        return of(build, tasks, looseCalls, warnings);
    }

    /**
     * Take runs as they are.
     *
     * @param build the build that was measured
     * @param tasks the tasks that ran
     * @param looseCalls calls of agents and judges that no run was charged with
     * @param warnings what was left out and why
     */
    public static Measurement of(
            BuildId build, SortedMap<TaskId, TaskRuns> tasks, List<LooseCall> looseCalls, List<String> warnings) {
        return new Measurement(
                build,
                tasks,
                of(ModelCall.Role.AGENT, looseCalls),
                of(ModelCall.Role.JUDGE, looseCalls),
                warnings,
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static List<LooseCall> of(ModelCall.Role role, List<LooseCall> calls) {
        return calls.stream().filter(loose -> loose.call().role() == role).toList();
    }

    /** Return this measurement with what every run cost by {@code prices} when its calls were made. */
    public Measurement priced(PriceList prices) {
        SortedMap<TaskId, TaskRuns> priced = new TreeMap<>();
        tasks.values().parallelStream()
                .map(runs -> runs.priced(prices))
                .toList()
                .forEach(runs -> priced.put(runs.task(), runs));
        return new Measurement(
                build, priced, looseCalls, looseCallsOfJudges, warnings, Optional.of(prices), skipped, incomplete);
    }

    /** Return this measurement as one that lacks what {@code sessions} did not write. */
    public Measurement lacking(List<IncompleteSession> sessions) {
        return new Measurement(build, tasks, looseCalls, looseCallsOfJudges, warnings, prices, skipped, sessions);
    }

    /** Return this measurement as one in which {@code tasks} were skipped. */
    public Measurement without(List<SkippedTask> left) {
        return new Measurement(build, tasks, looseCalls, looseCallsOfJudges, warnings, prices, left, incomplete);
    }

    /** Return why {@code task}, or the test whose parameter set it is, was skipped; nothing where it was not. */
    public Optional<String> whySkipped(TaskId task) {
        return skipped.stream()
                .filter(left -> left.covers(task))
                .map(SkippedTask::reason)
                .findFirst();
    }

    /**
     * Return this measurement with the number of test JVMs that made the runs of each task.
     *
     * @param jvms how many made those of a task
     */
    public Measurement madeBy(ToIntFunction<TaskId> jvms) {
        SortedMap<TaskId, TaskRuns> made = new TreeMap<>();
        tasks.forEach((task, runs) -> made.put(task, runs.madeBy(jvms.applyAsInt(task))));
        return new Measurement(build, made, looseCalls, looseCallsOfJudges, warnings, prices, skipped, incomplete);
    }

    /** Return when the first run began, or nothing where there is none. */
    public Optional<Instant> started() {
        return tasks.values().stream().map(TaskRuns::started).min(Comparator.naturalOrder());
    }

    /** Whether nothing at all was measured, and nothing is lacking. */
    public boolean isEmpty() {
        return tasks.isEmpty() && looseCalls.isEmpty() && incomplete.isEmpty();
    }
}
