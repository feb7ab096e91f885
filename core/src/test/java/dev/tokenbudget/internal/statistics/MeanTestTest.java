package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The expected p values are those of SciPy 1.17: the mean, over all rearrangements (itertools.combinations), of stats.t.sf(ln(c /
 * factor) / s, degrees of freedom), where c is the factor on the baseline from which on the rearrangement is as extreme as what was
 * observed, and s the deviation of the sessions' effect: the average over that effect in closed form.
 */
class MeanTestTest {

    private static final double[] EIGHT = {100, 120, 90, 110, 105, 99, 131, 87};
    private static final double[] FIVE = {112, 125, 101, 118, 96};
    private static final double[] ZEROS = {0, 0, 0, 0};
    private static final SessionEffect SESSIONS = new SessionEffect(0.0018, 16);

    /** An average over steps of a tenth of a deviation. */
    private static final Offset<Double> BY_STEPS = within(1e-3);

    @ParameterizedTest
    @CsvSource({
        "0.0018, 16, 1,    0.2909283731363534,  0.7098486276406474",
        "0.0018, 16, 1.05, 0.4991826920553178,  0.501594308721683",
        "0.0072, 20, 1,    0.33789405431552016, 0.6628829464615807"
    })
    void p_is_that_of_all_rearrangements_averaged_over_the_effect_of_the_session(
            double variance, double degreesOfFreedom, double factor, double growth, double fall) {
        MeanTest test = MeanTest.ofSamples(EIGHT, FIVE, new SessionEffect(variance, degreesOfFreedom), 1);

        assertThat(test.pValueOfGrowth(factor)).isCloseTo(growth, BY_STEPS);
        assertThat(test.pValueOfFall(factor)).isCloseTo(fall, BY_STEPS);
    }

    @Test
    void p_is_that_of_the_rearrangements_where_sessions_do_not_differ() {
        MeanTest test = MeanTest.ofSamples(EIGHT, FIVE, SessionEffect.NONE, 1);

        assertThat(test.pValueOfGrowth(1))
                .isEqualTo(PermutedMeans.of(EIGHT, FIVE, 1).pValueOfGrowth(1));
        assertThat(test.pValueOfFall(1.15))
                .isEqualTo(PermutedMeans.of(EIGHT, FIVE, 1).pValueOfFall(1.15));
    }

    /** 252 rearrangements show no p below 0.00397; the t test, with sessions, says 3.0e-11. */
    @Test
    void below_the_floor_of_rearrangements_the_t_test_decides() {
        double[] before = {100, 101, 99, 100, 102};
        double[] after = {188, 190, 186, 189, 187};

        assertThat(MeanTest.ofSamples(before, after, SESSIONS, 1).pValueOfGrowth(1))
                .isCloseTo(3.002914390135787e-11, within(1e-19));
        assertThat(MeanTest.ofSamples(after, before, SESSIONS, 1).pValueOfFall(1))
                .isCloseTo(3.002914390135787e-11, within(1e-19));
    }

    /** Of 53,130 rearrangements, 9,999 shuffles meet the observation itself for one seed in six. */
    @Test
    void shuffles_that_meet_the_observation_again_raise_no_floor() {
        double[] before = new double[20];
        double[] after = new double[5];
        Arrays.setAll(before, i -> 100 + i % 5);
        Arrays.setAll(after, i -> 190 + i);

        for (long seed = 0; seed < 50; seed++) {
            assertThat(MeanTest.ofSamples(before, after, SESSIONS, seed).pValueOfGrowth(1))
                    .isLessThan(1e-9);
        }
    }

    @Test
    void above_the_floor_the_t_test_has_no_say() {
        double[] before = {100, 101, 99, 100, 188};
        double[] after = {188, 190, 186, 189, 187};

        assertThat(MeanTest.ofSamples(before, after, SESSIONS, 1).pValueOfGrowth(1))
                .isGreaterThan(0.01);
    }

    @Test
    void what_never_varies_is_certain_but_for_the_days() {
        double[] before = {1000, 1000, 1000, 1000};
        double[] after = {1300, 1300, 1300, 1300};

        assertThat(MeanTest.ofSamples(before, after, SessionEffect.NONE, 1).pValueOfGrowth(1))
                .isZero();
        assertThat(MeanTest.ofSamples(before, after, SESSIONS, 1).pValueOfGrowth(1))
                .isBetween(1e-6, 1e-5);
        assertThat(MeanTest.ofSamples(before, before, SESSIONS, 1).pValueOfGrowth(1))
                .isGreaterThan(0.4);
    }

    /** That the one value stays where it is, is the case in 5 of 9 rearrangements. */
    @Test
    void one_value_among_zeros_proves_nothing() {
        double[] one = {0, 0, 0, 0, 9};

        assertThat(MeanTest.ofSamples(ZEROS, one, SESSIONS, 1).pValueOfGrowth(1))
                .isCloseTo(5.0 / 9, within(1e-9));
        assertThat(MeanTest.ofSamples(one, ZEROS, SESSIONS, 1).pValueOfFall(1)).isCloseTo(5.0 / 9, within(1e-9));
        assertThat(MeanTest.ofSamples(ZEROS, ZEROS, SESSIONS, 1).pValueOfGrowth(1))
                .isGreaterThanOrEqualTo(0.5);
    }

    @Test
    void all_values_from_or_to_0_are_a_movement() {
        double[] some = {7, 9, 8, 10};

        assertThat(MeanTest.ofSamples(ZEROS, some, SESSIONS, 1).pValueOfGrowth(1))
                .isLessThan(1.0 / 70);
        assertThat(MeanTest.ofSamples(some, ZEROS, SESSIONS, 1).pValueOfFall(1)).isLessThan(1.0 / 70);
        assertThat(MeanTest.ofSamples(some, ZEROS, SESSIONS, 1).pValueOfGrowth(1))
                .isEqualTo(1);
    }

    @Test
    void stays_right_near_the_largest_numbers() {
        double[] baseline = Arrays.stream(EIGHT).map(value -> value * 0x1p55).toArray();
        double[] candidate = Arrays.stream(FIVE).map(value -> value * 0x1p55).toArray();

        assertThat(MeanTest.ofSamples(baseline, candidate, SESSIONS, 1).pValueOfGrowth(1))
                .isEqualTo(MeanTest.ofSamples(EIGHT, FIVE, SESSIONS, 1).pValueOfGrowth(1));
    }

    @Test
    void against_builds_of_which_one_used_nothing_nothing_is_certain() {
        List<double[]> cold = List.of(ZEROS, new double[] {100, 101, 102}, new double[] {200, 201, 202});
        BuildVariance builds =
                BuildVariance.of(cold, new SessionVariation(0, 1)).orElseThrow();

        MeanTest test = MeanTest.ofBuilds(builds, SampleSummary.of(new double[] {900, 901}));

        assertThat(test.pValueOfGrowth(1)).isEqualTo(1);
        assertThat(test.ratio().interval(0.05)).isEqualTo(Interval.UNBOUNDED);
    }
}
