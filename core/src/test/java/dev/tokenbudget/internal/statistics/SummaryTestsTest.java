package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What needs no samples; the expected numbers are those of SciPy 1.17 (stats.t, hypergeom, binom, false_discovery_control). */
class SummaryTestsTest {

    private static final Offset<Double> CLOSELY = within(1e-9);

    @Test
    void pooled_variation_agrees_with_scipy() {
        LogRatio test = LogRatio.ofMeans(summary(20, 1000, 250), summary(8, 1300, 400));

        assertThat(PooledVariation.of(summary(20, 1000, 250), summary(8, 1300, 400))
                        .coefficient())
                .isCloseTo(0.2667627794856123, CLOSELY);
        assertThat(test.pValueOfGrowth(1)).isCloseTo(0.013290044659938634, CLOSELY);
        assertThat(test.pValueOfFall(1)).isCloseTo(0.9867099553400613, CLOSELY);
        assertThat(test.pValueOfGrowth(1.15)).isCloseTo(0.1409980366572975, CLOSELY);
        assertThat(test.interval(0.05).lower()).isCloseTo(1.07468333, within(1e-8));
        assertThat(test.interval(0.05).upper()).isCloseTo(1.57255626, within(1e-8));
    }

    @Test
    void summaries_without_variation_are_compared_without_dividing_by_it() {
        LogRatio grown = LogRatio.ofMeans(summary(5, 100, 0), summary(5, 101, 0));
        LogRatio same = LogRatio.ofMeans(summary(5, 100, 0), summary(5, 100, 0));

        assertThat(grown.pValueOfGrowth(1)).isZero();
        assertThat(grown.pValueOfFall(1)).isEqualTo(1);
        assertThat(same.pValueOfGrowth(1)).isEqualTo(1);
        assertThat(same.pValueOfFall(1)).isEqualTo(1);
        assertThat(same.interval(0.05)).isEqualTo(new Interval(1, 1));
    }

    @Test
    void summaries_of_0_are_compared_without_dividing_by_it() {
        assertThat(LogRatio.ofMeans(summary(5, 0, 0), summary(5, 0, 0)).pValueOfGrowth(1))
                .isEqualTo(1);
        assertThat(LogRatio.ofMeans(summary(5, 0, 0), summary(5, 7, 1)).pValueOfGrowth(1))
                .isZero();
        assertThat(LogRatio.ofMeans(summary(5, 7, 1), summary(5, 0, 0)).pValueOfFall(1))
                .isZero();
    }

    @Test
    void variation_needs_three_values() {
        assertThatThrownBy(() ->
                        PooledVariation.of(SampleSummary.of(new double[] {1}), SampleSummary.of(new double[] {2})))
                .hasMessage("Two samples need 3 values together to show how much they vary.");
    }

    /** VERDICTS, section 4.8: CV, candidate runs, drift in percent; the baseline has 20 runs. */
    @ParameterizedTest
    @CsvSource({
        "0.1,5,14", "0.1,10,10", "0.1,20,8", "0.1,30,8", "0.2,5,29", "0.2,10,22", "0.2,20,17", "0.2,30,16",
        "0.3,5,47", "0.3,10,35", "0.3,20,27", "0.3,30,24", "0.6,5,116", "0.6,10,81", "0.6,20,62", "0.6,30,55"
    })
    void the_detectable_drift_is_the_published_one(double variation, int runs, double percent) {
        double drift = DetectableDrift.of(
                PooledVariation.of(summary(20, 1000, 1000 * variation), summary(runs, 1000, 1000 * variation)));

        assertThat(100 * drift).isCloseTo(percent, within(1.0));
    }

    @Test
    void benjamini_and_hochberg_agree_with_scipy() {
        assertThat(BenjaminiHochberg.adjusted(new double[] {0.01, 0.04, 0.03, 0.005, 0.5, 1.0, 0.04}))
                .containsExactly(
                        new double[] {0.035, 0.056, 0.056, 0.035, 0.5833333333333334, 1.0, 0.056}, within(1e-12));
        assertThat(BenjaminiHochberg.adjusted(new double[0])).isEmpty();
        assertThat(BenjaminiHochberg.adjusted(new double[] {0.03})).containsExactly(0.03);
    }

    @Test
    void the_suite_drifts_by_its_geometric_mean() {
        SuiteDrift suite = SuiteDrift.of(new double[] {1.1, 1.3, 0.9, 1.2, 1.05}, SessionEffect.NONE);

        assertThat(suite.ratio()).isCloseTo(1.101513485367267, CLOSELY);
        assertThat(suite.lowerBound()).isCloseTo(0.9642887321188812, CLOSELY);
    }

    @Test
    void the_suite_stands_few_and_odd_tasks() {
        assertThat(SuiteDrift.of(new double[0], SessionEffect.NONE).ratio()).isEqualTo(1);
        assertThat(SuiteDrift.of(new double[0], SessionEffect.NONE).lowerBound())
                .isZero();
        assertThat(SuiteDrift.of(new double[] {1.5}, SessionEffect.NONE).lowerBound())
                .isZero();
        assertThat(SuiteDrift.of(new double[] {1.5, 1.5}, SessionEffect.NONE).lowerBound())
                .isCloseTo(1.5, CLOSELY);
        assertThat(SuiteDrift.of(new double[] {0, Double.POSITIVE_INFINITY, 1.2, 1.2}, SessionEffect.NONE)
                        .tasks())
                .isEqualTo(2);
    }

    @Test
    void runs_beyond_a_percentile_are_counted_exactly() {
        double[] baseline = new double[30];
        double[] candidate = new double[10];
        for (int i = 0; i < 3; i++) {
            baseline[i] = 2;
        }
        for (int i = 0; i < 6; i++) {
            candidate[i] = 2;
        }

        Exceedance exceedance = Exceedance.of(baseline, candidate, 1);

        assertThat(exceedance.exceeding()).isEqualTo(6);
        assertThat(exceedance.pOfGrowth()).isCloseTo(0.003313939846447586, CLOSELY);
        assertThat(exceedance.pOfFall()).isCloseTo(0.9998041244171275, CLOSELY);
    }

    @Test
    void runs_beyond_a_percentile_of_a_summary_are_binomial() {
        double[] candidate = {9, 9, 9, 1, 1, 1, 1, 1, 1, 1};

        Exceedance exceedance = Exceedance.of(Percentile.P90, 5, candidate);

        assertThat(exceedance.pOfGrowth()).isCloseTo(0.0701908264, CLOSELY);
        assertThat(exceedance.pOfFall()).isCloseTo(0.9872048016, CLOSELY);
    }

    @Test
    void no_run_beyond_a_percentile_says_nothing_of_growth() {
        assertThat(Exceedance.of(new double[] {1, 1, 1}, new double[] {1, 1}, 1).pOfGrowth())
                .isEqualTo(1);
        assertThat(Exceedance.of(new double[] {0}, new double[] {1}, 0).pOfGrowth())
                .isEqualTo(0.5);
    }

    @Test
    void tiers_share_out_the_candidates_runs() {
        double[] baseline = new double[1000];
        for (int i = 0; i < baseline.length; i++) {
            baseline[i] = i + 1;
        }
        SampleSummary summary = SampleSummary.of(baseline);

        Map<Tier, Double> same = Tier.shares(baseline, summary);
        assertThat(same).allSatisfy((tier, share) -> assertThat(share).isCloseTo(tier.expectedShare(), within(0.002)));
        assertThat(Tier.shares(new double[] {1, 800, 950, 1001}, summary).values())
                .containsOnly(0.25);
        assertThat(Tier.of(summary.at(Percentile.P75), summary)).isEqualTo(Tier.GREEN);
    }

    private static SampleSummary summary(int n, double mean, double standardDeviation) {
        return new SampleSummary(
                n, mean, OptionalDouble.of(standardDeviation), mean, mean, Map.of(Percentile.P50, mean));
    }
}
