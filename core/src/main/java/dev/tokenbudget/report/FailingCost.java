package dev.tokenbudget.report;

import dev.tokenbudget.run.Budget;
import dev.tokenbudget.run.Metric;
import dev.tokenbudget.run.Stop;
import dev.tokenbudget.verdict.Finding;
import dev.tokenbudget.verdict.JudgedTask;
import dev.tokenbudget.verdict.Severity;
import dev.tokenbudget.verdict.Verdict;
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
