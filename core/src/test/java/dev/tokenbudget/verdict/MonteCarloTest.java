package dev.tokenbudget.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.verdict.MonteCarlo.Builds;
import dev.tokenbudget.verdict.MonteCarlo.Noise;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The shipped rule against the figures that are published of it. A few trials are part of every build; the whole tables
 * come with {@code mvn verify -pl core -Pmonte-carlo}.
 */
class MonteCarloTest {

    private static final int[] SIZES = {5, 10, 20, 30};
    private static final double[] DRIFTS = {0, 0.075, 0.15, 0.3};

    /** The published figures are rounded to whole percents. */
    private static final double ROUNDED = 0.5;

    @Test
    void a_few_trials_come_near_the_published_figures() {
        MonteCarlo few = new MonteCarlo(200, 1);

        assertThat(few.rejections(Noise.lognormal(0.1), 5, 0.3)).isCloseTo(97, within(8.0));
        assertThat(few.rejections(Noise.lognormal(0.3), 10, 0)).isCloseTo(5, within(8.0));
        assertThat(few.rejections(Noise.lognormal(0.3), 10, 0.3)).isCloseTo(57, within(12.0));
    }

    @Test
    void a_few_builds_in_which_nothing_changed_rarely_fail_and_stop_early() {
        Builds unchanged = new MonteCarlo(50, 1).builds(20, 20, 0);

        assertThat(unchanged.failing()).isLessThan(20);
        assertThat(unchanged.runsATask()).isCloseTo(8.8, within(1.0));
    }

    @ParameterizedTest
    @Tag("monte-carlo")
    @CsvSource({
        "lognormal 0.1, 1/14/46/97 0/7/50/100 0/2/50/100 0/0/50/100",
        "lognormal 0.3, 5/9/15/34 5/13/26/57 5/18/39/84 3/18/48/93",
        "lognormal 0.6, 5/6/10/15 5/8/13/22 5/10/17/36 5/11/21/47",
        "loop, 4/7/12/24 4/12/21/49 4/16/34/76 3/18/46/89"
    })
    void a_single_task_is_rejected_as_often_as_published(String distribution, String published) {
        MonteCarlo all = new MonteCarlo(2_000, 1);
        Noise noise = distribution.equals("loop")
                ? Noise.loop()
                : Noise.lognormal(Double.parseDouble(distribution.substring("lognormal ".length())));
        String[] bySize = published.split(" ");
        SoftAssertions cells = new SoftAssertions();
        for (int size = 0; size < SIZES.length; size++) {
            String[] byDrift = bySize[size].split("/");
            for (int drift = 0; drift < DRIFTS.length; drift++) {
                double measured = all.rejections(noise, SIZES[size], DRIFTS[drift]);
                System.out.printf(
                        "%s, n = %d, drift %+.1f %%: %.1f %% (published %s %%)%n",
                        distribution, SIZES[size], 100 * DRIFTS[drift], measured, byDrift[drift]);
                cells.assertThat(measured)
                        .as("%s, n = %d, drift %s", distribution, SIZES[size], DRIFTS[drift])
                        .isCloseTo(Double.parseDouble(byDrift[drift]), within(2.0 + ROUNDED));
            }
        }
        cells.assertAll();
    }

    @ParameterizedTest
    @Tag("monte-carlo")
    @CsvSource({
        "20, 20, 5.3, 8.8, 42, 79, 18",
        "20, 40, 5.0, 11.0, 60, 85, 33",
        "50, 20, 4.7, 8.5, 63, 87, 18",
        "50, 40, 4.0, 9.8, 84, 90, 30",
        "100, 20, 4.4, 8.3, 74, 89, 18",
        "100, 40, 4, 9.6, 89, 91, 25"
    })
    void staged_builds_fail_find_and_cost_what_is_published(
            int baselineRuns,
            int maxRuns,
            double failing,
            double runs,
            double foundOne,
            double foundAll,
            double runsOfAll) {
        MonteCarlo all = new MonteCarlo(2_000, 1);
        Builds unchanged = all.builds(baselineRuns, maxRuns, 0);
        Builds one = all.builds(baselineRuns, maxRuns, 1);
        Builds every = all.builds(baselineRuns, maxRuns, 20);
        System.out.printf(
                "baseline %d, maxRuns %d: failing %.1f %% (published %.1f), runs %.1f (%.1f), one found %.1f %% (%.0f),"
                        + " all found %.1f %% (%.0f), runs %.1f (%.0f)%n",
                baselineRuns,
                maxRuns,
                unchanged.failing(),
                failing,
                unchanged.runsATask(),
                runs,
                one.driftedTasksFound(),
                foundOne,
                every.driftedTasksFound(),
                foundAll,
                every.runsATask(),
                runsOfAll);
        SoftAssertions figures = new SoftAssertions();
        figures.assertThat(unchanged.failing()).as("failing").isCloseTo(failing, within(2.0));
        figures.assertThat(unchanged.runsATask()).as("runs").isCloseTo(runs, within(0.5));
        figures.assertThat(one.driftedTasksFound()).as("one found").isCloseTo(foundOne, within(4.0));
        figures.assertThat(every.driftedTasksFound()).as("all found").isCloseTo(foundAll, within(4.0));
        figures.assertAll();
    }
}
