package dev.tokenbudget.verdict;

import dev.tokenbudget.statistics.Percentile;
import dev.tokenbudget.statistics.SampleSummary;
import java.util.Locale;
import java.util.Optional;

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

    /** Return the percentile that this is; nothing where it is the mean. */
    public Optional<Percentile> percentile() {
        return percentile;
    }

    /** Return this figure of {@code sample}. */
    public double of(SampleSummary sample) {
        return percentile.map(sample::at).orElse(sample.mean());
    }

    String inWords() {
        return percentile.isEmpty() ? "a run on average" : "a run at " + name();
    }
}
