package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskRuns;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Adds a build's runs of one task to its baseline as a further session, where both measured the same thing. */
final class Addition {

    private static final String REPLACE = " Accept without -Dtokenbudget.add to begin the baseline anew.";

    private Addition() {}

    /** Return {@code before} with the runs of {@code task}; nothing where there are none, or they are in it already. */
    static Optional<TaskBaseline> of(
            TaskComparison task, TaskBaseline before, BuildId build, String reason, Set<Metric> kept) {
        return task.after()
                .filter(runs -> before.session(build).isEmpty())
                .map(runs -> before.with(runs, build, reason, kept));
    }

    /** Whether the baseline of {@code task} holds runs of {@code build}. */
    static boolean isMade(TaskComparison task, BuildId build) {
        return task.after().isPresent()
                && task.before().flatMap(before -> before.session(build)).isPresent();
    }

    /** Return why the runs of {@code task} must not be added, as a sentence without its subject. */
    static Optional<String> obstacle(TaskComparison task, BuildId build) {
        return task.before().flatMap(before -> task.after().flatMap(runs -> obstacle(before, runs, build)));
    }

    private static Optional<String> obstacle(TaskBaseline before, TaskRuns runs, BuildId build) {
        List<String> models = runs.requestedModels();
        if (!before.models().equals(models)) {
            return Optional.of("asks for " + String.join(", ", models) + ", but its baseline was measured with "
                    + String.join(", ", before.models()) + ": runs of different models have no common mean." + REPLACE);
        }
        if (!before.isKeptBySession()) {
            return Optional.of(
                    "has a baseline that does not say which build made which of its samples, so that no session"
                            + " can be added to it." + REPLACE);
        }
        int measured = runs.runs().size();
        return before.session(build)
                .filter(known -> !known.id().equals(build.id()) || known.runs() != measured)
                .map(known -> "has " + known.runs() + " runs of build " + known.id() + " in its baseline, and now "
                        + measured + (known.id().equals(build.id()) ? "" : " of build " + build.id())
                        + ": it cannot be told which of them are new. "
                        + (known.id().equals(build.id())
                                ? "Measure again without -Dtokenbudget.append, and add that build."
                                : "Name only folders of which nothing was added yet."));
    }
}
