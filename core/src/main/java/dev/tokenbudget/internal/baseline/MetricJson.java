package dev.tokenbudget.internal.baseline;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.text.Figures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The JSON form of one metric: what people read in a diff, and the samples that the rule reads. */
@JsonPropertyOrder({
    "n",
    "mean",
    "stddev",
    "min",
    "max",
    "p50",
    "p75",
    "p90",
    "p95",
    "p99",
    "estimable",
    "samplesOfBuilds",
    "samples"
})
record MetricJson(
        int n,
        @JsonProperty(required = true) BigDecimal mean,
        @Nullable BigDecimal stddev,
        @JsonProperty(required = true) BigDecimal min,
        @JsonProperty(required = true) BigDecimal max,
        @JsonProperty(required = true) BigDecimal p50,
        @JsonProperty(required = true) BigDecimal p75,
        @JsonProperty(required = true) BigDecimal p90,
        @JsonProperty(required = true) BigDecimal p95,
        @JsonProperty(required = true) BigDecimal p99,
        @Nullable List<String> estimable,

        @JsonAlias("samplesOfSessions") @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        List<Integer> samplesOfBuilds,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        List<BigDecimal> samples) {

    private static final int DECIMALS = 3;
    private static final int DECIMALS_OF_FRACTIONS = 9;
    private static final int FEWEST_DIGITS_OF_A_DOUBLE = 15;
    private static final int MOST_DIGITS_OF_A_DOUBLE = 17;

    static MetricJson of(Metric metric, MetricBaseline accepted) {
        int decimals = decimalsOf(metric);
        SampleSummary summary = accepted.summary();
        return new MetricJson(
                summary.n(),
                rounded(summary.mean(), decimals),
                summary.standardDeviation().isPresent()
                        ? rounded(summary.standardDeviation().getAsDouble(), decimals)
                        : null,
                rounded(summary.min(), decimals),
                rounded(summary.max(), decimals),
                rounded(summary.at(Percentile.P50), decimals),
                rounded(summary.at(Percentile.P75), decimals),
                rounded(summary.at(Percentile.P90), decimals),
                rounded(summary.at(Percentile.P95), decimals),
                rounded(summary.at(Percentile.P99), decimals),
                ShownNumbers.estimable(summary),
                accepted.samplesOfBuilds().size() > 1 ? accepted.samplesOfBuilds() : null,
                Arrays.stream(accepted.samples()).mapToObj(MetricJson::exact).toList());
    }

    /**
     * Return {@code metric}.
     *
     * @param builds how many builds the task has
     * @param field where it stands in the file
     */
    MetricBaseline toMetric(Metric metric, int builds, String field) {
        if (n < 1) {
            throw new IllegalArgumentException(
                    "the field \"" + field + ".n\" is " + n + ", but a sample has at least 1 value.");
        }
        ShownNumbers shown = new ShownNumbers(field, decimalsOf(metric));
        if (samples == null || samples.isEmpty()) {
            SampleSummary alone = summary(field);
            shown.requirePossible(alone);
            shown.requireEstimable(estimable, alone);
            return new MetricBaseline(alone, new double[0]);
        }
        String place = field + ".samples";
        double[] values = new double[samples.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = measured(place, samples.get(i));
        }
        SampleSummary summary = SampleSummary.of(values);
        BigDecimal meanOfSamples = rounded(summary.mean(), decimalsOf(metric));
        boolean agrees = n == values.length && meanOfSamples.compareTo(mean) == 0;
        if (!agrees) {
            throw new IllegalArgumentException("the field \"" + field + "\" says n = " + n + " and mean = " + mean
                    + ", but its samples are " + values.length + " with mean "
                    + meanOfSamples + ": the file was edited or merged by hand.");
        }
        shown.requireSame(this, summary);
        shown.requireEstimable(estimable, summary);
        return new MetricBaseline(summary, values, sizes(field, builds));
    }

    private List<Integer> sizes(String field, int builds) {
        if (samplesOfBuilds == null || samplesOfBuilds.isEmpty()) {
            return builds == 1 ? List.of(n) : List.of();
        }
        boolean negative = samplesOfBuilds.stream().anyMatch(size -> size == null || size < 0);
        if (negative
                || samplesOfBuilds.size() != builds
                || samplesOfBuilds.stream().mapToLong(Integer::longValue).sum() != n) {
            throw new IllegalArgumentException("the field \"" + field + ".samplesOfBuilds\" is " + samplesOfBuilds
                    + ", but there are " + Figures.count(builds, "build", "builds") + " with "
                    + Figures.count(n, "sample", "samples") + ": the file was edited or merged by hand.");
        }
        return samplesOfBuilds;
    }

    private SampleSummary summary(String field) {
        Map<Percentile, Double> percentiles = new EnumMap<>(Percentile.class);
        percentiles.put(Percentile.P50, measured(field + ".p50", p50));
        percentiles.put(Percentile.P75, measured(field + ".p75", p75));
        percentiles.put(Percentile.P90, measured(field + ".p90", p90));
        percentiles.put(Percentile.P95, measured(field + ".p95", p95));
        percentiles.put(Percentile.P99, measured(field + ".p99", p99));
        return new SampleSummary(
                n,
                measured(field + ".mean", mean),
                stddev == null ? OptionalDouble.empty() : OptionalDouble.of(measured(field + ".stddev", stddev)),
                measured(field + ".min", min),
                measured(field + ".max", max),
                percentiles);
    }

    private static int decimalsOf(Metric metric) {
        return metric.isCount() ? DECIMALS : DECIMALS_OF_FRACTIONS;
    }

    private static double measured(String field, BigDecimal number) {
        double value = number.doubleValue();
        if (value < 0 || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "the field \"" + field + "\" is " + number + ", but nothing measured is below 0 or infinite.");
        }
        return value;
    }

    /** Return a mean of tokens. */
    static BigDecimal rounded(double mean) {
        return rounded(mean, DECIMALS);
    }

    /** Means are read by people in a diff: few decimals say enough, and the samples keep the rest. */
    private static BigDecimal rounded(double value, int decimals) {
        return plain(new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN));
    }

    /** The shortest form that reads back as {@code value}; Double.toString differs from JDK to JDK. */
    private static BigDecimal exact(double value) {
        BigDecimal all = new BigDecimal(value);
        for (int digits = FEWEST_DIGITS_OF_A_DOUBLE; digits < MOST_DIGITS_OF_A_DOUBLE; digits++) {
            BigDecimal shorter = all.round(new MathContext(digits));
            if (shorter.doubleValue() == value) {
                return plain(shorter);
            }
        }
        return plain(all.round(new MathContext(MOST_DIGITS_OF_A_DOUBLE)));
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
