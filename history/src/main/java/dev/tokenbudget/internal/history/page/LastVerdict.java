package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.store.TaskVerdict;
import dev.tokenbudget.internal.html.Mark;
import dev.tokenbudget.internal.verdict.Severity;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/**
 * What the check of the last build said of a task.
 *
 * @param mark the verdict, or that there is none
 * @param sentence what it said
 */
record LastVerdict(Mark mark, String sentence) {

    private static final Set<String> GOOD = Set.of("OK", "IMPROVED");
    private static final String NONE = "no verdict";

    static LastVerdict of(String task, Contents contents) {
        List<TaskVerdict> verdicts = contents.verdicts().getOrDefault(task, List.of());
        if (verdicts.isEmpty()) {
            return new LastVerdict(new Mark(NONE, Severity.PASSES), "No build’s check judged this task.");
        }
        TaskVerdict last = verdicts.get(verdicts.size() - 1);
        String said = contents.history().tasks().statement(last.build(), task).orElse("");
        LocalDate day = LocalDate.ofInstant(last.at(), ZoneOffset.UTC);
        return new LastVerdict(
                new Mark(last.kind(), severity(last)), "Build " + last.build() + " of " + day + ": " + said);
    }

    private static Severity severity(TaskVerdict verdict) {
        if (verdict.fails()) {
            return Severity.FAILS;
        }
        return GOOD.contains(verdict.kind()) ? Severity.PASSES : Severity.WARNS;
    }

    /** Whether a check said anything. */
    boolean isThere() {
        return !mark.verdict().equals(NONE);
    }
}
