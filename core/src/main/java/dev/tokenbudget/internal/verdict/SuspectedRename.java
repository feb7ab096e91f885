package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.cache.Cached;
import dev.tokenbudget.internal.run.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

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
        List<Candidate> gone = new ArrayList<>(tasks.stream()
                .filter(task -> task.after().isEmpty() && task.before().isPresent())
                .filter(task -> task.skippedBecause().isEmpty())
                .map(task -> Candidate.of(task, Fingerprint::ofBaseline))
                .toList());
        List<Candidate> arrived = new ArrayList<>(tasks.stream()
                .filter(task -> task.after().isPresent() && task.before().isEmpty())
                .map(task -> Candidate.of(task, Fingerprint::ofRuns))
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
            List<Candidate> gone,
            List<Candidate> arrived,
            BiPredicate<Candidate, Candidate> further,
            List<SuspectedRename> renames) {
        BiPredicate<Candidate, Candidate> same = further.and(Candidate::looksLike);
        for (Candidate old : List.copyOf(gone)) {
            List<Candidate> fitting =
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

    /**
     * A task that may have or be another name.
     *
     * @param fingerprint computed once: a renamed package makes candidates of very many tasks, each compared with each
     */
    private record Candidate(TaskId task, Cached<Fingerprint> fingerprint) {

        static Candidate of(TaskComparison task, Function<TaskComparison, Fingerprint> fingerprint) {
            return new Candidate(task.task(), Cached.forever(() -> fingerprint.apply(task)));
        }

        boolean looksLike(Candidate fresh) {
            return fingerprint.get().isThatOf(fresh.fingerprint.get());
        }
    }

    /** Return what suggests the rename and what to do about it. */
    String sentence() {
        return before.shortName() + " looks renamed to " + after.shortName()
                + ": the one did not run, the other has no baseline, and models and prompts are the same. Let it keep its"
                + " baseline: mvn tokenbudget:accept -Dtokenbudget.rename=\"" + before.shortName() + "\"";
    }
}
