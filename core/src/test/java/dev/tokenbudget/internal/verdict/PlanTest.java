package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.builds;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.report.PlanTable;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.RunsNeeded;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    private static final Baseline VARYING = baseline(REVIEWS, 700, 1300, 800, 1200, 900, 1100, 650, 1350, 1000, 1000);

    /** Found by counting n upwards in SciPy 1.17 until exp((t.isf(0.05, 2n-2) + t.ppf(0.8, 2n-2)) · CV · √(2/n)) - 1 ≤ 0.15. */
    @ParameterizedTest
    @CsvSource({"0.1,8", "0.3,58", "0.6,229", "1.0,634"})
    void the_runs_needed_are_those_whose_detectable_drift_is_the_tolerance(double variation, int runs) {
        assertThat(RunsNeeded.of(variation, 0.15)).hasValue(runs);
    }

    @Test
    void no_number_of_runs_beyond_ten_thousand_is_a_plan() {
        assertThat(RunsNeeded.of(5, 0.15)).isEmpty();
        assertThat(RunsNeeded.of(0.3, 0)).isEmpty();
        assertThat(RunsNeeded.of(0, 0.15)).hasValue(3);
    }

    @Test
    void a_baseline_alone_is_enough_and_a_build_is_taken_to_make_five_runs() {
        PlannedTask task = Plan.of(VARYING, Map.of(), Judged.POLICY, 5).tasks().get(0);

        assertThat(task.runsOfBuild()).isEqualTo(5);
        assertThat(task.detectable().orElseThrow()).isCloseTo(0.4181918225622767, within(1e-9));
        assertThat(task.needed()).hasValue(38);
        assertThat(task.missing()).isEqualTo(28);
    }

    @Test
    void the_runs_of_the_latest_build_count_where_it_measured_the_task() {
        Map<TaskId, TaskRuns> measured = Map.of(REVIEWS, new TaskRuns(REVIEWS, runs(REVIEWS, 1, 2, 3)));

        assertThat(Plan.of(VARYING, measured, Judged.POLICY, 5).tasks().get(0).runsOfBuild())
                .isEqualTo(3);
    }

    @Test
    void what_no_run_can_buy_is_told_in_words() {
        Baseline days = empty().with(
                        REVIEWS,
                        builds(REVIEWS, new long[] {1000, 1010}, new long[] {1200, 1210}, new long[] {850, 860}));

        assertThat(PlanTable.of(Plan.of(days, Map.of(), Judged.POLICY, 5)))
                .contains(
                        "ReviewBenchmark.reviews varies from build to build by more than its runs do: more builds in the"
                                + " baseline show smaller drifts, more runs do not.");
        assertThat(PlanTable.of(Plan.of(baseline(REVIEWS, 1000), Map.of(), Judged.POLICY, 5)))
                .contains(
                        "ReviewBenchmark.reviews does not show how much its runs vary: add runs to its baseline first.");
        assertThat(PlanTable.of(Plan.of(VARYING, Map.of(), Judged.with("+0%"), 5)))
                .contains(
                        "ReviewBenchmark.reviews varies so much that no affordable number of runs shows a drift of its"
                                + " tolerance (more than 10,000).");
    }

    @Test
    void the_plan_says_what_to_do() {
        assertThat(PlanTable.of(Plan.of(VARYING, Map.of(), Judged.POLICY, 5)))
                .last()
                .asString()
                .isEqualTo("To let the baseline grow: mvn verify -Dtokenbudget.runs=28, then mvn tokenbudget:accept"
                        + " -Dtokenbudget.add -Dtokenbudget.reason=\"more runs\".");
    }
}
