package dev.tokenbudget.internal.cost;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.Drift;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a task costs, in US dollars.
 *
 * @param before the mean of the accepted runs; absent where the cost of any is unknown
 * @param after the mean of the successful runs; absent where the cost of any is unknown
 * @param bill what all measured runs cost together, those that failed included
 * @param successes successful runs
 * @param priceChanges models whose price changed since the baseline
 */
public record TaskCost(
        OptionalDouble before, OptionalDouble after, Bill bill, int successes, List<PriceChange> priceChanges) {

    public TaskCost {
        priceChanges = List.copyOf(priceChanges);
    }

    /** Return what a task costs that was accepted as {@code before} and measured as {@code after}. */
    public static TaskCost of(Optional<TaskBaseline> before, Optional<TaskRuns> after) {
        Bill bill = Bill.sum(after.stream()
                .flatMap(runs -> runs.runs().stream())
                .flatMap(run -> run.bill().stream())
                .toList());
        return new TaskCost(
                before.map(TaskCost::accepted).orElse(OptionalDouble.empty()),
                after.map(TaskCost::measured).orElse(OptionalDouble.empty()),
                bill,
                after.map(runs -> runs.succeeded().size()).orElse(0),
                before.filter(baseline -> !baseline.builds().isEmpty())
                        .map(baseline -> PriceChange.between(baseline, bill))
                        .orElse(List.of()));
    }

    /** Return how far the mean moved, as a fraction of the accepted one: 0.3 for +30 %. */
    public OptionalDouble drift() {
        return Drift.of(before, after);
    }

    /** Return what all runs cost, exact; absent where the cost of any is unknown, or none was made. */
    public Optional<BigDecimal> spent() {
        return after.isPresent() || successes == 0 ? bill.usd() : Optional.empty();
    }

    /** Return what a success costs: failed runs are paid too, so all runs' cost is divided by the successful ones. */
    public OptionalDouble perSuccess() {
        return spent().filter(usd -> successes > 0).stream()
                .mapToDouble(usd -> usd.doubleValue() / successes)
                .findFirst();
    }

    /** Return what {@code runs} successful runs cost at the measured mean. */
    public OptionalDouble of(long runs) {
        return after.isPresent() ? OptionalDouble.of(after.getAsDouble() * runs) : after;
    }

    private static OptionalDouble accepted(TaskBaseline baseline) {
        return baseline.metric(Metric.COST_USD)
                .map(MetricBaseline::summary)
                .filter(cost -> cost.n() == baseline.succeeded())
                .map(cost -> OptionalDouble.of(cost.mean()))
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble measured(TaskRuns runs) {
        List<Run> succeeded = runs.succeeded();
        double[] costs = runs.samples(Metric.COST_USD);
        return costs.length == succeeded.size() ? Arrays.stream(costs).average() : OptionalDouble.empty();
    }
}
