package dev.tokenbudget.verdict;

import dev.tokenbudget.run.Tolerance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what was measured with the baseline under every rule of the policy, and tells drift from noise.
 *
 * <p>A task has the worst of the verdicts that its rules reach; all of them are among its findings.
 */
public final class StatisticalJudge implements Judge {

    @Override
    public List<JudgedTask> judge(List<TaskComparison> tasks, Policy policy) {
        Map<TaskComparison, Verdict> settled = new LinkedHashMap<>();
        tasks.forEach(task -> Measurability.verdictOn(task, policy).ifPresent(verdict -> settled.put(task, verdict)));
        List<Gated> figures = new ArrayList<>();
        Map<TaskComparison, List<Integer>> figuresOf = new LinkedHashMap<>();
        for (TaskComparison task : tasks) {
            // numbers are shown beside every verdict, but only a task that can be compared is one more question
            if (!settled.containsKey(task)) {
                policy.rulesFor(task.task()).stream()
                        .map(rule -> Gated.of(task, rule, policy.tolerance()))
                        .flatMap(Optional::stream)
                        .forEach(gated -> {
                            figuresOf
                                    .computeIfAbsent(task, key -> new ArrayList<>())
                                    .add(figures.size());
                            figures.add(gated);
                        });
            }
        }
        List<Finding> findings = DriftRule.judge(figures);
        return tasks.stream()
                .map(task -> {
                    List<Finding> found = figuresOf.getOrDefault(task, List.of()).stream()
                            .map(findings::get)
                            .map(finding -> StructuralRule.applied(task, finding))
                            .toList();
                    return judged(task, policy, Optional.ofNullable(settled.get(task)), found);
                })
                .toList();
    }

    private static JudgedTask judged(
            TaskComparison task, Policy policy, Optional<Verdict> settled, List<Finding> findings) {
        Optional<Finding> worst = findings.stream().max(worstLast(policy));
        Verdict verdict = settled.map(found -> policy.onlyReports(task.task()) ? new Verdict.Reported(found) : found)
                .or(() -> worst.map(Finding::verdict))
                .orElseGet(Verdict.New::new);
        Tolerance tolerance = worst.map(Finding::tolerance)
                .orElseGet(() -> task.annotatedTolerance().orElse(policy.tolerance()));
        List<String> remarks = new ArrayList<>(Remarks.on(task));
        if (settled.isEmpty()) {
            remarks.addAll(Remarks.onUnknownFigures(task, policy));
        }
        worst.map(Finding::rule)
                .filter(rule -> policy.rules().indexOf(rule) > 0)
                .ifPresent(rule -> remarks.add("Judged by the rule for " + rule.inWords() + "."));
        findings.stream()
                .filter(finding -> worst.isPresent() && finding != worst.get())
                .filter(finding -> !finding.verdict().cure().isEmpty())
                .forEach(finding -> remarks.add(finding.verdict().name() + " as well: it "
                        + finding.verdict().because() + "."));
        return new JudgedTask(task, policy, tolerance, verdict, remarks, findings);
    }

    /** Of equally bad findings, the first rule's counts. */
    private static Comparator<Finding> worstLast(Policy policy) {
        return Comparator.comparing((Finding finding) -> finding.verdict().severity(policy))
                .thenComparing(finding -> finding.verdict().cure().isEmpty() ? 0 : 1);
    }
}
