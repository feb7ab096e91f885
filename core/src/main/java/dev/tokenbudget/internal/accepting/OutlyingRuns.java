package dev.tokenbudget.internal.accepting;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.Outlier;
import dev.tokenbudget.internal.text.Figures;
import java.util.List;

/** Runs that are accepted although they lie far above the others of their task. */
final class OutlyingRuns {

    private OutlyingRuns() {}

    /** Return what they used and what to do about them, a sentence for each. */
    static List<String> in(TaskRuns runs) {
        List<Run> samples = runs.runs().stream()
                .filter(Run::isSample)
                .filter(run -> Metric.TOTAL.of(run).isPresent())
                .toList();
        return Outlier.in(runs.samples(Metric.TOTAL)).stream()
                .map(
                        outlier -> runs.task().shortName() + ": run "
                                + samples.get(outlier.index()).number() + " used " + Figures.count(outlier.value())
                                + " tokens, " + Figures.ratio(outlier.times()) + " times the median of its "
                                + samples.size() + " runs (" + Figures.count(outlier.median())
                                + "), and is a part of the baseline: drifts hide behind it. Where the agent does that now and"
                                + " then, keep it; otherwise measure again (mvn verify) and accept those runs in place of these.")
                .toList();
    }
}
