package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The expected numbers are those of NumPy 2.4 and SciPy 1.17: numpy.log of the ratios, its mean and variance / 5, stats.t.isf, and with
 * sessions Satterthwaite's degrees of freedom.
 */
class SuiteDriftTest {

    private static final Offset<Double> CLOSELY = within(1e-9);
    private static final double[] RATIOS = {1.1, 1.3, 1.05, 1.2, 0.98};

    @Test
    void it_is_known_as_well_as_the_tasks_agree() {
        SuiteDrift suite = SuiteDrift.of(RATIOS, SessionEffect.NONE);

        assertThat(suite.tasks()).isEqualTo(5);
        assertThat(suite.ratio()).isCloseTo(1.12043465134799, CLOSELY);
        assertThat(suite.lowerBound()).isCloseTo(1.007913521913191, CLOSELY);
    }

    @Test
    void what_may_move_all_tasks_alike_makes_it_less_certain() {
        SuiteDrift suite = SuiteDrift.of(RATIOS, new SessionEffect(0.0018, 16));

        assertThat(suite.mean().variance()).isCloseTo(0.004264569374739154, CLOSELY);
        assertThat(suite.mean().degreesOfFreedom()).isCloseTo(10.567275973500896, CLOSELY);
        assertThat(suite.lowerBound()).isCloseTo(0.9960057973734674, CLOSELY);
    }

    @Test
    void however_many_tasks_there_are_a_day_is_one() {
        double[] thousand = new double[1000];
        Arrays.fill(thousand, 1.05);

        assertThat(SuiteDrift.of(thousand, new SessionEffect(0.0018, 16)).lowerBound())
                .isLessThan(1);
    }
}
