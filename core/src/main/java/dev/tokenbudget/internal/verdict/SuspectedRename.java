package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * A task that did not run and a new one that seems to be the same task under another name.
 *
 * @param before the name in the baseline
 * @param after the name of the task that ran
 */
public record SuspectedRename(TaskId before, TaskId after) {

    /**
     * Return the renames among {@code tasks}: pairs of a task that did not run and a new one with the same fingerprint, as far
     * as neither fits a third task as well. Of several that fit, one with the same name in another class does, since it is
     * the class that was renamed then.
     */
    public static List<SuspectedRename> among(List<TaskComparison> tasks) {
        List<TaskComparison> gone = new ArrayList<>(tasks.stream()
                .filter(task -> task.after().isEmpty() && task.before().isPresent())
                .filter(task -> task.skippedBecause().isEmpty())
                .toList());
        List<TaskComparison> arrived = new ArrayList<>(tasks.stream()
                .filter(task -> task.after().isPresent() && task.before().isEmpty())
                .toList());
        List<SuspectedRename> renames = new ArrayList<>();
        pair(
                gone,
                arrived,
                (old, fresh) -> old.task().name().equals(fresh.task().name()),
                renames);
        pair(gone, arrived, (old, fresh) -> true, renames);
        return renames;
    }

    private static void pair(
            List<TaskComparison> gone,
            List<TaskComparison> arrived,
            BiPredicate<TaskComparison, TaskComparison> further,
            List<SuspectedRename> renames) {
        BiPredicate<TaskComparison, TaskComparison> same =
                further.and((old, fresh) -> Fingerprint.ofBaseline(old).isThatOf(Fingerprint.ofRuns(fresh)));
        for (TaskComparison old : List.copyOf(gone)) {
            List<TaskComparison> fitting =
                    arrived.stream().filter(fresh -> same.test(old, fresh)).toList();
            if (fitting.size() == 1
                    && gone.stream()
                                    .filter(other -> same.test(other, fitting.get(0)))
                                    .count()
                            == 1) {
                renames.add(new SuspectedRename(old.task(), fitting.get(0).task()));
                gone.remove(old);
                arrived.remove(fitting.get(0));
            }
        }
    }

    /** Return what suggests the rename and what to do about it. */
    String sentence() {
        return before.shortName() + " looks renamed to " + after.shortName()
                + ": the one did not run, the other has no baseline, and models and prompts are the same. Let it keep its"
                + " baseline: mvn tokenbudget:accept -Dtokenbudget.rename=\"" + before.shortName() + "\"";
    }
}
