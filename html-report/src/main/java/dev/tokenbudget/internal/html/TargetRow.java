package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.TargetFinding;
import java.util.List;
import java.util.Locale;

/** Where a task stands by one target. */
record TargetRow(String figure, String current, String target, String status, boolean met) {

    /** Return a row for each target of {@code task}. */
    static List<TargetRow> of(JudgedTask task) {
        return task.targets().stream().map(TargetRow::of).toList();
    }

    private static TargetRow of(TargetFinding finding) {
        return new TargetRow(
                finding.figure(),
                finding.current().isPresent() ? finding.currentInWords() : Sides.NOTHING,
                finding.targetInWords(),
                finding.status().name().toLowerCase(Locale.ROOT),
                finding.status() == TargetFinding.Status.MET);
    }
}
