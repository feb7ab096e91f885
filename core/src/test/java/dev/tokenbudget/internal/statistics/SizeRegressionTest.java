package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The expected numbers are those of a Huber M estimate written in NumPy 2.4: numpy.linalg.lstsq of ln tokens on one column for each
 * group and one of ln calls, reweighted by min(1, 1.345 s / |r|) up to 1e-13, where s is median(|r|) / 0.6745; and Huber's K² Σψ² / (n -
 * p) / m², where m is the share of unclipped residuals and K = 1 + p / n · (1 - m) / m.
 */
class SizeRegressionTest {

    private static final Offset<Double> CLOSELY = within(1e-9);
    private static final double[] TOKENS = {10200, 7900, 12500, 9800, 6100, 14300, 11200, 8700};
    private static final double[] CALLS = {10, 8, 12, 10, 6, 14, 11, 9};
    private static final double[] LARGER = {13300, 9600, 16900, 12200, 7600};
    private static final double[] THEIR_CALLS = {11, 8, 14, 10, 6};
    private static final double[] STEADY = {1000, 1040, 960, 1010, 985, 1025};
    private static final double[] STEADY_LARGER = {1190, 1230, 1175, 1210};

    @Test
    void the_estimate_agrees_with_numpy() {
        LogRatio ratio = ratio(TOKENS, CALLS, LARGER, THEIR_CALLS);

        assertThat(ratio.value()).isCloseTo(0.19068376302136159, CLOSELY);
        assertThat(ratio.variance()).isCloseTo(0.0003109473079959828, CLOSELY);
        assertThat(ratio.degreesOfFreedom()).isEqualTo(10);
    }

    /** The same by numpy.linalg.lstsq alone, s² · inv(XᵀX): no residual is larger than 1.345 times their scale. */
    @Test
    void without_outliers_it_is_plain_least_squares() {
        LogRatio ratio = ratio(
                new double[] {4830, 4371, 10354, 9369, 22195, 20082},
                new double[] {4, 4, 8, 8, 16, 16},
                new double[] {5796, 5245, 12425, 11243},
                new double[] {4, 4, 8, 8});

        assertThat(ratio.value()).isCloseTo(0.1823260535165887, CLOSELY);
        assertThat(ratio.variance()).isCloseTo(0.0016648146125556012, CLOSELY);
        assertThat(ratio.degreesOfFreedom()).isEqualTo(7);
    }

    /** Least squares would say -8.9 %. */
    @Test
    void one_run_of_ten_times_the_tokens_moves_the_size_by_little() {
        double[] blinded = TOKENS.clone();
        blinded[3] *= 10;

        LogRatio ratio = ratio(blinded, CALLS, LARGER, THEIR_CALLS);

        assertThat(ratio.value()).isCloseTo(0.1770788116090145, CLOSELY);
        assertThat(ratio.variance()).isCloseTo(0.0005456895504401589, CLOSELY);
        assertThat(ratio.pValueOfGrowth(1)).isLessThan(0.0001);
    }

    @Test
    void a_task_that_always_makes_as_many_calls_has_a_size_as_well() {
        LogRatio ratio = ratio(STEADY, calls(6, 3), STEADY_LARGER, calls(4, 3));

        assertThat(ratio.value()).isCloseTo(0.1794016358755366, CLOSELY);
        assertThat(ratio.variance()).isCloseTo(0.0003268103820490022, CLOSELY);
        assertThat(ratio.degreesOfFreedom()).isEqualTo(8);
    }

    @Test
    void an_outlier_does_not_blind_a_task_of_constant_calls() {
        double[] blinded = STEADY.clone();
        blinded[2] = 10_000;

        LogRatio ratio = ratio(blinded, calls(6, 3), STEADY_LARGER, calls(4, 3));

        assertThat(ratio.value()).isCloseTo(0.15213232229822005, CLOSELY);
        assertThat(ratio.variance()).isCloseTo(0.000953102666536336, CLOSELY);
    }

    @Test
    void calls_that_differ_between_the_groups_alone_say_nothing_of_the_size() {
        assertThat(SizeRegression.of(List.of(STEADY, STEADY_LARGER), List.of(calls(6, 3), calls(4, 4))))
                .isEmpty();
    }

    @Test
    void runs_without_tokens_or_calls_and_too_few_runs_have_no_size() {
        double[] three = {10, 11, 12};

        assertThat(SizeRegression.of(List.of(three, new double[] {0, 11, 12}), List.of(three, three)))
                .isEmpty();
        assertThat(SizeRegression.of(List.of(three, three), List.of(three, new double[] {0, 11, 12})))
                .isEmpty();
        assertThat(SizeRegression.of(List.of(calls(1, 9), calls(1, 9)), List.of(calls(1, 1), calls(1, 1))))
                .isEmpty();
    }

    @Test
    void sessions_differ_beyond_what_their_runs_explain_as_numpy_says() {
        SizeRegression sizes = SizeRegression.of(
                        List.of(
                                new double[] {10200, 7900, 12500, 9800, 8100, 11600},
                                new double[] {10900, 8100, 13300, 10300, 6500},
                                new double[] {9500, 7500, 11800, 6700}),
                        List.of(new double[] {10, 8, 12, 10, 8, 11}, new double[] {10, 8, 12, 10, 6}, new double[] {
                            10, 8, 12, 7
                        }))
                .orElseThrow();

        assertThat(sizes.sessions().sessions()).isEqualTo(3);
        assertThat(sizes.sessions().variance()).isCloseTo(0.0027903602678996287, CLOSELY);
        assertThat(sizes.ratio().value()).isCloseTo(0.05446435132194516, CLOSELY);
        assertThat(sizes.ratio().variance()).isCloseTo(0.0005150004273435301, CLOSELY);
    }

    @Test
    void what_never_varies_at_equal_calls_is_certain() {
        LogRatio ratio = ratio(
                new double[] {400, 500, 400, 600},
                new double[] {4, 5, 4, 6},
                new double[] {520, 650, 520},
                new double[] {4, 5, 4});

        assertThat(ratio.ratio()).isCloseTo(1.3, CLOSELY);
        assertThat(ratio.variance()).isZero();
        assertThat(ratio.pValueOfGrowth(1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0x1p-900, 1e-6, 1, 1e15, 0x1p900})
    void the_unit_of_tokens_does_not_matter(double unit) {
        LogRatio ratio = ratio(scaled(TOKENS, unit), CALLS, scaled(LARGER, unit), THEIR_CALLS);

        assertThat(ratio.value()).isCloseTo(0.19068376302136159, within(1e-8));
        assertThat(ratio.variance()).isCloseTo(0.0003109473079959828, within(1e-8));
    }

    @Test
    void nothing_is_ever_not_a_number() {
        double[][] odd = {
            {1, 1, 1}, {1, 1, 1e15}, {1e15, 1e15, 1}, {1, 2, 3}, {5e-324, 1, Double.MAX_VALUE}, {7, 7, 7.0000001}
        };
        for (double[] before : odd) {
            for (double[] after : odd) {
                for (double[] calls : odd) {
                    SizeRegression.of(List.of(before, after), List.of(calls, calls))
                            .map(SizeRegression::ratio)
                            .ifPresent(ratio -> assertThat(new double[] {
                                        ratio.value(),
                                        ratio.variance(),
                                        ratio.pValueOfGrowth(1),
                                        ratio.pValueOfFall(1.15),
                                        ratio.lowest(0.05)
                                    })
                                    .as(Arrays.toString(before) + Arrays.toString(after) + Arrays.toString(calls))
                                    .doesNotContain(Double.NaN));
                }
            }
        }
    }

    private static LogRatio ratio(double[] before, double[] callsBefore, double[] after, double[] callsAfter) {
        return SizeRegression.of(List.of(before, after), List.of(callsBefore, callsAfter))
                .orElseThrow()
                .ratio();
    }

    private static double[] calls(int runs, double each) {
        double[] calls = new double[runs];
        Arrays.fill(calls, each);
        return calls;
    }

    private static double[] scaled(double[] values, double unit) {
        return Arrays.stream(values).map(value -> value * unit).toArray();
    }
}
