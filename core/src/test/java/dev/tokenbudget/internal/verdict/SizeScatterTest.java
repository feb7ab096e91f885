package dev.tokenbudget.internal.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.statistics.LogRatio;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The expected numbers are computed by hand: the median absolute deviation from the median, / 0.6745. */
class SizeScatterTest {

    /** Deviations from 0 are 0.03 and 0.05 for four tasks each, and their median is 0.04: (0.04 / 0.6745)² · 9 / 8 - 0.0001. */
    @Test
    void days_of_their_own_show_in_how_the_sizes_scatter_beyond_their_runs() {
        assertThat(SizeScatter.variance(sizes(0.03, -0.03, 0.05, -0.05, 0.03, -0.03, 0.05, -0.05)))
                .isCloseTo(Math.pow(0.04 / 0.6745, 2) * 9 / 8 - 0.0001, within(1e-12));
    }

    @Test
    void what_moves_all_tasks_alike_does_not_scatter_them() {
        assertThat(SizeScatter.variance(sizes(0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2)))
                .isZero();
    }

    @Test
    void a_few_tasks_that_drifted_move_no_median() {
        List<LogRatio> sizes = new ArrayList<>(Collections.nCopies(17, new LogRatio(0, 0.0001, 20)));
        sizes.addAll(sizes(0.5, 0.7, 3));

        assertThat(SizeScatter.variance(sizes)).isZero();
    }

    @Test
    void five_tasks_show_it_and_fewer_do_not() {
        assertThat(SizeScatter.variance(sizes(0.06, -0.06, 0.06, -0.06, 0)))
                .isCloseTo(Math.min(0.0072, Math.pow(0.06 / 0.6745, 2) * 6 / 5 - 0.0001), within(1e-12));
        assertThat(SizeScatter.variance(sizes(0.06, -0.06, 0.06, -0.06))).isZero();
        assertThat(SizeScatter.variance(List.of())).isZero();
    }

    /** √0.0072 is what separates two days that each differ by 6 %. */
    @Test
    void tasks_that_scatter_further_than_days_do_hide_no_drift() {
        assertThat(SizeScatter.variance(sizes(0.3, -0.3, 0.5, -0.5, 0.3, -0.3, 0.5, -0.5)))
                .isCloseTo(0.0072, within(1e-12));
    }

    private static List<LogRatio> sizes(double... logs) {
        return DoubleStream.of(logs)
                .mapToObj(log -> new LogRatio(log, 0.0001, 20))
                .toList();
    }
}
