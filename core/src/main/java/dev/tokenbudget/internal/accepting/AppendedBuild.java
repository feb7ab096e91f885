package dev.tokenbudget.internal.accepting;

import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A build whose runs of one task stand beside those in its baseline, where both measured the same thing.
 *
 * @param task the task's baseline and runs
 * @param build the build that made the runs
 */
record AppendedBuild(TaskComparison task, BuildId build) {

    private static final String REPLACE = " Accept without -Dtokenbudget.add to start a new baseline.";

    /** Return {@code before} with the runs; nothing where there are none, or they are in it already. */
    Optional<TaskBaseline> appendedTo(TaskBaseline before, String reason, Set<Metric> kept) {
        return task.after()
                .filter(runs -> before.build(build).isEmpty())
                .map(runs -> before.with(runs, build, reason, kept));
    }

    /** Whether the baseline holds runs of the build already. */
    boolean isInBaseline() {
        return task.after().isPresent()
                && task.before()
                        .filter(before -> before.estimated().isEmpty())
                        .flatMap(before -> before.build(build))
                        .isPresent();
    }

    /** Return why the runs must not be added, as a sentence without its subject. */
    Optional<String> obstacle() {
        return task.before().flatMap(before -> task.after().flatMap(runs -> obstacle(before, runs)));
    }

    private Optional<String> obstacle(TaskBaseline before, TaskRuns runs) {
        if (task.replay().isPresent()) {
            return Optional.of(
                    "was replayed: its figures are estimates, which are not added to measured ones." + REPLACE);
        }
        if (before.estimated().isPresent()) {
            return Optional.empty(); // live runs take the place of an estimate
        }
        List<String> models = runs.requestedModels();
        if (!before.models().equals(models)) {
            return Optional.of("asks for " + String.join(", ", models) + ", but its baseline was measured with "
                    + String.join(", ", before.models()) + ": runs of different models have no common mean." + REPLACE);
        }
        if (!before.isKeptByBuild()) {
            return Optional.of(
                    "has a baseline that does not say which build made which of its samples, so that no build"
                            + " can be added to it." + REPLACE);
        }
        int measured = runs.size();
        return before.build(build)
                .filter(known -> !known.id().equals(build.id()) || known.runs() != measured)
                .map(known -> "has " + known.runs() + " runs of build " + known.id() + " in its baseline, and now "
                        + measured + (known.id().equals(build.id()) ? "" : " of build " + build.id())
                        + ": it cannot be told which of them are new. "
                        + (known.id().equals(build.id())
                                ? "Measure again without -Dtokenbudget.append, and add that build."
                                : "Name only folders of which nothing was added yet."));
    }
}
