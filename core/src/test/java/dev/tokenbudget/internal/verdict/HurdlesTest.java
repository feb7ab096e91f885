package dev.tokenbudget.internal.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.statistics.DetectableDrift.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HurdlesTest {

    private static final Hurdles HURDLES = new Hurdles(0.2, 0.4, 0.6);
    private static final Looks LOOKS = new Looks(5, 40);

    @ParameterizedTest
    @CsvSource({"1,0.2", "5,0.2", "6,0.4", "10,0.4", "20,0.6", "40,0.6"})
    void each_look_asks_for_a_larger_share_of_the_tolerance(int runs, double share) {
        assertThat(HURDLES.at(LOOKS, runs)).isEqualTo(share);
    }

    @Test
    void all_looks_are_planned_and_the_last_asks_for_all_of_the_tolerance() {
        assertThat(HURDLES.over(LOOKS, 0.15)).extracting(Look::runs).containsExactly(5, 10, 20, 40);
        assertThat(HURDLES.over(LOOKS, 0.15).stream().mapToDouble(Look::hurdle).toArray())
                .containsExactly(new double[] {0.03, 0.06, 0.09, 0.15}, within(1e-12));
    }

    @Test
    void the_last_look_comes_early_where_runs_are_no_power_of_two_times_the_first() {
        assertThat(HURDLES.over(new Looks(5, 12), 0.15)).extracting(Look::runs).containsExactly(5, 10, 12);
        assertThat(HURDLES.over(new Looks(7, 7), 0.15)).containsExactly(new Look(7, 0.15));
    }

    /** 5 % in all: half of what is left at each look, and all of it at the last. */
    @ParameterizedTest
    @CsvSource({"5,0.025", "10,0.0125", "20,0.00625", "40,0.00625", "80,0.00625"})
    void the_looks_share_out_what_an_interval_may_err(int runs, double level) {
        assertThat(DriftSignificance.levelOf(LOOKS, runs)).isCloseTo(level, within(1e-15));
    }

    @Test
    void a_single_look_may_err_by_all_of_it() {
        assertThat(DriftSignificance.levelOf(new Looks(7, 7), 7)).isEqualTo(0.05);
    }
}
