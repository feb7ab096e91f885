package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.StringJoiner;

/**
 * Every sample of a metric in run order, one line per side.
 *
 * @param before the accepted samples; empty where there are none
 * @param after the measured samples; empty where there are none
 * @param unmeasured the runs that are no samples, in words; empty where all are
 */
record Samples(String before, String after, String unmeasured) {

    static final Samples NONE = new Samples("", "", "");

    static Samples of(TaskComparison task, Sides sides, Values values) {
        return new Samples(
                line(values.before()),
                line(values.after()),
                task.after().map(runs -> unmeasured(runs, sides)).orElse(""));
    }

    private static String line(double[] values) {
        StringJoiner line = new StringJoiner(" ");
        for (double value : values) {
            line.add(Figures.count(value));
        }
        return line.toString();
    }

    private static String unmeasured(TaskRuns runs, Sides sides) {
        int all = runs.size();
        int samples = sides.after().map(SampleSummary::n).orElse(0);
        return samples == all
                ? ""
                : Figures.count(all - samples) + " of " + Figures.count(all, "run is", "runs are") + " no sample";
    }
}
