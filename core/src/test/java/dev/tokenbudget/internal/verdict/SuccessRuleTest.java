package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.statistics.SessionVariation;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that fails leaves the sample: what the others use may fall although the task became dearer. */
class SuccessRuleTest {

    private static final long[] AROUND_1000 = {
        900, 1100, 950, 1050, 1000, 920, 1080, 980, 1020, 1000, 900, 1100, 950, 1050, 1000, 920, 1080, 980, 1020, 1000
    };

    private static final TaskBaseline RELIABLE = accepted(REVIEWS, AROUND_1000);

    /** 7 × 560 and 3 × 2,683 tokens are 1,710 for each success. */
    @Test
    void dear_runs_that_fail_are_told_by_tokens_per_success_and_never_as_an_improvement() {
        JudgedTask judged = judged(RELIABLE, measured(7, 560, 3, 2_683));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(judged.statement())
                .contains("used 71 % more tokens per success: 3 of 10 runs failed (before: 0 of 20); its tolerance is"
                        + " +15%, but chance may explain that so many fail (p = 0.03)");
        assertThat(judged.verdict().remedy().sentence()).contains("-Dtokenbudget.runs=20");
    }

    @Test
    void so_many_failures_that_chance_does_not_explain_them_fail_the_build() {
        JudgedTask judged = judged(RELIABLE, measured(5, 560, 5, 2_000));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(judged.severity()).isEqualTo(Severity.FAILS);
        assertThat(judged.statement())
                .contains("used 156 % more tokens per success: 5 of 10 runs failed (before: 0 of 20)", "(p = 0.0018)");
    }

    @Test
    void cheap_failures_make_no_improvement_either() {
        JudgedTask judged = judged(RELIABLE, measured(7, 560, 3, 10));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(judged.remarks())
                .contains("Its successful runs used -44.0 %, but 3 of 10 runs failed (before: 0 of 20): that is no"
                        + " improvement.");
    }

    @Test
    void as_many_successes_as_before_leave_an_improvement_what_it_is() {
        TaskBaseline failing = TaskBaseline.accept(measured(14, 1_000, 6, 1_000), BUILD, "first", Optional.empty());

        assertThat(judged(failing, measured(7, 560, 3, 1_000)).verdict().kind()).isEqualTo(VerdictKind.IMPROVED);
    }

    @Test
    void a_few_failures_that_chance_explains_are_a_remark() {
        JudgedTask judged = judged(RELIABLE, measured(4, 1_000, 1, 1_000));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(judged.remarks())
                .contains("It used 25 % more tokens per success: 1 of 5 runs failed (before: 0 of 20), which chance may"
                        + " explain (p = 0.2).");
    }

    @Test
    void what_failed_runs_used_counts_on_both_sides() {
        TaskBaseline failing = TaskBaseline.accept(measured(10, 1_000, 10, 3_000), BUILD, "first", Optional.empty());

        // 4,000 tokens for a success before, and now 1,000 + 7 × 1,000 / 3
        assertThat(judged(failing, measured(6, 1_000, 14, 1_000)).verdict().kind())
                .isEqualTo(VerdictKind.OK);
    }

    @Test
    void failures_of_unknown_tokens_make_no_improvement() {
        List<Run> runs = new ArrayList<>(measured(7, 560, 2, 10).runs());
        runs.add(run(REVIEWS, 10, Outcome.FAILED, Run.Terms.NONE, List.of(unknown())));

        JudgedTask judged = judged(RELIABLE, new TaskRuns(REVIEWS, runs));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(judged.remarks()).anyMatch(remark -> remark.endsWith("that is no improvement."));
    }

    @Test
    void runs_that_an_unmet_assumption_ended_are_no_failures() {
        List<Run> runs = new ArrayList<>(measured(10, 560, 0, 0).runs());
        runs.add(run(REVIEWS, 11, Outcome.ABORTED, Run.Terms.NONE, List.of()));

        assertThat(judged(RELIABLE, new TaskRuns(REVIEWS, runs)).verdict().kind())
                .isEqualTo(VerdictKind.IMPROVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "exact"})
    void nothing_fails_by_it_where_nothing_is_to_fail_or_numbers_are_taken_as_they_are(String mode) {
        JudgedTask judged = judge(RELIABLE, measured(5, 560, 5, 2_000), Judged.policy(Map.of(Setting.MODE, mode)));

        assertThat(judged.severity()).isNotEqualTo(Severity.FAILS);
        assertThat(judged.verdict().kind()).isNotEqualTo(VerdictKind.IMPROVED);
    }

    private static JudgedTask judged(TaskBaseline before, TaskRuns after) {
        return judge(before, after, Judged.POLICY);
    }

    private static JudgedTask judge(TaskBaseline before, TaskRuns after, Policy policy) {
        return Judge.judge(
                        List.of(new TaskComparison(REVIEWS, Optional.of(before), Optional.of(after), 0)),
                        policy,
                        SessionVariation.ASSUMED,
                        atHand -> {})
                .get(0);
    }

    /** Return runs of which some fail, all of a few tokens more or less than the given ones. */
    private static TaskRuns measured(int succeeding, long tokens, int failing, long tokensOfFailing) {
        long[] totals = new long[succeeding];
        for (int i = 0; i < succeeding; i++) {
            totals[i] = tokens + (i % 2 == 0 ? -5 : 5) * (i == succeeding - 1 && succeeding % 2 == 1 ? 0 : 1);
        }
        List<Run> runs = new ArrayList<>(runs(REVIEWS, totals));
        for (int i = 1; i <= failing; i++) {
            runs.add(run(
                    REVIEWS,
                    succeeding + i,
                    Outcome.FAILED,
                    Run.Terms.NONE,
                    List.of(call(tokensOfFailing).build())));
        }
        return new TaskRuns(REVIEWS, runs);
    }

    private static ModelCall unknown() {
        return ModelCall.builder("anthropic", "claude-x")
                .usage(TokenUsage.unknown())
                .source(UsageSource.GATEWAY)
                .build();
    }
}
