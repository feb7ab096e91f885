package dev.tokenbudget.verdict;

import dev.tokenbudget.run.Budget;
import dev.tokenbudget.run.Metric;
import dev.tokenbudget.run.TaskId;
import dev.tokenbudget.run.TaskRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The verdicts that need no statistics: what speaks against comparing a task's numbers with its baseline at all. */
final class Measurability {

    private static final Cure REPORT_USAGE = Cure.of(
            "Make every call report its usage, and run the task again: an unknown number is never taken for 0.");
    private static final Cure SUCCEED =
            Cure.of("Mend what its test complains of, and run the task again: only runs that succeed are samples.");

    private Measurability() {}

    /** Return the verdict on a task whose numbers need not be compared, or nothing where they must be. */
    static Optional<Verdict> verdictOn(TaskComparison task, Policy policy) {
        if (task.after().isEmpty()) {
            return Optional.of(new Verdict.Missing());
        }
        TaskRuns after = task.after().get();
        // What stopped a run is the reason why it has no number: the verdict names the cause, not the consequence.
        if (after.wereStopped()) {
            return Optional.of(new Verdict.OverBudget(after.breaches()));
        }
        List<String> unmeasurable = unmeasurable(task, after);
        if (!unmeasurable.isEmpty()) {
            return Optional.of(
                    new Verdict.Unmeasurable(unmeasurable, after.succeeded().isEmpty() ? SUCCEED : REPORT_USAGE));
        }
        List<String> models = task.requestedModels();
        boolean modelChanged =
                task.before().isPresent() && !task.before().get().models().equals(models);
        if (modelChanged) {
            return Optional.of(
                    new Verdict.ModelChanged(task.before().get().models(), models, task.movement(Metric.COST_USD)));
        }
        // An absolute budget needs no baseline, so it comes before NEW: a new task over its budget must not pass.
        List<Budget.Breach> breaches = after.breaches();
        if (!breaches.stream().allMatch(Budget.Unpriced.class::isInstance)) {
            return Optional.of(new Verdict.OverBudget(breaches));
        }
        if (!breaches.isEmpty()
                || gatesCost(task.task(), policy) && !after.unpriced().isEmpty()) {
            return Optional.of(new Verdict.CostUnknown(after.unpriced()));
        }
        return task.before().isEmpty() ? Optional.of(new Verdict.New()) : Optional.empty();
    }

    private static boolean gatesCost(TaskId task, Policy policy) {
        return policy.rulesFor(task).stream()
                .anyMatch(rule -> rule.metric() == Metric.COST_USD && rule.mode() != Mode.REPORT);
    }

    private static List<String> unmeasurable(TaskComparison task, TaskRuns after) {
        List<String> reasons = new ArrayList<>();
        if (after.succeeded().isEmpty()) {
            reasons.add("none of its " + after.runs().size() + " run(s) succeeded");
        } else if (after.succeeded().stream().allMatch(run -> run.billedCalls().isEmpty())) {
            reasons.add("no model call was seen in any run; does the agent use the gateway's URL?");
        }
        after.succeeded().forEach(run -> run.unmeasurableBecause().ifPresent(reasons::add));
        if (task.lateCalls() > 0) {
            reasons.add(task.lateCalls() + " call(s) ended after their run was over");
        }
        return reasons;
    }
}
