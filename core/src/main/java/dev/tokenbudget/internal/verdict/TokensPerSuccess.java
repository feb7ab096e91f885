package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import java.util.Arrays;
import java.util.OptionalDouble;

/** What a success takes: runs that fail are paid too, so all runs' tokens are divided by the number of the successful ones. */
final class TokensPerSuccess {

    private TokensPerSuccess() {}

    /** Return the accepted figure; nothing where it is not known of all runs. */
    static OptionalDouble of(TaskBaseline accepted) {
        OptionalDouble samples = accepted.metric(Metric.TOTAL)
                .map(MetricBaseline::summary)
                .filter(total -> total.n() == accepted.succeeded())
                .map(total -> OptionalDouble.of(total.mean()))
                .orElse(OptionalDouble.empty());
        return samples.isPresent() && accepted.tokensOfFailedRuns().isPresent()
                ? OptionalDouble.of(samples.getAsDouble()
                        + (double) accepted.tokensOfFailedRuns().getAsLong() / accepted.succeeded())
                : OptionalDouble.empty();
    }

    /** Return the measured figure; nothing where it is not known of all runs, or none succeeded. */
    static OptionalDouble of(TaskRuns measured) {
        double[] samples = measured.samples(Metric.TOTAL);
        long succeeded = measured.runs().stream().filter(Run::isSample).count();
        return samples.length > 0
                        && samples.length == succeeded
                        && measured.tokensOfFailedRuns().isPresent()
                ? OptionalDouble.of((Arrays.stream(samples).sum()
                                + measured.tokensOfFailedRuns().getAsLong())
                        / samples.length)
                : OptionalDouble.empty();
    }
}
