package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.statistics.RegressionLine.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegressionLineTest {

    /** F. J. Anscombe, Graphs in Statistical Analysis, 1973, first set: slope 0.5001, standard error 0.1179, 9 degrees of freedom. */
    @Test
    void has_the_published_slope_of_anscombes_first_set_and_its_error() {
        double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
        double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};

        RegressionLine line = through(x, y);

        assertThat(line.slope()).isCloseTo(0.5001, within(0.00005));
        assertThat(line.halfWidth()).isCloseTo(2.262 * 0.1179, within(0.0002));
        assertThat(line.points()).isEqualTo(11);
    }

    @Test
    void of_points_on_a_line_is_that_line() {
        RegressionLine line = through(new double[] {1, 2, 5}, new double[] {17, 19, 25});

        assertThat(line.slope()).isCloseTo(2, within(1e-9));
        assertThat(line.halfWidth()).isCloseTo(0, within(1e-9));
    }

    @Test
    void is_unknown_of_two_points_and_of_points_above_each_other() {
        assertThat(RegressionLine.through(List.of(new Point(1, 1), new Point(2, 2))))
                .isEmpty();
        assertThat(RegressionLine.through(List.of(new Point(1, 1), new Point(1, 2), new Point(1, 3))))
                .isEmpty();
    }

    private static RegressionLine through(double[] x, double[] y) {
        return RegressionLine.through(IntStream.range(0, x.length)
                        .mapToObj(i -> new Point(x[i], y[i]))
                        .toList())
                .orElseThrow();
    }
}
