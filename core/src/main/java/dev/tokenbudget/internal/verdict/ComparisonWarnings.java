package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was left out of a measurement, or makes it less certain, and fails no build. */
final class ComparisonWarnings {

    private ComparisonWarnings() {}

    /** Return the warnings, whole sentences. */
    static List<String> of(Measurement measurement, Baseline baseline, Policy policy) {
        List<String> warnings = new ArrayList<>(measurement.warnings());
        BaselineAge.warning(measurement, baseline, policy).ifPresent(warnings::add);
        measurement.tasks().values().forEach(runs -> OutputRatioWarning.on(runs).ifPresent(warnings::add));
        policy.testFilter()
                .flatMap(filter -> leftOut(filter, measurement, baseline))
                .ifPresent(warnings::add);
        long outside = count(measurement, LooseCall.Reason.OUTSIDE);
        if (outside > 0) {
            warnings.add(outside + " model call(s) were made while no run was under way: they belong to no task and are"
                    + " not judged.");
        }
        long lateForNoSample = count(measurement, LooseCall.Reason.LATE_FOR_NO_SAMPLE);
        if (lateForNoSample > 0) {
            warnings.add(lateForNoSample
                    + " model call(s) ended after a run that had failed or was aborted: no sample lacks them.");
        }
        return warnings;
    }

    private static Optional<String> leftOut(String filter, Measurement measurement, Baseline baseline) {
        long leftOut = baseline.tasks().keySet().stream()
                .filter(task -> !measurement.tasks().containsKey(task))
                .filter(task -> measurement.whySkipped(task).isEmpty())
                .count();
        return leftOut == 0
                ? Optional.empty()
                : Optional.of("This build left out tests (" + filter + "): " + leftOut
                        + " task(s) of the baseline did not run and are not judged.");
    }

    private static long count(Measurement measurement, LooseCall.Reason reason) {
        return measurement.looseCalls().stream()
                .filter(loose -> loose.reason() == reason)
                .count();
    }
}
