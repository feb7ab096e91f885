package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.statistics.SampleSummary;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The figure of a sample that a rule compares. */
public enum Statistic {
    MEAN(Optional.empty()),
    P75(Optional.of(Percentile.P75)),
    P90(Optional.of(Percentile.P90)),
    P95(Optional.of(Percentile.P95)),
    P99(Optional.of(Percentile.P99));

    private final Optional<Percentile> percentile;

    Statistic(Optional<Percentile> percentile) {
        this.percentile = percentile;
    }

    /** Return the name used in files and settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Return the statistic named {@code key}.
     *
     * @throws IllegalArgumentException where there is none; the message lists the statistics
     */
    public static Statistic named(String key) {
        return Arrays.stream(values())
                .filter(statistic -> statistic.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no statistic '" + key + "'. Use one of "
                        + Arrays.stream(values()).map(Statistic::key).collect(Collectors.joining(", ")) + "."));
    }

    /** Return the percentile that this is; nothing where it is the mean. */
    public Optional<Percentile> percentile() {
        return percentile;
    }

    /** Return this figure of {@code sample}. */
    public double of(SampleSummary sample) {
        return percentile.map(sample::at).orElse(sample.mean());
    }

    /** Return how this is taken of {@code metric}, such as "a run on average". */
    String inWords(Metric metric) {
        String figure = percentile.isEmpty() ? "on average" : "at " + name();
        return metric.undivided().equals(metric) ? "a run " + figure : figure;
    }
}
