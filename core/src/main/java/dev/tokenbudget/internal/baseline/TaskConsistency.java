package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.text.Figures;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Holds what a baseline says of a task at several places against each other: an accepted measurement agrees with itself.
 *
 * @param field where the task stands in the file
 */
record TaskConsistency(String field) {

    void check(TaskBaseline task) {
        int attempted = task.attempted();
        int succeeded = task.succeeded();
        require(
                succeeded >= 1 && succeeded <= attempted,
                "runs",
                "says attempted = " + attempted + " and succeeded = " + succeeded
                        + ", but a baseline is that of at least one run that succeeded, and of no more than were made");
        checkMetrics(task);
        checkBuilds(task);
        task.composition().ifPresent(spent -> checkComposition(task, spent));
        task.estimates()
                .forEach(estimate -> require(
                        isAmount(estimate.estimated()) && isAmount(estimate.live()),
                        "estimates",
                        "says that " + estimate.estimated() + " tokens were estimated and " + estimate.live()
                                + " used, but nothing measured is below 0 or infinite"));
        task.acceptances().stream()
                .flatMap(step -> step.replaced().stream())
                .forEach(former -> require(
                        former.runs() >= 1 && isAmount(former.mean()),
                        "replaced",
                        "says n = " + former.runs() + " and mean = " + former.mean()
                                + ", but what was replaced had at least one run, and no tokens below 0"));
    }

    /** Refuse tokens of failed runs that are below 0, or of no run. */
    void checkTokensOfFailed(long tokens, int failed) {
        require(
                tokens >= 0 && (failed > 0 || tokens == 0),
                "runs.tokensOfFailed",
                "is " + tokens + ", but " + Figures.count(failed, "run", "runs") + " failed");
    }

    private void checkMetrics(TaskBaseline task) {
        require(
                task.metric(Metric.TOTAL).isPresent(),
                "metrics",
                "does not hold \"" + Metric.TOTAL.key() + "\", which every accepted task has");
        task.metrics()
                .forEach((metric, known) -> require(
                        known.summary().n() <= task.succeeded(),
                        "metrics." + metric.key(),
                        "says n = " + known.summary().n() + ", but " + Figures.count(task.succeeded(), "run", "runs")
                                + " succeeded"));
    }

    private void checkBuilds(TaskBaseline task) {
        List<BaselineBuild> builds = task.builds();
        List<Integer> runs = builds.stream().map(BaselineBuild::runs).toList();
        boolean adds = runs.stream().allMatch(made -> made >= 1)
                && runs.stream().mapToLong(Integer::longValue).sum() == task.attempted();
        require(
                builds.isEmpty() || adds,
                "measured",
                "says that the builds made " + runs + " runs, but all together are " + task.attempted());
        require(
                builds.stream().map(BaselineBuild::id).distinct().count() == builds.size(),
                "measured",
                "names a build twice");
        builds.forEach(build -> build.firstLook()
                .ifPresent(first -> require(
                        first >= 0 && first <= build.runs(),
                        "measured",
                        "says firstLook = " + first + " of " + Figures.count(build.runs(), "run", "runs"))));
    }

    private void checkComposition(TaskBaseline task, Composition spent) {
        MetricBaseline total = task.metric(Metric.TOTAL).orElseThrow();
        require(
                spent.runs() == total.summary().n(),
                "composition",
                "is that of " + Figures.count(spent.runs(), "run", "runs") + ", but "
                        + Figures.count(total.summary().n(), "run", "runs") + " are samples");
        checkSum(task, Metric.TOTAL, spent, Composition::tokens);
        checkSum(task, Metric.CALLS, spent, all -> sum(all, AgentComposition::calls));
        checkSum(task, Metric.TOOL_CALLS, spent, all -> sum(all, AgentComposition::toolCalls));
    }

    private void checkSum(
            TaskBaseline task, Metric metric, Composition spent, Function<Composition, BigInteger> sumOf) {
        task.metric(metric).filter(known -> known.sampleCount() == spent.runs()).ifPresent(known -> {
            double samples = Arrays.stream(known.samples()).sum();
            BigInteger parts = sumOf.apply(spent);
            // doubles hold whole numbers up to 2^53 exactly
            double rounding = 0.5 + spent.runs() * Math.ulp(samples);
            require(
                    Math.abs(samples - parts.doubleValue()) < rounding,
                    "composition",
                    "has " + parts + " " + metric.unit() + ", but the samples of \"metrics." + metric.key()
                            + "\" add up to " + new BigDecimal(samples).toPlainString());
        });
    }

    private static BigInteger sum(Composition spent, ToLongFunction<AgentComposition> number) {
        return BigInteger.valueOf(
                spent.agents().values().stream().mapToLong(number).sum());
    }

    private static boolean isAmount(double value) {
        return value >= 0 && value < Double.POSITIVE_INFINITY;
    }

    private void require(boolean holds, String part, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "the field \"" + field + "." + part + "\" " + problem + ": the file was edited or merged by hand.");
        }
    }
}
