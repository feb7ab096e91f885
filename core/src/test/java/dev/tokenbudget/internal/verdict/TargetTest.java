package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static dev.tokenbudget.internal.verdict.FigureExample.cached;
import static dev.tokenbudget.internal.verdict.FigureExample.counting;
import static dev.tokenbudget.internal.verdict.Judged.configured;
import static dev.tokenbudget.internal.verdict.Judged.verdictOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.replay.ReplayExample;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.settings.InvalidSettingException;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule with a minimum or a maximum holds whatever the baseline is. */
class TargetTest {

    @Test
    void a_figure_below_its_minimum_fails_a_task_that_has_no_baseline_yet() {
        Comparison comparison = compare(rule("cacheHitRate", "minimum", "0.6"), cached(400, 420), empty());

        assertThat(verdictOf(comparison)).isEqualTo(VerdictKind.OFF_TARGET);
        assertThat(comparison.tasks().get(0).sentence())
                .isEqualTo(
                        "ReviewBenchmark.reviews had a cache hit rate of 0.41 a run on average, but at least 0.6 is asked"
                                + " for. Change the agent, or the minimum or maximum of the rule.");
        assertThat(comparison.tasks().get(0).remarks()).contains("NEW as well: it has no baseline yet.");
        assertThat(Gate.decide(comparison).passes()).isFalse();
    }

    @Test
    void a_figure_on_its_limit_meets_it() {
        assertThat(status(rule("cacheHitRate", "minimum", "0.6"), cached(600, 600, 600)))
                .isEqualTo(TargetFinding.Status.MET);
        assertThat(status(rule("cacheHitRate", "maximum", "0.6"), cached(600, 600, 600)))
                .isEqualTo(TargetFinding.Status.MET);
    }

    @Test
    void a_figure_just_beyond_its_limit_is_not_rounded_onto_it() {
        Comparison comparison = compare(rule("total", "maximum", "1_000"), runs(REVIEWS, 1000, 1001, 1000), empty());

        assertThat(comparison.tasks().get(0).statement())
                .isEqualTo(
                        "ReviewBenchmark.reviews used 1,000.3 tokens a run on average, but at most 1,000.0 tokens is asked"
                                + " for.");
    }

    @Test
    void a_refused_attempt_too_many_fails() {
        ModelCall refused = ModelCall.builder("anthropic", "claude-x")
                .status(UsageStatus.NOT_BILLED)
                .build();
        List<Run> retrying =
                List.of(run(REVIEWS, 1, refused, call(1000).build(), call(1000).build()));

        assertThat(status(rule("retryRate", "maximum", "0.1"), retrying)).isEqualTo(TargetFinding.Status.MISSED);
        assertThat(status(rule("retryRate", "maximum", "0.4"), retrying)).isEqualTo(TargetFinding.Status.MET);
    }

    @Test
    void a_percentile_may_be_asked_for() {
        Policy policy = configured(Map.of(
                "tokenbudget.rule.1.metric", "calls",
                "tokenbudget.rule.1.statistic", "p90",
                "tokenbudget.rule.1.maximum", "1"));

        assertThat(status(policy, runs(REVIEWS, 1000, 1000))).isEqualTo(TargetFinding.Status.MET);
    }

    @Test
    void it_stands_beside_the_rule_on_the_same_figure_and_replaces_none() {
        Policy policy = rule("total", "maximum", "100_000");

        Comparison comparison = compare(policy, runs(REVIEWS, 1500, 1500, 1500), baseline(REVIEWS, 1000, 1000, 1000));

        assertThat(verdictOf(comparison)).isEqualTo(VerdictKind.DRIFTED);
        assertThat(comparison.tasks().get(0).targets())
                .extracting(TargetFinding::status)
                .containsExactly(TargetFinding.Status.MET);
    }

    @Test
    void a_drift_and_a_missed_target_are_both_told() {
        Comparison comparison = compare(
                rule("total", "maximum", "1_400"),
                runs(REVIEWS, 1500, 1500, 1500),
                baseline(REVIEWS, 1000, 1000, 1000));

        assertThat(verdictOf(comparison)).isEqualTo(VerdictKind.DRIFTED);
        assertThat(comparison.tasks().get(0).remarks())
                .contains("OFF_TARGET as well: it used 1,500 tokens a run on average, but at most 1,400 tokens is asked"
                        + " for.");
    }

    @Test
    void a_rule_may_have_a_tolerance_and_a_limit() {
        Policy policy = configured(Map.of(
                "tokenbudget.rule.1.metric", "cacheHitRate",
                "tokenbudget.rule.1.minimum", "0.1",
                "tokenbudget.rule.1.tolerance", "-10%"));

        Comparison comparison = compare(policy, cached(400, 402, 398), withBaseline(cached(800, 802, 798)));

        assertThat(verdictOf(comparison)).isEqualTo(VerdictKind.DRIFTED);
    }

    @Test
    void of_two_on_the_same_figure_the_later_holds_and_a_task_that_is_not_meant_has_none() {
        Policy policy = configured(Map.of(
                "tokenbudget.rule.1.metric", "calls",
                "tokenbudget.rule.1.maximum", "1",
                "tokenbudget.rule.2.task", "rev*",
                "tokenbudget.rule.2.metric", "calls",
                "tokenbudget.rule.2.maximum", "5",
                "tokenbudget.rule.3.task", "plan*",
                "tokenbudget.rule.3.metric", "output",
                "tokenbudget.rule.3.maximum", "5"));

        assertThat(policy.targetsFor(REVIEWS))
                .extracting(target -> target.maximum().orElseThrow().intValue())
                .containsExactly(5);
    }

    @Test
    void one_that_only_reports_warns() {
        Policy policy = configured(Map.of(
                "tokenbudget.rule.1.metric", "cacheHitRate",
                "tokenbudget.rule.1.minimum", "0.6",
                "tokenbudget.rule.1.mode", "report"));

        Comparison comparison = compare(policy, cached(400), withBaseline(cached(400)));

        assertThat(comparison.tasks().get(0).severity()).isEqualTo(Severity.WARNS);
        assertThat(Gate.decide(comparison).passes()).isTrue();
    }

    @Test
    void what_runs_do_not_know_fails_with_the_cure_and_is_never_met() {
        Comparison comparison =
                compare(rule("total/tickets resolved", "maximum", "500"), counting(3, 0, 3), withBaseline(counting(3)));

        assertThat(verdictOf(comparison)).isEqualTo(VerdictKind.UNMEASURABLE);
        assertThat(comparison.tasks().get(0).sentence())
                .isEqualTo(
                        "ReviewBenchmark.reviews cannot be judged by total/tickets resolved:"
                                + " it is not known in 1 of 3 runs: its test counted 0 tickets resolved, and nothing can be divided"
                                + " by 0. Let the test fail where it achieves nothing, because only runs that succeed are samples.");
        assertThat(Gate.decide(comparison).passes()).isFalse();
    }

    @Test
    void a_metric_of_their_own_that_runs_do_not_know_fails_a_rule_with_a_tolerance_as_well() {
        Comparison comparison = compare(
                rule("value/answer score", "tolerance", "-10%"),
                runs(REVIEWS, 1000),
                withBaseline(runs(REVIEWS, 1000)));

        assertThat(comparison.tasks().get(0).sentence())
                .isEqualTo(
                        "ReviewBenchmark.reviews cannot be judged by value/answer score: it is not known in 1 of 1 runs:"
                                + " its test did not measure it. Call RunRecorder.measure(\"answer score\", …) in the test, or give"
                                + " the rule a <task> that leaves this one out.");
    }

    @Test
    void a_cost_without_a_price_names_the_model() {
        Comparison comparison = Comparison.of(
                measurement(runs(REVIEWS, 100)).priced(PriceList.bundled()),
                empty(),
                rule("costUsd", "maximum", "0.01"));

        assertThat(comparison.tasks().get(0).sentence()).contains("anthropic/claude-x ", "tokenbudget.prices");
    }

    @Test
    void what_no_replay_can_know_fails_no_replay_and_is_told() {
        Comparison comparison = replayed(rule("latencyMs", "maximum", "800"));

        assertThat(verdictOf(comparison)).isEqualTo(VerdictKind.OK);
        assertThat(comparison.tasks().get(0).targets())
                .extracting(TargetFinding::status)
                .containsExactly(TargetFinding.Status.UNKNOWN);
        assertThat(comparison.tasks().get(0).remarks())
                .contains("No verdict on the target of latencyMs: a replay waits for no provider.");
    }

    @Test
    void what_a_replay_knows_is_judged_as_in_a_live_run() {
        assertThat(verdictOf(replayed(rule("total", "maximum", "900")))).isEqualTo(VerdictKind.OFF_TARGET);
    }

    private static Comparison replayed(Policy policy) {
        return Comparison.of(
                measurement(ReplayExample.replays(REVIEWS, 0, 1000)),
                empty(),
                ReplayExample.recordings(ReplayExample.recording(REVIEWS, 1000)),
                policy);
    }

    @Test
    void a_task_of_which_no_run_succeeded_has_none() {
        Run failed = run(
                REVIEWS, 1, Outcome.FAILED, Run.Terms.NONE, List.of(call(1000).build()));

        assertThat(compare(rule("calls", "maximum", "1"), List.of(failed), empty())
                        .tasks()
                        .get(0)
                        .targets())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "minimum | much | Its minimum is much. Use a number in the metric's unit that is 0 or more",
                "maximum | -1 | Its maximum is -1. Use a number in the metric's unit that is 0 or more",
                "maximum | 0.1 | Its minimum 0.5 is above its maximum 0.1, so that no value is allowed."
            })
    void a_limit_that_cannot_be_used_is_named(String part, String value, String because) {
        Map<String, String> parts = new TreeMap<>(Map.of("tokenbudget.rule.1.minimum", "0.5"));
        parts.put("tokenbudget.rule.1." + part, value);

        assertThatThrownBy(() -> configured(parts))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("Rule 1 {")
                .hasMessageContaining(because);
    }

    private static Policy rule(String metric, String part, String value) {
        return configured(Map.of("tokenbudget.rule.1.metric", metric, "tokenbudget.rule.1." + part, value));
    }

    private static TargetFinding.Status status(Policy policy, List<Run> runs) {
        return compare(policy, runs, empty()).tasks().get(0).targets().get(0).status();
    }

    private static Comparison compare(Policy policy, List<Run> runs, Baseline baseline) {
        return Comparison.of(measurement(runs), baseline, policy);
    }

    private static Baseline withBaseline(List<Run> runs) {
        TreeMap<TaskId, TaskBaseline> tasks = new TreeMap<>();
        tasks.put(REVIEWS, accepted(REVIEWS, runs));
        return new Baseline(tasks);
    }
}
