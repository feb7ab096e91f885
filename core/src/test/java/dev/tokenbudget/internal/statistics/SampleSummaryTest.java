package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The expected numbers are those of NumPy 2.4: mean, std(ddof=1), quantile(method="median_unbiased"). */
class SampleSummaryTest {

    private static final Offset<Double> EXACTLY = within(1e-9);

    @Test
    void agrees_with_numpy_on_eleven_runs() {
        SampleSummary summary = SampleSummary.of(new double[] {12, 15, 11, 19, 14, 13, 30, 12, 18, 16, 17});

        assertThat(summary.n()).isEqualTo(11);
        assertThat(summary.mean()).isCloseTo(16.09090909090909, EXACTLY);
        assertThat(summary.standardDeviation().orElseThrow()).isCloseTo(5.300085762599421, EXACTLY);
        assertThat(summary.min()).isEqualTo(11);
        assertThat(summary.max()).isEqualTo(30);
        assertPercentiles(summary, 15.0, 17.833333333333336, 24.866666666666667, 30.0, 30.0);
    }

    @Test
    void agrees_with_numpy_on_twenty_runs() {
        SampleSummary summary = SampleSummary.of(new double[] {
            17420, 15000, 16233, 14871, 15990, 18012, 13456, 15555, 16789, 14321,
            15123, 16001, 17777, 15432, 14999, 16543, 15876, 14444, 15678, 16789
        });

        assertThat(summary.mean()).isCloseTo(15815.45, EXACTLY);
        assertThat(summary.standardDeviation().orElseThrow()).isCloseTo(1181.7242743238864, EXACTLY);
        assertPercentiles(summary, 15777.0, 16686.5, 17646.1, 17929.75, 18012.0);
    }

    @Test
    void knows_the_extremes_of_many_runs() {
        double[] runs = new SplittableRandom(1).doubles(100).toArray();

        SampleSummary summary = SampleSummary.of(runs);

        assertThat(summary.min()).isEqualTo(Arrays.stream(runs).min().orElseThrow());
        assertThat(summary.max()).isEqualTo(Arrays.stream(runs).max().orElseThrow());
    }

    /** Hyndman and Fan: p at h = (n + 1/3) p + 1/3 between the neighbours of rank h; here h = 41/12 for P75 of 1 to 4. */
    @Test
    void interpolates_by_the_formula_of_type_8() {
        SampleSummary summary = SampleSummary.of(new double[] {4, 2, 1, 3});

        double rank = (4 + 1.0 / 3) * 0.75 + 1.0 / 3;
        assertThat(summary.at(Percentile.P75)).isCloseTo(rank, EXACTLY);
    }

    @Test
    void stands_for_itself_where_there_is_one_run() {
        SampleSummary summary = SampleSummary.of(new double[] {17_420});

        assertThat(summary.mean()).isEqualTo(17_420);
        assertThat(summary.standardDeviation()).isEmpty();
        assertThat(summary.coefficientOfVariation()).isEmpty();
        assertPercentiles(summary, 17_420, 17_420, 17_420, 17_420, 17_420);
    }

    @Test
    void has_no_spread_where_all_runs_tie() {
        SampleSummary summary = SampleSummary.of(new double[] {5, 5, 5, 5});

        assertThat(summary.standardDeviation()).hasValue(0);
        assertThat(summary.coefficientOfVariation()).hasValue(0);
        assertPercentiles(summary, 5, 5, 5, 5, 5);
    }

    @Test
    void has_no_coefficient_of_variation_where_the_mean_is_0() {
        SampleSummary zeros = SampleSummary.of(new double[] {0, 0, 0});

        assertThat(zeros.mean()).isZero();
        assertThat(zeros.coefficientOfVariation()).isEmpty();
        assertPercentiles(SampleSummary.of(new double[] {0, 0, 0, 0, 7}), 0, 2.3333333333333313, 7, 7, 7);
    }

    @Test
    void stays_finite_near_the_largest_numbers() {
        double huge = 0x1p62;
        SampleSummary summary = SampleSummary.of(new double[] {huge - 2048, huge, huge + 2048, huge + 4096});

        assertThat(summary.mean()).isCloseTo(huge + 1024, within(1024.0));
        assertThat(summary.standardDeviation().orElseThrow()).isCloseTo(2643.95663101093, within(1.0));
        assertThat(summary.percentiles().values()).allMatch(Double::isFinite);
    }

    @Test
    void leaves_its_sample_in_run_order() {
        double[] sample = {3, 1, 2};

        SampleSummary.of(sample);

        assertThat(sample).containsExactly(3, 1, 2);
    }

    @Test
    void needs_a_value() {
        assertThatThrownBy(() -> SampleSummary.of(new double[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A sample needs at least one value.");
    }

    @Test
    void calls_a_percentile_estimable_from_the_size_at_which_the_maximum_exceeds_it_with_95_percent_confidence() {
        Map<Percentile, Integer> from = Map.of(
                Percentile.P50, 5, Percentile.P75, 11, Percentile.P90, 29, Percentile.P95, 59, Percentile.P99, 299);

        from.forEach((percentile, n) -> {
            assertThat(percentile.estimableFrom()).isEqualTo(n);
            assertThat(Math.pow(percentile.probability(), n)).isLessThanOrEqualTo(0.05);
            assertThat(Math.pow(percentile.probability(), n - 1)).isGreaterThan(0.05);
            assertThat(ofSize(n).isEstimable(percentile)).isTrue();
            assertThat(ofSize(n - 1).isEstimable(percentile)).isFalse();
        });
    }

    private static SampleSummary ofSize(int n) {
        return SampleSummary.of(IntStream.range(0, n).asDoubleStream().toArray());
    }

    private static void assertPercentiles(SampleSummary summary, double... expected) {
        double[] actual =
                Arrays.stream(Percentile.values()).mapToDouble(summary::at).toArray();
        assertThat(actual).containsExactly(expected, EXACTLY);
    }
}
