package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Recordings that use more than their baselines allow: replays are compared with recordings, so a recording that was committed
 * while its drift was never accepted would hide that drift.
 */
final class UnacceptedRecordings {

    private UnacceptedRecordings() {}

    static List<String> warnings(Measurement measurement, Baseline baseline, Recordings recordings, Policy policy) {
        return measurement.tasks().values().stream()
                .filter(runs -> runs.replayCount() > 0)
                .flatMap(runs -> warning(runs, baseline, recordings, policy).stream())
                .toList();
    }

    private static Optional<String> warning(TaskRuns runs, Baseline baseline, Recordings recordings, Policy policy) {
        OptionalDouble accepted = baseline.of(runs.task())
                .filter(known -> known.estimated().isEmpty())
                .flatMap(UnacceptedRecordings::total)
                .map(total -> OptionalDouble.of(total.summary().mean()))
                .orElseGet(OptionalDouble::empty);
        OptionalDouble recorded =
                recordings.of(runs.task()).map(UnacceptedRecordings::meanTotal).orElseGet(OptionalDouble::empty);
        Tolerance tolerance = runs.terms().tolerance().orElseGet(policy::tolerance);
        if (accepted.isEmpty()
                || recorded.isEmpty()
                || !tolerance.isExceeded(accepted.getAsDouble(), recorded.getAsDouble())) {
            return Optional.empty();
        }
        return Optional.of("The recorded runs of " + runs.task().shortName() + " used "
                + Figures.count(recorded.getAsDouble()) + " tokens on average, but its baseline is "
                + Figures.count(accepted.getAsDouble()) + ", and the tolerance is " + tolerance
                + ": unless that is chance, they hold a drift that was never accepted, and replays do not see it. Run it"
                + " live, and accept it or mend it: mvn verify -Dtokenbudget.calls=record");
    }

    private static Optional<MetricBaseline> total(TaskBaseline baseline) {
        return baseline.metric(Metric.TOTAL);
    }

    private static OptionalDouble meanTotal(TaskRecording recording) {
        return recording.runs().stream()
                .map(RecordedRun::calls)
                .mapToLong(calls -> calls.stream()
                        .filter(ModelCall::isBilled)
                        .mapToLong(call -> call.usage().total().orElse(0))
                        .sum())
                .average();
    }
}
