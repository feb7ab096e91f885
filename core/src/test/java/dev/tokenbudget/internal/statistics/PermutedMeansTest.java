package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The expected numbers are those of SciPy 1.17: stats.permutation_test of the difference of means, exact
 * (n_resamples=inf), and a bisection of its p value over a factor on the baseline for the interval.
 */
class PermutedMeansTest {

    private static final Offset<Double> EXACTLY = within(1e-12);
    private static final double[] EIGHT = {100, 120, 90, 110, 105, 99, 131, 87};
    private static final double[] FIVE = {112, 125, 101, 118, 96};
    private static final double[] TWENTY = {
        14770, 16101, 13636, 11404, 12941, 11075, 15025, 21778, 12801, 12333,
        17018, 16375, 15223, 11273, 14640, 18063, 9998, 12930, 8507, 10158
    };
    private static final double[] TEN = {11113, 17709, 13127, 20510, 19840, 17958, 9137, 16216, 18694, 19592};

    @Test
    void enumerates_small_samples_exactly() {
        PermutedMeans test =
                PermutedMeans.of(new double[] {100, 120, 90, 110, 105}, new double[] {130, 125, 140, 118, 150}, 1);

        assertThat(test.pValueOfGrowth(1)).isCloseTo(0.007936507936507936, EXACTLY);
        assertThat(test.pValueOfFall(1)).isCloseTo(0.996031746031746, EXACTLY);
        assertThat(test.method()).isEqualTo("all 252 rearrangements");
    }

    @ParameterizedTest
    @CsvSource({
        "0.9,  0.027972027972027972, 0.9735819735819736",
        "1,    0.26573426573426573,  0.749028749028749",
        "1.05, 0.4988344988344988,   0.5027195027195027",
        "1.15, 0.8756798756798757,   0.1258741258741259",
        "1.3,  0.9945609945609946,   0.006216006216006216"
    })
    void tests_any_ratio_by_scaling_the_baseline(double factor, double growth, double fall) {
        PermutedMeans test = PermutedMeans.of(EIGHT, FIVE, 1);

        assertThat(test.pValueOfGrowth(factor)).isCloseTo(growth, EXACTLY);
        assertThat(test.pValueOfFall(factor)).isCloseTo(fall, EXACTLY);
    }

    @Test
    void counts_ties_as_ties() {
        PermutedMeans test = PermutedMeans.of(new double[] {5, 5, 5, 7}, new double[] {5, 5, 7, 7}, 1);

        assertThat(test.pValueOfGrowth(1)).isCloseTo(0.5, EXACTLY);
        assertThat(test.pValueOfFall(1)).isCloseTo(0.9285714285714286, EXACTLY);
    }

    @Test
    void counts_ties_of_numbers_that_no_double_holds_exactly() {
        PermutedMeans thirds =
                PermutedMeans.of(new double[] {0.1, 0.1, 0.1, 0.3}, new double[] {0.1, 0.1, 0.3, 0.3}, 1);

        assertThat(thirds.pValueOfGrowth(1)).isCloseTo(0.5, EXACTLY);
    }

    /** SciPy with 2,000,000 shuffles: 0.0316; a p of 9,999 shuffles has a standard error of 0.0018. */
    @Test
    void shuffles_large_samples_close_to_the_exact_p() {
        PermutedMeans test = PermutedMeans.of(TWENTY, TEN, 42);

        assertThat(test.pValueOfGrowth(1)).isCloseTo(0.0316, within(0.006));
        assertThat(test.method()).isEqualTo("9,999 shuffles");
    }

    /** The seed was computed by the same formula in Python. */
    @Test
    void gives_the_same_p_for_the_same_seed_for_ever() {
        assertThat(PermutedMeans.of(TWENTY, TEN, 42).pValueOfGrowth(1))
                .isEqualTo(PermutedMeans.of(TWENTY, TEN, 42).pValueOfGrowth(1))
                .isEqualTo(0.0301);
        assertThat(SampleSeed.of("com.acme.ReviewBenchmark#reviews total", TWENTY, TEN))
                .isEqualTo(SampleSeed.of("com.acme.ReviewBenchmark#reviews total", TWENTY.clone(), TEN.clone()))
                .isEqualTo(6311330457485212381L);
    }

    @Test
    void a_seed_depends_on_the_question_and_on_every_sample() {
        long seed = SampleSeed.of("a", EIGHT, FIVE);

        assertThat(SampleSeed.of("b", EIGHT, FIVE)).isNotEqualTo(seed);
        assertThat(SampleSeed.of("a", FIVE, EIGHT)).isNotEqualTo(seed);
        assertThat(SampleSeed.of("a", new double[] {1, 2}, new double[] {3}))
                .isNotEqualTo(SampleSeed.of("a", new double[] {1}, new double[] {2, 3}));
    }

    @Test
    void says_of_runs_that_all_tie_that_nothing_moved() {
        PermutedMeans test = PermutedMeans.of(new double[] {7, 7, 7, 7, 7}, new double[] {7, 7, 7}, 1);

        assertThat(test.pValueOfGrowth(1)).isEqualTo(1);
        assertThat(test.pValueOfFall(1)).isEqualTo(1);
    }

    @Test
    void finds_growth_without_any_noise() {
        PermutedMeans test = PermutedMeans.of(new double[] {7, 7, 7, 7, 7}, new double[] {9, 9, 9, 9, 9}, 1);

        assertThat(test.pValueOfGrowth(1)).isCloseTo(1.0 / 252, EXACTLY);
    }

    @Test
    void stands_zeros_on_either_side() {
        double[] zeros = {0, 0, 0, 0};

        assertThat(PermutedMeans.of(zeros, zeros, 1).pValueOfGrowth(1)).isEqualTo(1);
        assertThat(PermutedMeans.of(zeros, new double[] {1, 2, 3, 4}, 1).pValueOfGrowth(1))
                .isCloseTo(1.0 / 70, EXACTLY);
        assertThat(PermutedMeans.of(new double[] {1, 2, 3, 4}, zeros, 1).pValueOfFall(1))
                .isCloseTo(1.0 / 70, EXACTLY);
    }

    @Test
    void stays_right_near_the_largest_numbers() {
        double[] baseline = Arrays.stream(EIGHT).map(value -> value * 0x1p55).toArray();
        double[] candidate = Arrays.stream(FIVE).map(value -> value * 0x1p55).toArray();

        assertThat(PermutedMeans.of(baseline, candidate, 1).pValueOfGrowth(1)).isCloseTo(0.26573426573426573, EXACTLY);
    }

    @Test
    void answers_for_ten_thousand_runs() {
        double[] baseline =
                IntStream.range(0, 10_000).mapToDouble(i -> 10_000 + i % 97).toArray();
        double[] candidate =
                IntStream.range(0, 10_000).mapToDouble(i -> 10_010 + i % 89).toArray();

        PermutedMeans test = PermutedMeans.of(baseline, candidate, 1);

        assertThat(test.pValueOfGrowth(1)).isEqualTo(0.0001);
    }

    @Test
    void knows_the_smallest_p_that_sizes_allow() {
        assertThat(PermutedMeans.smallestP(3, 3)).isCloseTo(0.05, EXACTLY);
        assertThat(PermutedMeans.smallestP(20, 5)).isCloseTo(1.0 / 53_130, EXACTLY);
        assertThat(PermutedMeans.smallestP(1, 1)).isCloseTo(0.5, EXACTLY);
        assertThat(PermutedMeans.smallestP(10_000, 10_000)).isLessThan(1e-250);
    }
}
