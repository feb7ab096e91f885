package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Stop;
import dev.tokenbudget.internal.verdict.Finding;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Severity;
import dev.tokenbudget.internal.verdict.Verdict;
import java.util.stream.Stream;

/** Tells which tasks fail the build by what they cost: that is what a reader wants to know first. */
final class FailingCost {

    private FailingCost() {}

    static boolean of(JudgedTask task) {
        return fails(task, task.verdict()) && isAboutCost(task.verdict().itself())
                || findings(task).findAny().isPresent();
    }

    /** Return what the rules on the cost of {@code task} found that fails the build. */
    static Stream<Finding> findings(JudgedTask task) {
        return task.findings().stream()
                .filter(finding -> finding.rule().metric() == Metric.COST_USD)
                .filter(finding -> fails(task, finding.verdict()));
    }

    private static boolean fails(JudgedTask task, Verdict verdict) {
        return verdict.severity(task.policy()) == Severity.FAILS;
    }

    private static boolean isAboutCost(Verdict verdict) {
        return verdict instanceof Verdict.CostUnknown
                || verdict instanceof Verdict.OverBudget over
                        && over.breaches().stream().anyMatch(FailingCost::isAboutCost)
                || verdict.moved()
                        .filter(moved -> moved.metric() == Metric.COST_USD)
                        .isPresent();
    }

    private static boolean isAboutCost(Budget.Breach breach) {
        return breach instanceof Budget.Unpriced
                || breach instanceof Budget.Exceeded exceeded && exceeded.metric() == Metric.COST_USD
                || breach instanceof Stop stop && stop.metric() == Metric.COST_USD;
    }
}
