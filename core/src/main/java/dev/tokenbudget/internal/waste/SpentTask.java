package dev.tokenbudget.internal.waste;

import dev.tokenbudget.internal.composition.SlopeLearning;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import java.util.List;

/**
 * What the runs of a task spent.
 *
 * @param all all runs that were made, whatever became of them
 * @param runs what those spent that are samples, and whose tokens are all known
 * @param prices what it cost
 */
record SpentTask(List<Run> all, List<SpentRun> runs, PriceList prices) {

    static SpentTask of(TaskRuns task, PriceList prices) {
        List<Run> samples = task.succeeded().stream()
                .filter(run -> run.unmeasurableBecause().isEmpty())
                .toList();
        ItemTokens scale = new ItemTokens(
                SlopeLearning.from(samples.stream().map(Run::calls).toList()));
        return new SpentTask(
                task.runs(),
                samples.stream().map(run -> new SpentRun(run, prices, scale)).toList(),
                prices);
    }

    /** Return what all runs spent together. */
    Saving spent() {
        return runs.stream()
                .flatMap(run -> run.calls().stream())
                .map(SpentCall::spent)
                .reduce(Saving.NONE, Saving::plus);
    }
}
