package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineBuild;
import dev.tokenbudget.internal.efficiency.Efficiency;
import dev.tokenbudget.internal.efficiency.EfficiencyFigure;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.OutputRatio;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.text.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was left out of a measurement, or makes it less certain, and fails no build. */
final class ComparisonWarnings {

    private ComparisonWarnings() {}

    /** Return the warnings, whole sentences. */
    static List<String> of(Measurement measurement, Baseline baseline, Policy policy) {
        List<String> warnings = new ArrayList<>(measurement.warnings());
        baselineAge(measurement, baseline, policy.baselineMaxAge()).ifPresent(warnings::add);
        measurement
                .tasks()
                .values()
                .forEach(runs -> runs.terms()
                        .outputRatio()
                        .flatMap(expected -> outputRatio(runs, expected))
                        .ifPresent(warnings::add));
        measurement.tasks().values().forEach(runs -> PassRateRule.warning(runs).ifPresent(warnings::add));
        policy.testFilter()
                .flatMap(filter -> leftOut(filter, measurement, baseline))
                .ifPresent(warnings::add);
        long outside = count(measurement, LooseCall.Reason.OUTSIDE);
        if (outside > 0) {
            warnings.add(
                    outside == 1
                            ? "1 model call was made while no run was under way: it belongs to no task and is not judged."
                            : outside
                                    + " model calls were made while no run was under way: they belong to no task and are not"
                                    + " judged.");
        }
        long lateForNoSample = count(measurement, LooseCall.Reason.LATE_FOR_NO_SAMPLE);
        if (lateForNoSample > 0) {
            warnings.add(Figures.count(lateForNoSample, "model call", "model calls")
                    + " ended after a run that had failed or was aborted: no sample lacks them.");
        }
        warnings.addAll(JudgeWarnings.of(measurement));
        return warnings;
    }

    /**
     * Return the warning that names the oldest baseline of the measured tasks, or nothing where none is old: providers change
     * what is behind a model's name. Age is counted up to the measurement, so that the same files always say the same.
     */
    private static Optional<String> baselineAge(Measurement measurement, Baseline baseline, int maxDays) {
        SortedMap<TaskId, Instant> old = new TreeMap<>();
        measurement
                .started()
                .ifPresent(now -> measurement
                        .tasks()
                        .keySet()
                        .forEach(task -> baseline.of(task).stream()
                                .flatMap(accepted -> accepted.builds().stream())
                                .map(BaselineBuild::date)
                                .max(Comparator.naturalOrder())
                                .filter(date -> Duration.between(date, now).toDays() > maxDays)
                                .ifPresent(date -> old.put(task, date))));
        return old.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(oldest -> "The baseline of " + Figures.count(old.size(), "task", "tasks") + " is older than "
                        + maxDays + " days ("
                        + oldest.getKey().shortName() + ": measured "
                        + oldest.getValue().atOffset(ZoneOffset.UTC).toLocalDate()
                        + "). Accept a new measurement, in its place (-Dtokenbudget.all) or beside it (-Dtokenbudget.add),"
                        + " or raise tokenbudget.baselineMaxAge.");
    }

    private static Optional<String> outputRatio(TaskRuns runs, OutputRatio expected) {
        OptionalDouble ratio = Efficiency.of(runs).of(EfficiencyFigure.OUTPUT_RATIO);
        if (ratio.isEmpty() || expected.contains(ratio.getAsDouble())) {
            return Optional.empty();
        }
        boolean above = ratio.getAsDouble() > expected.highest();
        return Optional.of(runs.task().shortName() + " gives "
                + Figures.ratio(ratio.getAsDouble(), expected.lowest(), expected.highest())
                + " output tokens for an input token, but " + expected + " are expected (outputRatio). "
                + (above ? "See why its answers are so long" : "See why its prompts are so long")
                + ", or change the range.");
    }

    private static Optional<String> leftOut(String filter, Measurement measurement, Baseline baseline) {
        long leftOut = baseline.tasks().keySet().stream()
                .filter(task -> !measurement.tasks().containsKey(task))
                .filter(task -> measurement.whySkipped(task).isEmpty())
                .count();
        return leftOut == 0
                ? Optional.empty()
                : Optional.of("This build left out tests (" + filter + "): " + Figures.count(leftOut, "task", "tasks")
                        + " of the baseline did not run and "
                        + (leftOut == 1 ? "is" : "are") + " not judged.");
    }

    private static long count(Measurement measurement, LooseCall.Reason reason) {
        return measurement.looseCalls().stream()
                .filter(loose -> loose.reason() == reason)
                .count();
    }
}
