package dev.tokenbudget.html;

import dev.tokenbudget.baseline.MetricBaseline;
import dev.tokenbudget.run.TaskRuns;
import dev.tokenbudget.text.Figures;
import dev.tokenbudget.verdict.TaskComparison;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Every sample of a metric in run order, a line a side.
 *
 * @param before the accepted samples; empty where there are none
 * @param after the measured samples; empty where there are none
 * @param unmeasured the runs that are no samples, in words; empty where all are
 */
record Samples(String before, String after, String unmeasured) {

    static Samples of(TaskComparison task, Sides sides) {
        return new Samples(
                sides.before().map(Samples::line).orElse(""),
                sides.after().map(Samples::line).orElse(""),
                task.after().map(runs -> unmeasured(runs, sides)).orElse(""));
    }

    private static String line(MetricBaseline side) {
        return Arrays.stream(side.samples()).mapToObj(Figures::count).collect(Collectors.joining(" "));
    }

    private static String unmeasured(TaskRuns runs, Sides sides) {
        int all = runs.runs().size();
        int samples = sides.after().map(side -> side.summary().n()).orElse(0);
        return samples == all
                ? ""
                : Figures.count(all - samples) + " of " + Figures.count(all, "run is", "runs are") + " no sample";
    }
}
