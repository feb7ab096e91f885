package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.TargetFinding;
import java.util.Comparator;
import java.util.List;

/** Where tasks stand by their targets, as a folded table of Markdown: those that are not met first. */
final class MarkdownTargets {

    private MarkdownTargets() {}

    /** Return the section; empty where no rule has a minimum or a maximum. */
    static String of(List<JudgedTask> tasks) {
        List<OfTask> targets = tasks.stream()
                .flatMap(task -> task.targets().stream().map(finding -> new OfTask(task, finding)))
                .sorted(Comparator.comparing((OfTask of) -> of.finding().status() == TargetFinding.Status.MET))
                .toList();
        long met = targets.stream()
                .filter(of -> of.finding().status() == TargetFinding.Status.MET)
                .count();
        return MarkdownFold.of(
                "Targets: " + met + " of " + targets.size() + " met",
                TargetTable.HEAD,
                targets,
                MarkdownTargets::row,
                "What rules ask of figures by a minimum or a maximum, whatever the baseline is.");
    }

    private record OfTask(JudgedTask task, TargetFinding finding) {}

    private static String row(OfTask of) {
        TargetFinding finding = of.finding();
        String status = TargetTable.status(finding);
        return MarkdownText.row(List.of(
                MarkdownText.ofTask(of.task().comparison().task()),
                MarkdownText.escaped(finding.figure()),
                finding.currentInWords(),
                MarkdownText.escaped(finding.targetInWords()),
                finding.status() == TargetFinding.Status.MET ? status : "**" + status + "**"));
    }
}
