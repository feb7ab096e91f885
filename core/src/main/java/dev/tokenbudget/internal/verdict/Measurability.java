package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.MeasurementGap;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The verdicts that need no statistics: what speaks against comparing a task's numbers with its baseline at all. */
final class Measurability {

    private static final String REDIRECT =
            "Give the agent the gateway's URL, or report its calls by a RunRecorder, and run the task again.";
    private static final String TELL_APART = "Give each execution a " + Setting.EXECUTION.key()
            + " of its own in its <systemPropertyVariables>, and its runs are"
            + " a task of their own; or add runs of the same kind knowingly: mvn verify -D"
            + Setting.APPEND.key()
            + ".";
    private static final String ONE_KIND =
            "Measure all of its runs live, or replay all of them: run mvn verify without -D" + Setting.APPEND.key()
                    + ".";
    private static final String END_IN_TIME = "Let each test wait until its agent is done, and run the task again.";
    private static final Remedy SUCCEED =
            Remedy.of("Fix the failing test, and run the task again: only runs that succeed are samples.");

    private Measurability() {}

    /** Return the verdict on a task whose numbers need not be compared, or nothing where they must be. */
    static Optional<Verdict> verdictOn(TaskComparison task, Policy policy) {
        Optional<Verdict> needsLive = UnknownToReplay.verdictOn(task, policy);
        if (needsLive.isPresent()) {
            return needsLive;
        }
        boolean hasNoRun = task.after().map(TaskRuns::areAborted).orElse(true);
        if (hasNoRun && task.skippedBecause().isPresent()) {
            return task.skippedBecause().map(Verdict::skipped);
        }
        if (task.after().isEmpty()) {
            return Optional.of(Verdict.missing());
        }
        TaskRuns after = task.after().get();
        // What stopped a run is the reason why it has no number: the verdict names the cause, not the consequence.
        if (after.wereStopped()) {
            return Optional.of(Verdict.overBudget(after.breaches()));
        }
        Optional<Verdict> unmeasurable = unmeasurable(task, after);
        if (unmeasurable.isPresent()) {
            return unmeasurable;
        }
        List<String> models = task.requestedModels();
        boolean modelChanged =
                task.before().isPresent() && !task.before().get().models().equals(models);
        if (modelChanged) {
            return Optional.of(Verdict.modelChanged(
                    task.before().get().models(), models, task.movement(Metric.COST_USD), task.movement(Metric.TOTAL)));
        }
        // An absolute budget needs no baseline, so it comes before NEW: a new task over its budget must not pass.
        List<Budget.Breach> breaches = after.breaches();
        if (!breaches.stream().allMatch(Budget.Unpriced.class::isInstance)) {
            return Optional.of(Verdict.overBudget(breaches));
        }
        if (!breaches.isEmpty()
                || gatesCost(task.task(), policy) && !after.unpriced().isEmpty()) {
            return Optional.of(Verdict.unpriced(after.unpriced()));
        }
        Optional<Verdict> unknown = unknownByRule(task, after, policy);
        if (unknown.isPresent()) {
            return unknown;
        }
        return task.before().isEmpty() ? Optional.of(Verdict.withoutBaseline()) : Optional.empty();
    }

    /** Return the verdict on runs of which some do not know a metric of the test's own that a rule asks for. */
    private static Optional<Verdict> unknownByRule(TaskComparison task, TaskRuns after, Policy policy) {
        return policy.rulesFor(task.task()).stream()
                .filter(rule -> rule.mode() != Mode.REPORT && !rule.metric().isStandard())
                .filter(rule -> task.replay().isEmpty())
                .flatMap(rule -> UnknownInRuns.of(rule.metric(), after).stream())
                .findFirst()
                .map(UnknownInRuns::verdict);
    }

    private static boolean gatesCost(TaskId task, Policy policy) {
        return policy.rulesFor(task).stream()
                .anyMatch(rule -> rule.metric().equals(Metric.COST_USD) && rule.mode() != Mode.REPORT);
    }

    private static Optional<Verdict> unmeasurable(TaskComparison task, TaskRuns after) {
        if (after.sampleCount() == 0) {
            return Optional.of(Verdict.unmeasurable(
                    List.of(
                            after.size() == 1
                                    ? "its only run did not succeed"
                                    : "none of its " + after.size() + " runs succeeded"),
                    SUCCEED));
        }
        List<String> reasons = new ArrayList<>();
        Set<String> remedies = new LinkedHashSet<>();
        int replayed = after.replayCount();
        if (replayed > 0 && !after.areReplayed()) {
            reasons.add((after.size() - replayed) + " of its runs were answered by the provider and " + replayed
                    + " from a recording, which cannot be compared with the same numbers");
            remedies.add(ONE_KIND);
        }
        if (after.jvms() > 1) {
            reasons.add("its runs were made by " + after.jvms()
                    + " test JVMs of one build: by several executions of Surefire"
                    + " or Failsafe, or again without prepare");
            remedies.add(TELL_APART);
        }
        if (after.succeeded().stream().allMatch(run -> run.billedCalls().isEmpty())) {
            reasons.add("no model call was seen in any run");
            remedies.add(REDIRECT);
        }
        gapsByKind(after).values().forEach(gaps -> {
            int more = gaps.size() - 1;
            String others = more == 0 ? "" : ", and so it is in " + more + (more == 1 ? " more run" : " more runs");
            reasons.add(gaps.get(0).because() + others);
            remedies.add(gaps.get(0).remedy());
        });
        if (task.lateCalls() > 0) {
            reasons.add(Figures.count(task.lateCalls(), "call", "calls") + " ended after "
                    + (task.lateCalls() == 1 ? "its" : "their") + " run was over");
            remedies.add(END_IN_TIME);
        }
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of(Verdict.unmeasurable(reasons, Remedy.of(String.join(" ", remedies))));
    }

    /** Return what runs lack; what several lack is named once. */
    private static Map<String, List<MeasurementGap>> gapsByKind(TaskRuns after) {
        return after.succeeded().stream()
                .flatMap(run -> run.gap().stream())
                .collect(Collectors.groupingBy(MeasurementGap::kind, LinkedHashMap::new, Collectors.toList()));
    }
}
