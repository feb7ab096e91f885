package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.verdict.SamplingSchedule;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Looks at the runs of a session beside the committed baseline, which is read once. */
final class Staging {

    private final Supplier<SessionSettings> settings;
    private final BooleanSupplier mayStartRuns;
    private Optional<Baseline> baseline = Optional.empty();

    /**
     * Look at the runs of a session.
     *
     * @param settings the session's settings
     * @param mayStartRuns whether the session may start more runs, whatever they would show
     */
    Staging(Supplier<SessionSettings> settings, BooleanSupplier mayStartRuns) {
        this.settings = settings;
        this.mayStartRuns = mayStartRuns;
    }

    /**
     * Whether more runs may change the verdict on a task.
     *
     * @param made the task's runs so far, at least one
     * @param looks when the task is looked at
     */
    boolean needsMore(List<Run> made, Looks looks) {
        TaskRuns after = new TaskRuns(made.get(0).task(), made);
        Optional<TaskBaseline> before = Optional.ofNullable(baseline().tasks().get(after.task()));
        TaskComparison comparison = new TaskComparison(after.task(), before, Optional.of(after), 0);
        return mayStartRuns.getAsBoolean()
                && new SamplingSchedule(looks).goesOn(comparison, settings.get().policy());
    }

    private synchronized Baseline baseline() {
        if (baseline.isEmpty()) {
            baseline = Optional.of(read());
        }
        return baseline.get();
    }

    /** Return no task where a file cannot be read: then the gate fails in any case, so that more runs would be wasted. */
    private Baseline read() {
        try {
            return settings.get().baselines().read();
        } catch (MalformedFileException e) {
            return new Baseline(new TreeMap<>());
        }
    }
}
