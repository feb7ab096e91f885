package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.run.UnknownFigure;
import java.util.List;
import java.util.Optional;

/**
 * A metric that some of a task's samples do not know: the mean of the others would be a choice and not a measurement.
 *
 * @param runs how many samples do not know it
 * @param samples how many there are
 * @param reason why the first of them does not
 */
record UnknownInRuns(Metric metric, int runs, int samples, UnknownFigure reason) {

    static Optional<UnknownInRuns> of(Metric metric, TaskRuns measured) {
        List<Run> samples = measured.succeeded();
        List<Run> unknown =
                samples.stream().filter(run -> metric.of(run).isEmpty()).toList();
        return unknown.stream()
                .findFirst()
                .map(run -> new UnknownInRuns(metric, unknown.size(), samples.size(), UnknownFigure.of(metric, run)));
    }

    Verdict verdict() {
        return Verdict.unknown(metric, inWords(), reason.remedy());
    }

    String inWords() {
        return "it is not known in " + runs + " of " + samples + " runs: " + reason.because();
    }
}
