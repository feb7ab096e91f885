package dev.tokenbudget.internal.report.ci;

import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.text.Sentence;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Severity;
import dev.tokenbudget.internal.verdict.Verdict;
import dev.tokenbudget.internal.verdict.VerdictKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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

    /** Return a case for each rule that judged {@code task}, or a single one where no rule did. */
    static List<JUnitCase> of(JudgedTask task) {
        Stream<JUnitCase> byNumbers = task.findings().stream()
                .map(finding -> of(
                        task,
                        finding.rule().statistic().key() + " of "
                                + finding.rule().metric().key(),
                        finding.verdict()));
        Stream<JUnitCase> byTargets = task.targets().stream()
                .map(finding -> of(task, finding.figure() + ", " + finding.targetInWords(), finding.verdictOrOk()));
        boolean isToldByRules = !task.findings().isEmpty() || task.verdict().kind() == VerdictKind.OFF_TARGET;
        return Stream.of(isToldByRules ? Stream.<JUnitCase>empty() : Stream.of(ofWhole(task)), byNumbers, byTargets)
                .flatMap(cases -> cases)
                .toList();
    }

    private static JUnitCase ofWhole(JudgedTask task) {
        return named(task, task.comparison().task().name(), task.verdict());
    }

    private static JUnitCase of(JudgedTask task, String figure, Verdict verdict) {
        return named(task, task.comparison().task().name() + ": " + figure, verdict);
    }

    private static JUnitCase named(JudgedTask task, String name, Verdict verdict) {
        TaskId id = task.comparison().task();
        String message = Sentence.of(id.shortName() + " " + verdict.because());
        List<String> details = new ArrayList<>();
        details.add(message);
        if (verdict.movement().isPresent() || verdict.equals(task.verdict())) {
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
