package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The expected numbers are those of NumPy 2.4 and SciPy 1.17: the logarithm of the ratio of means, its variance from the pooled
 * coefficient of variation, stats.t of their quotient, and Satterthwaite's degrees of freedom, (v + s)² / (v² / 11 + s² / 16).
 */
class LogRatioTest {

    private static final Offset<Double> CLOSELY = within(1e-9);
    private static final SessionEffect SESSIONS = new SessionEffect(0.0018, 16);
    private static final LogRatio RATIO = LogRatio.ofMeans(
            SampleSummary.of(new double[] {100, 120, 90, 110, 105, 99, 131, 87}),
            SampleSummary.of(new double[] {112, 125, 101, 118, 96}));

    @Test
    void means_are_compared_by_their_pooled_variation() {
        assertThat(RATIO.value()).isCloseTo(0.04777166128050417, CLOSELY);
        assertThat(RATIO.variance()).isCloseTo(0.0054752037043733215, CLOSELY);
        assertThat(RATIO.degreesOfFreedom()).isEqualTo(11);
        assertThat(RATIO.pValueOfGrowth(1)).isCloseTo(0.2658841469204446, CLOSELY);
        assertThat(RATIO.pValueOfFall(1)).isCloseTo(0.7341158530795554, CLOSELY);
        assertThat(RATIO.pValueOfGrowth(1.05)).isCloseTo(0.5053678499181766, CLOSELY);
    }

    @Test
    void sessions_add_their_variance_and_degrees_of_freedom_as_satterthwaite_says() {
        LogRatio across = RATIO.across(SESSIONS);

        assertThat(across.value()).isEqualTo(RATIO.value());
        assertThat(across.variance()).isCloseTo(0.007275203704373321, CLOSELY);
        assertThat(across.degreesOfFreedom()).isCloseTo(18.078188158933333, CLOSELY);
        assertThat(across.pValueOfGrowth(1)).isCloseTo(0.2911506812106987, CLOSELY);
        assertThat(across.pValueOfFall(1)).isCloseTo(0.7088493187893012, CLOSELY);
    }

    @Test
    void an_interval_agrees_with_scipy_and_ends_where_the_tests_reject() {
        LogRatio across = RATIO.across(SESSIONS);

        assertThat(across.interval(0.05).lower()).isCloseTo(0.9047466606040963, CLOSELY);
        assertThat(across.interval(0.05).upper()).isCloseTo(1.2160934489612678, CLOSELY);
        assertThat(across.interval(0.0125).lower()).isCloseTo(0.8515532622520271, CLOSELY);
        assertThat(across.interval(0.0125).upper()).isCloseTo(1.2920583311729377, CLOSELY);
        assertThat(across.pValueOfGrowth(across.lowest(0.0125))).isCloseTo(0.0125, CLOSELY);
        assertThat(across.pValueOfFall(across.interval(0.0125).upper())).isCloseTo(0.0125, CLOSELY);
    }

    @Test
    void what_never_varies_is_as_uncertain_as_sessions_are() {
        LogRatio certain = LogRatio.ofMeans(tied(1000), tied(1300));

        assertThat(certain.pValueOfGrowth(1)).isZero();
        assertThat(certain.across(SessionEffect.NONE)).isEqualTo(certain);
        assertThat(certain.across(SESSIONS).variance()).isEqualTo(0.0018);
        assertThat(certain.across(SESSIONS).degreesOfFreedom()).isCloseTo(16, CLOSELY);
    }

    @Test
    void of_what_is_infinitely_uncertain_nothing_is_certain() {
        LogRatio unknown = new LogRatio(1, Double.POSITIVE_INFINITY, 3);

        assertThat(unknown.across(SESSIONS)).isEqualTo(unknown);
        assertThat(unknown.across(SESSIONS).pValueOfGrowth(1)).isEqualTo(1);
        assertThat(unknown.across(SESSIONS).interval(0.05)).isEqualTo(Interval.UNBOUNDED);
    }

    @Test
    void from_and_to_0_is_infinitely_far_however_sessions_differ() {
        LogRatio toNothing = LogRatio.ofMeans(tied(7), tied(0)).across(SESSIONS);
        LogRatio fromNothing = LogRatio.ofMeans(tied(0), tied(7)).across(SESSIONS);

        assertThat(toNothing.pValueOfFall(1)).isZero();
        assertThat(toNothing.pValueOfGrowth(1)).isEqualTo(1);
        assertThat(toNothing.interval(0.05)).isEqualTo(new Interval(0, 0));
        assertThat(fromNothing.pValueOfGrowth(1)).isZero();
        assertThat(fromNothing.pValueOfFall(1)).isEqualTo(1);
    }

    private static SampleSummary tied(double value) {
        return SampleSummary.of(new double[] {value, value, value});
    }
}
