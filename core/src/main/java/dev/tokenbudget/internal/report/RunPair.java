package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.explanation.Cause;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Two runs to look at side by side: the measured one in which a task's first cause shows as it does on average, and the
 * accepted one that is nearest to the accepted mean.
 *
 * @param measured the measured run; the one in the middle, where nothing moved or it is not known why
 * @param cause the cause that it shows, where there is one
 * @param accepted the run of the baseline; absent where the baseline keeps no samples
 */
public record RunPair(Run measured, Optional<Cause> cause, Optional<AcceptedRun> accepted) {

    private static final double ENOUGH_TO_SHOW = 0.5;

    /**
     * What a baseline keeps of one run.
     *
     * @param number its number among the accepted runs, from 1
     * @param figures every metric that is known of all accepted runs
     */
    public record AcceptedRun(int number, Map<Metric, Double> figures) {

        public AcceptedRun {
            figures = Collections.unmodifiableMap(new TreeMap<>(figures));
        }

        /** Return {@code metric} of the run, where it is known. */
        public OptionalDouble of(Metric metric) {
            Double value = figures.get(metric);
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }

    /** Return the runs to look at of {@code task}; nothing where no measured run has a known {@code metric}. */
    public static Optional<RunPair> of(JudgedTask task, Metric metric) {
        TaskComparison comparison = task.comparison();
        List<Run> succeeded = comparison.after().map(TaskRuns::succeeded).orElse(List.of());
        List<Run> samples =
                succeeded.stream().filter(run -> canBeShown(run, metric)).toList();
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        Optional<Cause> cause = task.reason().isPresent()
                ? task.explanation().flatMap(found -> found.causes().stream().findFirst())
                : Optional.empty();
        Run measured = cause.flatMap(first -> showing(first, comparison, succeeded, metric))
                .orElseGet(() -> inTheMiddle(samples, metric));
        return Optional.of(
                new RunPair(measured, cause, comparison.before().flatMap(baseline -> typical(baseline, metric))));
    }

    /**
     * Return the run that, compared alone, shows the cause with the most similar number of tokens, and with at least half of
     * them: where some runs show it and others do not, none is like the average.
     */
    private static Optional<Run> showing(Cause cause, TaskComparison task, List<Run> succeeded, Metric metric) {
        double tokens = cause.tokens().doubleValue();
        double mean = task.after(metric).orElseThrow().mean();
        double[] shown = task.tokensOfRuns(cause);
        return IntStream.range(0, shown.length)
                .filter(i -> canBeShown(succeeded.get(i), metric))
                .mapToObj(i -> new Showing(
                        succeeded.get(i), shown[i], metric.of(succeeded.get(i)).orElseThrow()))
                .min(Comparator.comparing((Showing run) -> run.tokens() / tokens < ENOUGH_TO_SHOW)
                        .thenComparingDouble(run -> Math.abs(run.tokens() - tokens))
                        .thenComparingDouble(run -> Math.abs(run.figure() - mean)))
                .map(Showing::run);
    }

    /** How much of a cause one run shows. */
    private record Showing(Run run, double tokens, double figure) {}

    private static boolean canBeShown(Run run, Metric metric) {
        return metric.of(run).isPresent() && !run.calls().isEmpty();
    }

    private static Run inTheMiddle(List<Run> samples, Metric metric) {
        return samples.stream()
                .sorted(Comparator.comparingDouble(run -> metric.of(run).orElseThrow()))
                .toList()
                .get((samples.size() - 1) / 2);
    }

    private static Optional<AcceptedRun> typical(TaskBaseline baseline, Metric metric) {
        Optional<MetricBaseline> compared = baseline.metric(metric).filter(accepted -> accepted.sampleCount() > 0);
        return compared.map(accepted -> {
            double[] samples = accepted.samples();
            double mean = accepted.summary().mean();
            int index = IntStream.range(0, samples.length)
                    .boxed()
                    .min(Comparator.comparingDouble(run -> Math.abs(samples[run] - mean)))
                    .orElseThrow();
            return new AcceptedRun(index + 1, figures(baseline, samples.length, index));
        });
    }

    /** Return the figures of one run: samples of different metrics belong together where all runs have one. */
    private static Map<Metric, Double> figures(TaskBaseline baseline, int runs, int index) {
        Map<Metric, Double> figures = new TreeMap<>();
        baseline.metrics().forEach((metric, accepted) -> {
            if (accepted.sampleCount() == runs) {
                figures.put(metric, accepted.samples()[index]);
            }
        });
        return figures;
    }
}
