package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.statistics.DetectableDrift.Look;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The expected numbers are those of SciPy 1.17: stats.f_oneway for F and p, and for the test stats.t of
 * (ln mean(c) - mean(L)) / sqrt(var(L, ddof=1) * (1 + 1/4) + w * max(0, 1/nc - 1/hmean(sizes))), where L are the logarithms of
 * the builds' means, and w is the sum of (n - 1) * (stddev / mean)² divided by N - 4.
 */
class BuildVarianceTest {

    private static final Offset<Double> CLOSELY = within(1e-9);
    private static final SessionVariation NO_DAYS = new SessionVariation(0, 1);
    private static final List<double[]> FOUR_BUILDS = List.of(
            new double[] {1000, 1100, 1050, 980},
            new double[] {1300, 1250, 1400},
            new double[] {900, 950, 870, 910, 940},
            new double[] {1150, 1200});

    @Test
    void analysis_of_variance_agrees_with_scipy() {
        BuildVariance variance = variance(FOUR_BUILDS);

        assertThat(variance.builds()).isEqualTo(4);
        assertThat(variance.f()).isCloseTo(43.02324002136015, CLOSELY);
        assertThat(variance.p()).isCloseTo(5.045521405659697e-06, within(1e-15));
        assertThat(variance.spread()).isCloseTo(0.15811001455359702, CLOSELY);
        assertThat(variance.runVariation()).isCloseTo(0.04550202185397855, CLOSELY);
        assertThat(variance.runsOfBuild()).isCloseTo(3.116883116883117, CLOSELY);
    }

    /** By hand: means 2, 4, 11 and 17/3 of all; between (3·(11/3)² + 3·(5/3)² + 3·(16/3)²) / 2 = 67, within (2 + 8 + 2) / 6 = 2. */
    @Test
    void f_can_be_computed_by_hand() {
        BuildVariance variance =
                variance(List.of(new double[] {1, 2, 3}, new double[] {2, 4, 6}, new double[] {10, 11, 12}));

        assertThat(variance.f()).isCloseTo(33.5, CLOSELY);
        assertThat(variance.p()).isCloseTo(0.0005552456576447815, CLOSELY);
    }

    @Test
    void a_candidate_of_fewer_runs_than_the_builds_agrees_with_scipy() {
        LogRatio test = variance(FOUR_BUILDS).ratioTo(SampleSummary.of(new double[] {1700, 1800}));

        assertThat(test.pValueOfGrowth(1)).isCloseTo(0.039668664718718924, CLOSELY);
        assertThat(test.pValueOfFall(1)).isCloseTo(0.9603313352812811, CLOSELY);
        assertThat(test.pValueOfGrowth(1.15)).isCloseTo(0.08240945234281917, CLOSELY);
        assertThat(test.interval(0.05).lower()).isCloseTo(1.0476365862456314, CLOSELY);
        assertThat(test.interval(0.05).upper()).isCloseTo(2.4193040855942614, CLOSELY);
        assertThat(detectable(variance(FOUR_BUILDS), 2)).isCloseTo(0.8084354492028372, CLOSELY);
    }

    @Test
    void a_candidate_of_more_runs_than_the_builds_is_one_build_all_the_same() {
        double[] six = {1700, 1800, 1650, 1790, 1810, 1750};
        BuildVariance variance = variance(FOUR_BUILDS);

        assertThat(variance.ratioTo(SampleSummary.of(six)).pValueOfGrowth(1)).isCloseTo(0.03914411089841656, CLOSELY);
        assertThat(detectable(variance, 6)).isCloseTo(0.8021429818774303, CLOSELY);
        assertThat(detectable(variance, 600)).isEqualTo(detectable(variance, 6));
        assertThat(variance.areRunsWorthMore(3)).isTrue();
        assertThat(variance.areRunsWorthMore(4)).isFalse();
    }

    @Test
    void the_interval_ends_where_the_test_rejects() {
        LogRatio test = variance(FOUR_BUILDS).ratioTo(SampleSummary.of(new double[] {1700, 1800}));

        assertThat(test.pValueOfGrowth(test.interval(0.05).lower())).isCloseTo(0.05, CLOSELY);
        assertThat(test.pValueOfFall(test.interval(0.05).upper())).isCloseTo(0.05, CLOSELY);
    }

    @Test
    void two_builds_or_single_runs_show_nothing() {
        assertThat(BuildVariance.of(FOUR_BUILDS.subList(0, 2), NO_DAYS)).isEmpty();
        assertThat(BuildVariance.of(List.of(new double[] {1}, new double[] {2}, new double[] {3}), NO_DAYS))
                .isEmpty();
    }

    @Test
    void builds_that_differ_no_more_than_their_runs_are_one_sample() {
        assertThat(BuildVariance.of(
                        List.of(new double[] {100, 130, 115}, new double[] {90, 125, 120}, new double[] {105, 128, 99}),
                        NO_DAYS))
                .isEmpty();
    }

    @Test
    void builds_that_differ_no_more_than_days_do_are_one_sample() {
        assertThat(BuildVariance.of(FOUR_BUILDS, new SessionVariation(0.15, 20)))
                .isEmpty();
    }

    @Test
    void runs_that_never_vary_differ_between_builds_with_certainty_or_not_at_all() {
        BuildVariance moved = variance(List.of(tied(100, 4), tied(100, 4), tied(120, 4)));

        assertThat(moved.f()).isInfinite();
        assertThat(moved.p()).isZero();
        for (double value : new double[] {0, 0.1, 100, 0x1p62 - 1}) {
            assertThat(BuildVariance.of(List.of(tied(value, 3), tied(value, 7), tied(value, 11)), NO_DAYS))
                    .as("builds of %s alone", value)
                    .isEmpty();
        }
    }

    @Test
    void against_a_build_of_0_nothing_is_certain() {
        BuildVariance cold = variance(List.of(tied(0, 3), new double[] {100, 101, 102}, new double[] {200, 201, 202}));
        LogRatio test = cold.ratioTo(SampleSummary.of(new double[] {900, 901}));

        assertThat(test.pValueOfGrowth(1)).isEqualTo(1);
        assertThat(test.pValueOfFall(1)).isEqualTo(1);
        assertThat(test.interval(0.05)).isEqualTo(Interval.UNBOUNDED);
        assertThat(detectable(cold, 2)).isInfinite();
        assertThat(cold.areRunsWorthMore(2)).isFalse();
    }

    @Test
    void a_fall_to_0_is_a_fall() {
        LogRatio test = variance(FOUR_BUILDS).ratioTo(SampleSummary.of(new double[] {0, 0}));

        assertThat(test.pValueOfFall(1)).isZero();
        assertThat(test.pValueOfGrowth(1)).isEqualTo(1);
        assertThat(test.interval(0.05)).isEqualTo(new Interval(0, 0));
    }

    /** By SciPy: max(ln 1.15, t.isf(alpha, 3) · SE) + t.ppf(0.8, 3) · SE, where SE is the standard error of two runs. */
    @Test
    void the_detectable_drift_knows_the_correction_and_the_tolerance() {
        BuildVariance builds = variance(FOUR_BUILDS);

        assertThat(DetectableDrift.of(builds, new Look(2, 0.15), 0.0025, 0)).isCloseTo(3.478680656501454, CLOSELY);
        assertThat(DetectableDrift.of(builds, new Look(2, 1), 0.05, 0)).isCloseTo(1.3800885011434385, CLOSELY);
        assertThat(DetectableDrift.of(builds, new Look(2, 0.15), 0.05, 0.15)).isCloseTo(1.0797007665832627, CLOSELY);
    }

    private static double detectable(BuildVariance builds, int runs) {
        return DetectableDrift.of(builds, new Look(runs, 0.15), 0.05, 0);
    }

    private static double[] tied(double value, int runs) {
        double[] build = new double[runs];
        Arrays.fill(build, value);
        return build;
    }

    private static BuildVariance variance(List<double[]> builds) {
        Optional<BuildVariance> variance = BuildVariance.of(builds, NO_DAYS);
        return variance.orElseThrow();
    }
}
