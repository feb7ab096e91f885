package dev.tokenbudget.internal.report.ci;

import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.text.Sentence;
import dev.tokenbudget.internal.verdict.Finding;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Severity;
import dev.tokenbudget.internal.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A test case of JUnit's format.
 *
 * @param className what groups it
 * @param name unique in its class
 * @param severity what it does to the build
 * @param type the verdict
 * @param message what was found
 * @param details that, why, and what to do
 */
record JUnitCase(String className, String name, Severity severity, String type, String message, String details) {

    /** Return a case for each rule that judged {@code task}, or a single one where its numbers were not compared. */
    static List<JUnitCase> of(JudgedTask task) {
        return task.findings().isEmpty()
                ? List.of(of(task, task.comparison().task().name(), task.verdict()))
                : task.findings().stream()
                        .map(finding -> of(task, name(task, finding), finding.verdict()))
                        .toList();
    }

    private static String name(JudgedTask task, Finding finding) {
        return task.comparison().task().name() + ": "
                + finding.rule().statistic().key() + " of "
                + finding.rule().metric().key();
    }

    private static JUnitCase of(JudgedTask task, String name, Verdict verdict) {
        TaskId id = task.comparison().task();
        String message = Sentence.of(id.shortName() + " " + verdict.because());
        List<String> details = new ArrayList<>();
        details.add(message);
        if (verdict.movement().isPresent()) {
            details.addAll(task.reasons());
        }
        details.addAll(task.remarks());
        if (!verdict.remedy().isEmpty()) {
            details.add(verdict.remedy().naming(List.of(id)).sentence());
        }
        String className = id.module().isEmpty() ? id.testClass() : id.module() + "." + id.testClass();
        return new JUnitCase(
                className,
                name,
                verdict.severity(task.policy()),
                verdict.kind().name(),
                message,
                String.join("\n", details));
    }
}
