package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.verdict.Finding;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Severity;
import dev.tokenbudget.internal.verdict.Verdict;
import java.util.stream.Stream;

/** Which tasks fail the build because of their cost: a reader wants to know that first. */
final class FailingCost {

    private FailingCost() {}

    static boolean of(JudgedTask task) {
        return fails(task, task.verdict()) && task.verdict().metrics().contains(Metric.COST_USD)
                || findings(task).findAny().isPresent();
    }

    /** Return what the rules on the cost of {@code task} found that fails the build. */
    static Stream<Finding> findings(JudgedTask task) {
        return task.findings().stream()
                .filter(finding -> finding.rule().metric().equals(Metric.COST_USD))
                .filter(finding -> fails(task, finding.verdict()));
    }

    private static boolean fails(JudgedTask task, Verdict verdict) {
        return verdict.severity(task.policy()) == Severity.FAILS;
    }
}
