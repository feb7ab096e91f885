package dev.tokenbudget.internal.history.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.store.TaskPoint;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How well change points are found, as docs/change-points.md says it, by as many seeded series as it takes; prints the tables.
 *
 * <p>What no method can do better is Hinkley's maximum-likelihood estimate with both levels known (Inference About the Change-point in a
 * Sequence of Random Variables, Biometrika 57, 1970), here for normal values of the same deviation.
 */
@Tag("slow")
class ChangePointSimulationTest {

    private static final double STEP = 0.12;
    private static final int SERIES = 200;
    private static final int YEAR = 365;
    private static final int MONTH = 30;

    @Test
    void a_step_of_size_is_found_within_one_build_of_the_truth() {
        System.out.println(
                "| tasks | varies at equal calls | days | found | within one build | no method can be better than"
                        + " | in the widest range | false ones: series of a year where nothing changed |");
        System.out.println("|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (int tasks : new int[] {1, 10}) {
            for (double atEqualCalls : new double[] {0.08, 0.15, 0.3}) {
                for (double days : new double[] {0, 0.03}) {
                    row(tasks, atEqualCalls, days);
                }
            }
        }

        assertThat(found(10, 0.08, 0.03).withinOne()).isGreaterThanOrEqualTo(95 * SERIES / 100);
        assertThat(found(1, 0.08, 0).withinOne()).isGreaterThanOrEqualTo(95 * SERIES / 100);
        assertThat(found(1, 0.3, 0).covered()).isGreaterThanOrEqualTo(85 * SERIES / 100);
    }

    @Test
    void e_divisive_is_no_nearer_to_the_truth() {
        System.out.println("| varies at equal calls | ours within one build | E-divisive on the same days |");
        System.out.println("|--:|--:|--:|");
        for (double atEqualCalls : new double[] {0.08, 0.15, 0.3}) {
            int ours = found(1, atEqualCalls, 0).withinOne();
            int theirs = eDivisive(atEqualCalls);
            System.out.printf(
                    Locale.ROOT,
                    "| %.2f | %.1f %% | %.1f %% |%n",
                    atEqualCalls,
                    100.0 * ours / SERIES,
                    100.0 * theirs / SERIES);

            // three standard errors of the difference of two shares of 200
            assertThat(ours).isGreaterThanOrEqualTo(theirs - 3 * SERIES / 20);
        }
    }

    /** Of one change point in a year; what makes days differ is taken out before. */
    private static int eDivisive(double atEqualCalls) {
        int withinOne = 0;
        for (int seed = 0; seed < SERIES; seed++) {
            int truth = ChangePointSimulation.place(seed, YEAR, MONTH);
            List<TaskPoint> points =
                    builds(1, YEAR, atEqualCalls, 0).points(seed, night -> night < truth ? 0 : Math.log1p(STEP));
            DailyLevels days = FigureSeries.size(points)
                    .orElseGet(() -> FigureSeries.tokens(points))
                    .daily();
            int place = EDivisive.place(days.without(days.season()).clipped().values());
            withinOne += Math.abs(place - truth) <= 1 ? 1 : 0;
        }
        return withinOne;
    }

    @Test
    void at_most_one_series_of_twenty_in_which_nothing_changed_has_a_change_point() {
        for (double atEqualCalls : new double[] {0.08, 0.3}) {
            ChangePointSimulation single = unchanged(1, atEqualCalls, 0.03, SERIES);
            ChangePointSimulation several = unchanged(10, atEqualCalls, 0.03, SERIES / 10);

            assertThat(single.seriesWithOthers()).isLessThanOrEqualTo(SERIES / 20);
            assertThat(several.seriesWithOthers()).isLessThanOrEqualTo(SERIES / 20);
        }
    }

    @Test
    void a_step_near_the_end_takes_days_to_be_found() {
        System.out.println("| nights since the step | found of 0.08 at equal calls | of 0.3 |");
        System.out.println("|--:|--:|--:|");
        for (int nights : new int[] {3, 5, 7, 10, 14, 21, 30, 45, 60, 90}) {
            System.out.println(
                    "| " + nights + " | " + foundAfter(nights, 0.08) + " | " + foundAfter(nights, 0.3) + " |");
        }

        assertThat(ofEnd(14, 0.08).found()).isGreaterThanOrEqualTo(95 * SERIES / 100);
    }

    private static void row(int tasks, double atEqualCalls, double days) {
        ChangePointSimulation steps = found(tasks, atEqualCalls, days);
        ChangePointSimulation years = unchanged(tasks, atEqualCalls, days, tasks == 1 ? SERIES : SERIES / 10);
        double deviation =
                Math.sqrt(atEqualCalls * atEqualCalls / SimulatedBuilds.RUNS + (tasks == 1 ? days * days : 0));
        System.out.printf(
                Locale.ROOT,
                "| %d | %.2f | %.0f %% | %s | %s | %.1f %% | %s | %s |%n",
                tasks,
                atEqualCalls,
                100 * days,
                steps.share(steps.found()),
                steps.share(steps.withinOne()),
                100 * BestEstimate.withinOne(Math.log1p(STEP) / deviation),
                steps.share(steps.covered()),
                years.share(years.seriesWithOthers()));
    }

    private static ChangePointSimulation found(int tasks, double atEqualCalls, double days) {
        return ChangePointSimulation.ofSteps(builds(tasks, YEAR, atEqualCalls, days), SERIES, STEP, MONTH);
    }

    private static ChangePointSimulation unchanged(int tasks, double atEqualCalls, double days, int projects) {
        return ChangePointSimulation.ofNothing(builds(tasks, YEAR, atEqualCalls, days), projects);
    }

    private static String foundAfter(int nights, double atEqualCalls) {
        ChangePointSimulation end = ofEnd(nights, atEqualCalls);
        return end.share(end.found());
    }

    private static ChangePointSimulation ofEnd(int nights, double atEqualCalls) {
        return ChangePointSimulation.ofStepsAt(builds(1, YEAR, atEqualCalls, 0), SERIES, STEP, seed -> YEAR - nights);
    }

    private static SimulatedBuilds builds(int tasks, int nights, double atEqualCalls, double days) {
        return new SimulatedBuilds(tasks, nights, 0.3, atEqualCalls, days, 0.04, 100);
    }
}
