package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.cost.SuiteCost;
import dev.tokenbudget.internal.cost.TaskCost;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.SessionVariation;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Judges the measurement of a build: every task, and what concerns all of them. */
final class BuildJudge {

    private BuildJudge() {}

    static Comparison judge(Measurement measurement, Baseline baseline, Recordings recordings, Policy policy) {
        PriceList prices = measurement.prices().orElseGet(PriceList::bundled);
        Comparison tasks =
                judgeTasks(measurement, baseline, recordings, policy, task -> task.compute(policy.metric(), prices));
        List<BuildProblem> problems = new ArrayList<>(BuildProblem.of(
                tasks.tasks(), tasks.unattributed(), measurement.incomplete(), policy, tasks.sessions()));
        problems.addAll(new SkippedTasks(measurement, baseline.tasks().keySet(), policy).problems());
        problems.addAll(newWaste(tasks.opportunities(), policy));
        return tasks.with(problems);
    }

    /** Judge every task, for callers that ask for no reasons, and leave open what is wrong with the measurement as a whole. */
    static Comparison judgeTasks(Measurement measurement, Baseline baseline, Recordings recordings, Policy policy) {
        return judgeTasks(measurement, baseline, recordings, policy, task -> {});
    }

    private static Comparison judgeTasks(
            Measurement measurement,
            Baseline baseline,
            Recordings recordings,
            Policy policy,
            Consumer<TaskComparison> atHand) {
        TreeSet<TaskId> tasks = new TreeSet<>(measurement.tasks().keySet());
        baseline.tasks().keySet().stream()
                .filter(task -> policy.testFilter().isEmpty()
                        || measurement.whySkipped(task).isPresent())
                .forEach(tasks::add);
        List<TaskComparison> comparisons = tasks.stream()
                .map(task -> compared(task, measurement, baseline, recordings, policy)
                        .skipped(measurement.whySkipped(task)))
                .toList();
        SessionVariation sessions = LearntSessions.of(baseline);
        List<JudgedTask> judged = Judge.judge(comparisons, policy, sessions, atHand);
        List<LooseCall> unattributed = measurement.looseCalls().stream()
                .filter(loose -> loose.reason() == LooseCall.Reason.UNATTRIBUTED)
                .toList();
        Optional<SuiteCost> cost = measurement
                .prices()
                .flatMap(prices -> cost(comparisons, prices, policy))
                .map(known -> known.and(measurement.looseCallsOfJudges().stream()
                        .map(LooseCall::call)
                        .toList()));
        List<String> warnings = new ArrayList<>(ComparisonWarnings.of(measurement, baseline, policy));
        warnings.addAll(UnacceptedRecordings.warnings(measurement, baseline, recordings, policy));
        warnings.addAll(RecordingAge.warnings(comparisons, measurement, policy.recordingMaxAge()));
        warnings.addAll(new SkippedTasks(measurement, baseline.tasks().keySet(), policy).warnings());
        SmallBaselines.warning(judged, policy).ifPresent(warnings::add);
        CommonShift.warning(judged).ifPresent(warnings::add);
        warnings.addAll(trades(judged));
        cost.map(SuiteCost::warnings).ifPresent(warnings::addAll);
        return new Comparison(
                measurement.build(),
                policy,
                judged,
                unattributed,
                warnings,
                List.of(),
                cost,
                measurement.incomplete(),
                sessions,
                "");
    }

    private static TaskComparison compared(
            TaskId task, Measurement measurement, Baseline baseline, Recordings recordings, Policy policy) {
        Optional<TaskRuns> runs = Optional.ofNullable(measurement.tasks().get(task));
        int lateCalls = lateCalls(measurement, task);
        if (runs.isEmpty() || !runs.get().areReplayed()) {
            return new TaskComparison(task, baseline.of(task), runs, lateCalls);
        }
        return TaskComparison.replayed(
                new ReplayedTask(runs.get(), recordings, baseline.of(task), measurement.prices()),
                runs.get(),
                policy.baselineMetrics(task),
                lateCalls);
    }

    /** Return what all measured tasks cost together; nothing where none was measured. */
    static Optional<SuiteCost> cost(List<TaskComparison> tasks, PriceList prices, Policy policy) {
        List<TaskComparison> measured =
                tasks.stream().filter(task -> task.after().isPresent()).toList();
        Set<TaskId> notInUse = ComparedVariants.notInUse(measured);
        return measured.isEmpty()
                ? Optional.empty()
                : Optional.of(SuiteCost.of(
                        prices,
                        costs(measured, task -> !notInUse.contains(task.task())),
                        costs(measured, task -> notInUse.contains(task.task())),
                        measured.parallelStream()
                                .flatMap(task -> task.spending(prices).stream())
                                .toList(),
                        policy.runsPerMonth()));
    }

    private static List<TaskCost> costs(List<TaskComparison> tasks, Predicate<TaskComparison> which) {
        return tasks.parallelStream().filter(which).map(TaskComparison::cost).toList();
    }

    private static List<BuildProblem> newWaste(List<Opportunity> found, Policy policy) {
        return found.stream()
                .filter(waste -> waste.isNew().orElse(false))
                .map(Opportunity::problem)
                .map(sentence -> policy.failOnNewWaste()
                        ? BuildProblem.failing(sentence, policy)
                        : new BuildProblem(sentence, Severity.WARNS))
                .toList();
    }

    /** Return where larger calls were traded for fewer, which fails nothing, a sentence each. */
    private static List<String> trades(List<JudgedTask> tasks) {
        return tasks.stream()
                .filter(task -> task.severity() != Severity.FAILS)
                .flatMap(task -> task.findings().stream()
                        .filter(Finding::isTrade)
                        .flatMap(finding -> finding.sizeAndCalls().stream()
                                .map(told -> Sentence.of(
                                        task.comparison().task().shortName() + " traded calls for larger ones, at "
                                                + Figures.percent(
                                                        finding.movement().drift())
                                                + " tokens in all, which fails nothing: " + told))))
                .toList();
    }

    private static int lateCalls(Measurement measurement, TaskId task) {
        return (int) measurement.looseCalls().stream()
                .filter(loose -> loose.reason() == LooseCall.Reason.LATE)
                .filter(loose -> loose.task().equals(Optional.of(task)))
                .count();
    }
}
