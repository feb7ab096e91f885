package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.builds;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineExample;
import dev.tokenbudget.internal.report.PlanTable;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.RunsNeeded;
import dev.tokenbudget.usage.ModelCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    private static final long[] VARYING_RUNS = {700, 1300, 800, 1200, 900, 1100, 650, 1350, 1000, 1000};
    private static final Baseline VARYING = baseline(REVIEWS, VARYING_RUNS);
    private static final Looks LOOKS = new Looks(5, 40);

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
    void the_drift_that_is_found_is_what_a_build_of_as_many_runs_prints() {
        long[] fourTimes = LongStream.range(0, 40)
                .map(run -> VARYING_RUNS[(int) run % VARYING_RUNS.length])
                .toArray();
        Comparison build = Comparison.of(
                measurement(runs(REVIEWS, Run.Terms.NONE.with(LOOKS), fourTimes)), VARYING, Judged.POLICY);
        double printed = build.tasks()
                .get(0)
                .findings()
                .get(0)
                .evidence()
                .orElseThrow()
                .detectable()
                .orElseThrow();

        assertThat(found(plan(VARYING, LOOKS))).isCloseTo(printed, within(0.02));
    }

    @Test
    void a_task_among_many_is_found_later_than_one_alone() {
        Baseline many = VARYING;
        for (int task = 0; task < 19; task++) {
            TaskId other = new TaskId("Other", "task" + task);
            many = many.with(other, BaselineExample.accepted(other, 900, 1100));
        }

        Plan alone = plan(VARYING, LOOKS);
        Plan among = plan(many, LOOKS);
        assertThat(alone.questions()).isEqualTo(2);
        assertThat(among.questions()).isEqualTo(40);
        assertThat(among.tasks().get(19).task()).isEqualTo(REVIEWS);
        assertThat(among.tasks().get(19).detectable().orElseThrow()).isGreaterThan(found(alone));
    }

    @Test
    void more_runs_of_a_build_and_of_the_baseline_find_smaller_drifts() {
        Baseline larger = empty().with(REVIEWS, builds(REVIEWS, VARYING_RUNS, VARYING_RUNS, VARYING_RUNS));

        assertThat(found(plan(VARYING, LOOKS))).isLessThan(found(plan(VARYING, new Looks(5, 5))));
        assertThat(found(plan(larger, LOOKS))).isLessThan(found(plan(VARYING, LOOKS)));
    }

    @Test
    void with_the_runs_that_a_baseline_lacks_twice_the_tolerance_is_found() {
        PlannedTask task = plan(VARYING, LOOKS).tasks().get(0);
        int sessions = task.missing() / 20;

        assertThat(task.detectable().orElseThrow()).isGreaterThan(0.3);
        assertThat(task.missing()).isPositive().isEqualTo(20 * sessions);
        assertThat(found(plan(grown(sessions), LOOKS))).isLessThanOrEqualTo(0.3);
        assertThat(found(plan(grown(sessions - 1), LOOKS))).isGreaterThan(0.3);
    }

    @Test
    void what_a_call_costs_is_found_earlier_than_how_many_there_are() {
        List<Run> accepted = new ArrayList<>();
        for (int run = 1; run <= 20; run++) {
            ModelCall call = call(1000 + 10L * (run % 3)).build();
            accepted.add(
                    run(REVIEWS, run, Collections.nCopies(2 + run % 5, call).toArray(ModelCall[]::new)));
        }

        PlannedTask task = plan(empty().with(REVIEWS, BaselineExample.accepted(REVIEWS, accepted)), LOOKS)
                .tasks()
                .get(0);

        assertThat(task.detectableSize().orElseThrow())
                .isLessThan(task.detectable().orElseThrow() / 2);
    }

    @Test
    void the_looks_of_the_latest_build_count_where_it_measured_the_task() {
        Run.Terms terms = Run.Terms.NONE.with(new Looks(3, 6));
        Map<TaskId, TaskRuns> measured = Map.of(REVIEWS, new TaskRuns(REVIEWS, runs(REVIEWS, terms, 1, 2, 3)));

        assertThat(Plan.of(VARYING, measured, Judged.POLICY, LOOKS)
                        .tasks()
                        .get(0)
                        .looks())
                .isEqualTo(new Looks(3, 6));
    }

    @Test
    void what_no_run_can_buy_is_told_in_words() {
        Baseline days = empty().with(
                        REVIEWS,
                        builds(REVIEWS, new long[] {1000, 1010}, new long[] {1200, 1210}, new long[] {850, 860}));

        assertThat(PlanTable.of(plan(days, LOOKS)))
                .contains(
                        "ReviewBenchmark.reviews varies from build to build by more than its runs do: more builds in the"
                                + " baseline show smaller drifts, more runs do not.");
        assertThat(PlanTable.of(plan(baseline(REVIEWS, 1000), LOOKS)))
                .contains(
                        "ReviewBenchmark.reviews does not show how much its runs vary: add runs to its baseline first.");
        assertThat(PlanTable.of(Plan.of(VARYING, Map.of(), Judged.POLICY, new Looks(5, 5))))
                .contains(
                        "ReviewBenchmark.reviews needs more than a baseline for 4 of 5 builds to find +30.0 %: its runs vary"
                                + " by 24 %, which takes more runs a build (maxRuns) or a wider tolerance.");
        assertThat(PlanTable.of(Plan.of(
                        baseline(REVIEWS, 1000, 1001, 999),
                        Map.of(),
                        Judged.configured(Map.of("tokenbudget.tolerance", "+1%")),
                        LOOKS)))
                .contains(
                        "ReviewBenchmark.reviews needs more than a baseline for 4 of 5 builds to find +2.0 %: sessions differ"
                                + " by 3.0 %, which takes a wider tolerance.");
    }

    @Test
    void where_means_are_compared_as_they_are_no_run_is_lacking() {
        Plan exact = Plan.of(VARYING, Map.of(), Judged.configured(Map.of("tokenbudget.mode", "exact")), LOOKS);

        assertThat(found(exact)).isCloseTo(0.15, within(1e-9));
        assertThat(exact.lacking()).isEmpty();
        assertThat(PlanTable.of(exact))
                .contains(
                        "Means are compared as they are, so that every growth beyond the tolerance is found, be it chance"
                                + " or not.");
    }

    @Test
    void the_plan_says_what_to_do() {
        assertThat(PlanTable.of(plan(VARYING, LOOKS)))
                .last()
                .asString()
                .isEqualTo(
                        "To let the baseline grow: mvn verify -Dtokenbudget.runs=20, then mvn tokenbudget:accept"
                                + " -Dtokenbudget.add -Dtokenbudget.task=\"ReviewBenchmark.reviews\" -Dtokenbudget.reason=\"…\"");
    }

    @Test
    void sessions_that_a_baseline_lacks_are_made_on_different_days() {
        Policy small = Judged.configured(Map.of("tokenbudget.minBaselineRuns", "5", "tokenbudget.tolerance", "+12%"));

        assertThat(PlanTable.of(Plan.of(VARYING, Map.of(), small, LOOKS)))
                .last()
                .asString()
                .startsWith(
                        "To let the baseline grow, on 3 days, since days differ: mvn verify -Dtokenbudget.runs=5, then mvn"
                                + " tokenbudget:accept -Dtokenbudget.add");
    }

    private static Plan plan(Baseline baseline, Looks looks) {
        return Plan.of(baseline, Map.of(), Judged.POLICY, looks);
    }

    private static double found(Plan plan) {
        return plan.tasks().get(0).detectable().orElseThrow();
    }

    /** The varying runs with {@code sessions} sessions of as many again and again. */
    private static Baseline grown(int sessions) {
        long[][] all = new long[sessions + 1][];
        all[0] = VARYING_RUNS;
        long[] twice = LongStream.concat(LongStream.of(VARYING_RUNS), LongStream.of(VARYING_RUNS))
                .toArray();
        Arrays.fill(all, 1, all.length, twice);
        return empty().with(REVIEWS, builds(REVIEWS, all));
    }
}
