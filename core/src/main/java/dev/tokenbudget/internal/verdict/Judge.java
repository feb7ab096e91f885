package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.statistics.SessionVariation;
import dev.tokenbudget.internal.text.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Compares what was measured with the baseline under every rule of the policy, and distinguishes drift from noise.
 *
 * <p>A task has the worst of the verdicts that its rules reach; all of them are among its findings. The same comparisons and
 * the same policy give the same verdicts, always.
 */
final class Judge {

    private Judge() {}

    /**
     * Judge every task. All come at once, because the correction for chance has to know how many questions are asked.
     *
     * @param tasks accepted beside measured numbers
     * @param policy what is demanded
     * @param sessions how much sessions of the module differ
     * @param atHand is told each task while its runs are at hand
     * @return a judged task for each of {@code tasks}, in their order
     */
    static List<JudgedTask> judge(
            List<TaskComparison> tasks, Policy policy, SessionVariation sessions, Consumer<TaskComparison> atHand) {
        List<Question> questions = tasks.parallelStream()
                .map(task -> Question.about(task, policy, sessions))
                .toList();
        List<Finding> findings = DriftRule.judge(
                questions.stream().flatMap(asked -> asked.figures().stream()).toList());
        UnjudgedCosts costs = new UnjudgedCosts(
                questions.stream().flatMap(asked -> asked.cost().stream()).toList());
        List<Supplier<JudgedTask>> answers = new ArrayList<>();
        int answered = 0;
        for (Question asked : questions) {
            List<Finding> found =
                    findings.subList(answered, answered + asked.figures().size());
            answers.add(() -> {
                atHand.accept(asked.task());
                JudgedTask judged = judged(asked, policy, found);
                return costs.of(asked.task().task()).map(judged::telling).orElse(judged);
            });
            answered += found.size();
        }
        return answers.parallelStream().map(Supplier::get).toList();
    }

    /**
     * A task that is judged.
     *
     * @param settled the verdict that needs no numbers
     * @param figures the figures that rules judge, where it needs them
     * @param cost the mean cost, where numbers are compared and no rule judges it
     */
    private record Question(
            TaskComparison task,
            Optional<Verdict> settled,
            List<FigureComparison> figures,
            Optional<FigureComparison> cost) {

        static Question about(TaskComparison task, Policy policy, SessionVariation sessions) {
            Optional<Verdict> settled = Measurability.verdictOn(task, policy);
            // numbers are shown beside every verdict, but only a task that can be compared is one more question
            List<FigureComparison> figures = settled.isPresent()
                    ? List.of()
                    : policy.rulesFor(task.task()).stream()
                            .map(rule -> FigureComparison.of(task, rule, policy.tolerance(), sessions))
                            .flatMap(Optional::stream)
                            .toList();
            Optional<FigureComparison> cost =
                    settled.isPresent() ? Optional.empty() : UnjudgedCosts.figure(task, policy, sessions);
            return new Question(task, settled, figures, cost);
        }
    }

    private static JudgedTask judged(Question asked, Policy policy, List<Finding> byNumbers) {
        TaskComparison task = asked.task();
        Optional<Verdict> settled = asked.settled();
        List<Finding> findings = byNumbers.stream()
                .map(finding -> StructuralRule.applied(task, finding))
                .map(finding -> SuccessRule.applied(task, finding))
                .toList();
        Optional<Finding> worst = findings.stream().max(worstLast(policy));
        Verdict compared = settled.map(found -> policy.onlyReports(task.task()) ? found.asReport() : found)
                .or(() -> worst.map(Finding::verdict))
                .orElseGet(Verdict::withoutBaseline);
        List<TargetFinding> targets = TargetFinding.of(task, policy);
        List<Verdict> all = Stream.concat(
                        Stream.of(compared), targets.stream().flatMap(target -> target.verdict().stream()))
                .toList();
        Verdict verdict = all.stream()
                .max(Comparator.comparing((Verdict reached) -> reached.severity(policy))
                        .thenComparing(reached -> -all.indexOf(reached)))
                .orElse(compared);
        Tolerance tolerance = worst.map(Finding::tolerance)
                .orElseGet(() -> task.annotatedTolerance().orElse(policy.tolerance()));
        List<String> remarks = new ArrayList<>(Remarks.on(task));
        remarks.addAll(BaselineRemarks.on(task, tolerance));
        remarks.addAll(Remarks.onBuildVariance(findings));
        findings.forEach(finding -> StructuralRule.remark(task, finding).ifPresent(remarks::add));
        findings.forEach(finding -> SuccessRule.remark(task, finding).ifPresent(remarks::add));
        if (settled.isEmpty()) {
            remarks.addAll(Remarks.onUnknownFigures(task, policy));
            boolean told = verdict.movement()
                    .filter(movement -> movement.metric().equals(Metric.COST_USD))
                    .isPresent();
            remarks.addAll(told ? List.of() : Remarks.onPrices(task, policy));
        }
        worst.map(Finding::rule)
                .filter(policy::isConfigured)
                .ifPresent(rule -> remarks.add("Judged by the rule for " + rule.inWords() + "."));
        findings.stream()
                .filter(finding -> worst.isPresent() && finding != worst.get())
                .filter(finding -> !finding.verdict().remedy().isEmpty())
                .forEach(finding -> remarks.add(asWell(finding.verdict())));
        targets.forEach(target -> target.remark().ifPresent(remarks::add));
        all.stream()
                // most tasks have one verdict, which need not be compared with itself
                .filter(reached -> reached != verdict && reached.kind() != VerdictKind.OK && !reached.equals(verdict))
                .forEach(reached -> remarks.add(asWell(reached)));
        return new JudgedTask(task, policy, tolerance, verdict, remarks, findings, targets, List.of());
    }

    private static String asWell(Verdict verdict) {
        return Sentence.of(verdict.kind() + " as well: it " + verdict.because());
    }

    /** Of equally bad findings, the first rule's counts. */
    private static Comparator<Finding> worstLast(Policy policy) {
        return Comparator.comparing((Finding finding) -> finding.verdict().severity(policy))
                .thenComparing(finding -> finding.verdict().remedy().isEmpty() ? 0 : 1);
    }
}
