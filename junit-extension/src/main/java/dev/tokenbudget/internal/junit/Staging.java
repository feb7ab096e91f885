package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.statistics.SessionVariation;
import dev.tokenbudget.internal.verdict.FirstBaseline;
import dev.tokenbudget.internal.verdict.LearntSessions;
import dev.tokenbudget.internal.verdict.PassRateRule;
import dev.tokenbudget.internal.verdict.Policy;
import dev.tokenbudget.internal.verdict.SamplingSchedule;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Looks at the runs of a session beside the committed baseline, which is read once. */
final class Staging {

    private final Supplier<SessionSettings> settings;
    private final BooleanSupplier mayStartRuns;
    private Optional<Baseline> baseline = Optional.empty();
    private boolean read;
    private Optional<SessionVariation> sessions = Optional.empty();

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
     * Return the number of a task's runs at its next look; {@code look} where more runs are not worth their money.
     *
     * @param made the task's runs so far, at least one
     * @param looks when the task is looked at
     * @param look the number of runs that were to be made up to now
     */
    int nextLook(List<Run> made, Looks looks, int look) {
        TaskRuns after = new TaskRuns(made.get(0).task(), made);
        return baseline()
                .filter(known -> mayStartRuns.getAsBoolean())
                .map(known -> new TaskComparison(after.task(), known.of(after.task()), Optional.of(after), 0))
                .map(task -> nextLook(task, looks, look))
                .orElse(look);
    }

    /** Return how long an answer of {@code task} is at most: as all answers of a run together, but in one run of a hundred. */
    OptionalLong longestAnswer(TaskId task) {
        return baseline()
                .flatMap(known -> known.of(task))
                .flatMap(accepted -> accepted.metric(Metric.OUTPUT))
                .map(output -> OptionalLong.of((long) Math.ceil(output.summary().at(Percentile.P99))))
                .orElse(OptionalLong.empty());
    }

    private synchronized SessionVariation sessions() {
        if (sessions.isEmpty()) {
            sessions = Optional.of(baseline().map(LearntSessions::of).orElse(SessionVariation.ASSUMED));
        }
        return sessions.get();
    }

    private int nextLook(TaskComparison task, Looks looks, int look) {
        Policy policy = settings.get().policy();
        int ofRate = PassRateRule.goesOn(task, policy, looks) ? looks.next(look) : look;
        if (task.before().isEmpty()) {
            return Math.max(ofRate, FirstBaseline.nextLook(task, policy, looks, look));
        }
        return new SamplingSchedule(looks).goesOn(task, policy, sessions()) ? looks.next(look) : ofRate;
    }

    /** Return nothing where a file cannot be read: then the gate fails in any case, so that more runs would be wasted. */
    private synchronized Optional<Baseline> baseline() {
        if (!read) {
            read = true;
            try {
                baseline = Optional.of(settings.get().baselines().read());
            } catch (MalformedFileException e) {
                baseline = Optional.empty();
            }
        }
        return baseline;
    }
}
