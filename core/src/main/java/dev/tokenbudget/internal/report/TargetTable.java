package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.text.ForeignText;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.TargetFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where tasks stand by their targets, as a table for the console, one line per figure. */
public final class TargetTable {

    static final List<String> HEAD = List.of("task", "figure", "current", "target", "status");

    private static final int FIRST_NUMBER = 2;
    private static final int LAST_NUMBER = 2;

    private TargetTable() {}

    /** Return the lines of the table; none where no rule has a minimum or a maximum. */
    public static List<String> of(Comparison comparison) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (JudgedTask task : comparison.tasks()) {
            task.targets().forEach(finding -> rows.add(row(task, finding)));
        }
        return rows.size() == 1 ? List.of() : AlignedRows.of(rows, FIRST_NUMBER, LAST_NUMBER);
    }

    private static List<String> row(JudgedTask task, TargetFinding finding) {
        return List.of(
                ForeignText.line(task.comparison().task().shortName()),
                ForeignText.line(finding.figure()),
                finding.currentInWords(),
                ForeignText.line(finding.targetInWords()),
                status(finding));
    }

    /** Return where the task stands, in a word. */
    static String status(TargetFinding finding) {
        return finding.status().name().toLowerCase(Locale.ROOT);
    }
}
