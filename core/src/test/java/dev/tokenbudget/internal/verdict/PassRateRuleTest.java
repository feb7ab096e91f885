package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.Stop;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a report says of a task that succeeds less often than its {@code minPassRate} asks. */
class PassRateRuleTest {

    @Test
    void too_few_successes_that_chance_explains_are_a_warning_with_the_runs_that_decide() {
        assertThat(warnings(runs(0.8, 3, 2)))
                .containsExactly("ReviewBenchmark.reviews succeeded in 3 of 5 runs, fewer than minPassRate = 0.8 asks"
                        + " for, but chance may explain it (p = 0.26). If it stays like that, 35 runs decide: mvn verify"
                        + " -Dtokenbudget.maxRuns=35.");
    }

    @Test
    void enough_successes_are_no_warning() {
        assertThat(warnings(runs(0.8, 4, 1))).isEmpty();
    }

    /** Its test has failed, and says so. */
    @Test
    void so_few_successes_that_chance_does_not_explain_them_are_no_warning() {
        assertThat(warnings(runs(0.8, 4, 6))).isEmpty();
    }

    @Test
    void a_task_of_which_no_run_may_fail_has_failed_by_each_run_that_did() {
        assertThat(warnings(runs(1, 3, 2))).isEmpty();
    }

    @Test
    void a_rate_so_close_that_no_number_of_runs_decides_is_said_to_be() {
        assertThat(warnings(runs(0.8, 799, 201)))
                .singleElement()
                .asString()
                .endsWith("It is so close to that rate that no affordable number of runs decides.");
    }

    @Test
    void a_run_that_the_limit_of_the_session_stopped_says_nothing_of_the_rate() {
        List<Run> runs = new ArrayList<>(runs(0.8, 4, 1));
        runs.add(runs.get(4).toBuilder()
                .stopped(new Stop(Stop.Scope.SESSION, Metric.TOTAL, 6, new BigDecimal(500), new BigDecimal(500)))
                .build());

        assertThat(PassRateRule.count(runs).attempted()).isEqualTo(5);
    }

    private static List<String> warnings(List<Run> runs) {
        return Judged.comparison(measurement(runs), baseline(REVIEWS, 100)).warnings();
    }

    private static List<Run> runs(double least, int succeeding, int failing) {
        List<Run> runs = new ArrayList<>();
        for (int number = 1; number <= succeeding + failing; number++) {
            runs.add(run(
                    REVIEWS,
                    number,
                    number <= succeeding ? Outcome.SUCCEEDED : Outcome.FAILED,
                    new Run.Terms(Budget.NONE, Optional.empty(), least),
                    List.of(call(100).build())));
        }
        return runs;
    }
}
