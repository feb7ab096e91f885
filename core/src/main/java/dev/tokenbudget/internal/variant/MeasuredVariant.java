package dev.tokenbudget.internal.variant;

import dev.tokenbudget.internal.cost.TaskCost;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.CostPerSuccess;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.statistics.SuccessCount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What the runs of one variant of a task used and cost, and how often they succeeded.
 *
 * @param name what the variant is called
 * @param tasks the tasks whose runs these are: one, or one for each parameter set
 * @param runs all of its runs
 * @param successes how many succeeded, of those that say something of it
 * @param cost what they cost
 */
public record MeasuredVariant(String name, List<TaskId> tasks, TaskRuns runs, SuccessCount successes, TaskCost cost) {

    public MeasuredVariant {
        tasks = List.copyOf(tasks);
    }

    /**
     * Return a variant with what it costs.
     *
     * @param name what the variant is called
     * @param tasks the tasks whose runs these are
     * @param runs all of its runs
     * @param successes how many succeeded, of those that say something of it
     */
    public static MeasuredVariant of(String name, List<TaskId> tasks, TaskRuns runs, SuccessCount successes) {
        return new MeasuredVariant(name, tasks, runs, successes, TaskCost.of(Optional.empty(), Optional.of(runs)));
    }

    /** Return the tokens of a successful run, where any is known. */
    public Optional<SampleSummary> tokens() {
        double[] samples = runs.samples(Metric.TOTAL);
        return samples.length == 0 ? Optional.empty() : Optional.of(SampleSummary.of(samples));
    }

    /** Return the US dollars of every run; nothing where those of one are not known. */
    Optional<CostPerSuccess> dollars() {
        List<BigDecimal> costs =
                runs.runs().stream().flatMap(run -> run.costUsd().stream()).toList();
        List<Run> all = runs.runs();
        if (cost.perSuccess().isEmpty() || costs.size() < all.size()) {
            return Optional.empty();
        }
        boolean[] succeeded = new boolean[all.size()];
        for (int i = 0; i < succeeded.length; i++) {
            succeeded[i] = all.get(i).isSample();
        }
        return Optional.of(new CostPerSuccess(
                costs.stream().mapToDouble(BigDecimal::doubleValue).toArray(), succeeded));
    }

    /** Return why its dollars are not known, such as "no price for acme/model-1"; nothing where they are. */
    public Optional<String> whyNoDollars() {
        return cost.perSuccess().isPresent()
                ? Optional.empty()
                : cost.bill()
                        .unknownBecause()
                        .or(() -> Optional.of("no run of " + name + " succeeded")
                                .filter(because -> cost.successes() == 0));
    }
}
