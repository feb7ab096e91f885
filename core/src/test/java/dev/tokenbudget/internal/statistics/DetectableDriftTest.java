package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.statistics.DetectableDrift.Look;
import dev.tokenbudget.internal.statistics.DetectableDrift.Spread;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The expected numbers are those of 2,000,000 builds simulated in NumPy 2.4: the drift at which 80 % of them pass the hurdle of every
 * look and, at the last, the quantile of Student's distribution (SciPy 1.17) as well.
 */
class DetectableDriftTest {

    private static final List<Look> LOOKS =
            List.of(new Look(5, 0.05), new Look(10, 0.075), new Look(20, 0.10), new Look(40, 0.15));
    private static final SessionEffect SESSIONS = new SessionEffect(0.0018, 16);

    @ParameterizedTest
    @CsvSource({
        "0.3,  20, 0.05,    0.2895839677034523",
        "0.3,  50, 0.00125, 0.36188763204542446",
        "0.05, 20, 0.05,    0.1940043069460987"
    })
    void the_drift_that_four_of_five_builds_find_agrees_with_simulated_looks(
            double ofRun, int baselineRuns, double alpha, double expected) {
        double drift = DetectableDrift.of(LOOKS, new Spread(ofRun, 58, baselineRuns, SESSIONS), alpha, 0);

        assertThat(drift).isCloseTo(expected, within(0.004));
    }

    @Test
    void one_look_agrees_as_well() {
        double drift =
                DetectableDrift.of(List.of(new Look(20, 0.15)), new Spread(0.3, 38, 20, SessionEffect.NONE), 0.05, 0);

        assertThat(drift).isCloseTo(0.2710301394112118, within(0.004));
    }

    /** In strict mode, it is not 0 that must be ruled out, but what is allowed. */
    @Test
    void a_test_against_the_tolerance_finds_only_larger_drifts() {
        double drift = DetectableDrift.of(LOOKS, new Spread(0.3, 58, 20, SESSIONS), 0.05, 0.15);

        assertThat(drift).isCloseTo(0.45233669573680674, within(0.01));
    }

    @Test
    void what_never_varies_is_found_just_beyond_its_tolerance() {
        double drift = DetectableDrift.of(LOOKS, new Spread(0, 38, 20, SessionEffect.NONE), 0.05, 0);

        assertThat(drift).isCloseTo(0.15, within(1e-12));
    }

    @Test
    void more_looks_than_are_ever_planned_and_huge_numbers_of_runs_are_no_trouble() {
        List<Look> many =
                IntStream.range(0, 31).mapToObj(i -> new Look(1 << i, 0.15)).toList();

        assertThat(DetectableDrift.of(many, new Spread(0.3, 58, 20, SESSIONS), 0.05, 0))
                .isGreaterThan(0.15)
                .isFinite();
    }
}
