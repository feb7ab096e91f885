package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.replay.ReplayExample.estimated;
import static dev.tokenbudget.internal.replay.ReplayExample.recorded;
import static dev.tokenbudget.internal.replay.ReplayExample.recordings;
import static dev.tokenbudget.internal.replay.ReplayExample.replay;
import static dev.tokenbudget.internal.replay.ReplayExample.replays;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineBuild;
import dev.tokenbudget.internal.baseline.BaselineExample;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.replay.ReplayExample;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageBasis;
import dev.tokenbudget.usage.UsageSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Replayed runs stand beside the recorded runs that answered them, and only the estimate's error bars the verdict. */
class ReplayVerdictTest {

    @Test
    void the_recorded_runs_are_what_replayed_ones_are_compared_with_whatever_the_baseline_holds() {
        JudgedTask judged = judged(replays(REVIEWS, 0, 1000, 1200), baseline(REVIEWS, 5000), recording(1000, 1200));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(judged.comparison().before(Metric.TOTAL).orElseThrow().mean())
                .isEqualTo(1100);
    }

    @Test
    void a_growth_beyond_the_tolerance_is_drift_after_one_run_because_pairs_have_no_noise() {
        JudgedTask judged = judged(replays(REVIEWS, 0, 1200), empty(), recording(1000));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(judged.statement())
                .isEqualTo("ReviewBenchmark.reviews used 1,200 tokens a run on average, +20.0 % against the recording's"
                        + " 1,000; its tolerance is +15% (recorded).");
    }

    @Test
    void only_the_recorded_runs_that_were_replayed_stand_on_the_accepted_side() {
        Run third = replay(REVIEWS, 1, 3, false, estimated(3000, 0).build());

        JudgedTask judged = judged(List.of(third), empty(), recording(1000, 2000, 3000));

        assertThat(judged.comparison().before(Metric.TOTAL).orElseThrow().mean())
                .isEqualTo(3000);
        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
    }

    @Test
    void a_run_that_repeats_a_recorded_run_is_no_sample() {
        Run first = replay(REVIEWS, 1, 1, false, estimated(1000, 0).build());
        Run again = replay(REVIEWS, 2, 1, true, estimated(9000, 0).build());

        JudgedTask judged = judged(List.of(first, again), empty(), recording(1000));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(judged.comparison().samples(Metric.TOTAL)).containsExactly(1000);
        assertThat(judged.remarks()).isEmpty();
    }

    @Test
    void an_estimate_that_may_lie_on_either_side_of_the_tolerance_is_inconclusive_and_says_how_to_know() {
        JudgedTask judged = judged(replays(REVIEWS, 20, 1145), empty(), recording(1000));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(judged.sentence())
                .isEqualTo("ReviewBenchmark.reviews used 1,145 tokens a run on average, +14.5 % against the recording's"
                        + " 1,000; its tolerance is +15%, but the estimate may be off by ±20 tokens (1.7 %). Count the"
                        + " changed prompts with a key: mvn verify -Dtokenbudget.calls=replay"
                        + " -Dtokenbudget.count=provider; or run live: mvn verify -Dtokenbudget.calls=live");
    }

    @Test
    void an_estimate_whose_error_does_not_reach_the_tolerance_is_certain() {
        assertThat(judged(replays(REVIEWS, 20, 1130), empty(), recording(1000))
                        .verdict()
                        .kind())
                .isEqualTo(VerdictKind.OK);
        assertThat(judged(replays(REVIEWS, 20, 1171), empty(), recording(1000)).statement())
                .endsWith("its tolerance is +15% (estimated ±20).");
    }

    @Test
    void a_gain_is_never_red_and_is_claimed_only_where_the_error_leaves_no_doubt() {
        assertThat(judged(replays(REVIEWS, 20, 840), empty(), recording(1000))
                        .verdict()
                        .kind())
                .isEqualTo(VerdictKind.IMPROVED);
        assertThat(judged(replays(REVIEWS, 50, 840), empty(), recording(1000))
                        .verdict()
                        .kind())
                .isEqualTo(VerdictKind.OK);
    }

    @Test
    void the_error_of_a_mean_is_the_mean_of_the_errors_because_estimates_err_the_same_way() {
        Run large = replay(
                REVIEWS, 1, estimated(1000, 30).build(), estimated(500, 6).build());
        Run small = replay(REVIEWS, 2, estimated(1000, 0).build());

        JudgedTask judged = judged(List.of(large, small), empty(), recording(1500, 1000));

        Replay replay = judged.comparison().replay().orElseThrow();
        assertThat(replay.error(Metric.TOTAL)).isEqualTo(18);
        assertThat(replay.error(Metric.FIRST_INPUT)).isEqualTo(15);
        assertThat(replay.error(Metric.OUTPUT)).isZero();
        assertThat(replay.label(Metric.TOTAL)).isEqualTo("estimated ±18");
        assertThat(replay.label(Metric.OUTPUT)).isEqualTo("recorded");
    }

    @Test
    void costs_are_off_by_the_price_of_the_tokens_that_the_estimate_is_off() {
        ModelCall known = ModelCall.builder("openai", "gpt-4o")
                .usage(TokenUsage.of(1_000_000, 10))
                .started(Instant.parse("2026-11-23T10:00:00Z"))
                .build();
        ModelCall estimate =
                known.toBuilder().basis(UsageBasis.ESTIMATED, 10_000).build();

        JudgedTask judged = Comparison.of(
                        measurement(List.of(replay(REVIEWS, 1, estimate))).priced(PriceList.bundled()),
                        empty(),
                        recordings(ReplayExample.recording(REVIEWS, List.of(recorded(known)))),
                        Judged.POLICY)
                .tasks()
                .get(0);

        double perToken = PriceList.bundled()
                        .cost(known.toBuilder()
                                .usage(TokenUsage.of(2_000_000, 10))
                                .build())
                        .usd()
                        .orElseThrow()
                        .subtract(PriceList.bundled().cost(known).usd().orElseThrow())
                        .doubleValue()
                / 1_000_000;
        assertThat(judged.comparison().replay().orElseThrow().error(Metric.COST_USD))
                .isCloseTo(10_000 * perToken, within(1e-9));
        assertThat(judged.comparison().drift(Metric.COST_USD)).hasValue(0);
    }

    @Test
    void ok_says_when_the_recorded_runs_were_live_by_the_accepted_build_of_their_commit() {
        Baseline ofCommit = new Baseline(new TreeMap<>(Map.of(
                REVIEWS,
                BaselineExample.accepted(REVIEWS, 1000)
                        .with(
                                List.of(new BaselineBuild(
                                        "b7",
                                        Instant.parse("2026-11-18T00:00:00Z"),
                                        Optional.of(ReplayExample.COMMIT),
                                        1)),
                                List.of()))));

        assertThat(judged(replays(REVIEWS, 0, 1000), ofCommit, recording(1000)).statement())
                .isEqualTo("ReviewBenchmark.reviews is within its tolerance (replayed; live on 2026-11-18).");
    }

    @Test
    void without_such_a_build_the_commit_tells_and_without_git_its_name_stands_for_it() {
        assertThat(judged(replays(REVIEWS, 0, 1000), baseline(REVIEWS, 1000), recording(1000))
                        .statement())
                .endsWith("(replayed; live on 2026-11-20).");
        assertThat(Comparison.of(
                                measurement(replays(REVIEWS, 0, 1000)),
                                empty(),
                                Recordings.of(List.of(ReplayExample.recording(REVIEWS, 1000)), Map.of()),
                                Judged.POLICY)
                        .tasks()
                        .get(0)
                        .statement())
                .endsWith("(replayed; live at commit 9f8e7d6c5b).");
    }

    @Test
    void a_task_without_a_recording_needs_a_live_run_and_names_the_command_that_records_it() {
        JudgedTask judged = Comparison.of(
                        measurement(replays(REVIEWS, 0, 1000)), baseline(REVIEWS, 1000), Recordings.NONE, Judged.POLICY)
                .tasks()
                .get(0);

        assertThat(judged.severity()).isEqualTo(Severity.FAILS);
        assertThat(judged.sentence())
                .isEqualTo(
                        "ReviewBenchmark.reviews has no recording, so that no replay can tell what it uses. Record it,"
                                + " with a key: mvn verify -Dtokenbudget.calls=record");
    }

    @Test
    void calls_that_only_an_integration_observed_need_a_live_run_by_name() {
        Run observed = replay(REVIEWS, 1, call(1000).source(UsageSource.SPAN).build());

        JudgedTask judged = judged(List.of(observed), empty(), recording(1000));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.NEEDS_LIVE);
        assertThat(judged.sentence())
                .startsWith("ReviewBenchmark.reviews makes calls that do not pass the gateway (span), and only those"
                        + " that do can be replayed. Measure it live, with a key: ");
    }

    @Test
    void runs_of_both_kinds_are_not_thrown_together() {
        JudgedTask judged = judged(
                List.of(
                        run(REVIEWS, 1, call(1000).build()),
                        replay(REVIEWS, 2, estimated(1000, 0).build())),
                baseline(REVIEWS, 1000),
                recording(1000));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.UNMEASURABLE);
        assertThat(judged.statement()).contains("1 of its runs were answered by the provider and 1 from a recording");
    }

    @Test
    void live_runs_are_judged_by_the_baseline_although_there_is_a_recording() {
        JudgedTask judged = judged(runs(REVIEWS, 1000), baseline(REVIEWS, 1000), recording(5000));

        assertThat(judged.comparison().replay()).isEmpty();
        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
    }

    @Test
    void rules_on_other_figures_are_exact_as_well_and_one_that_only_reports_stays_so() {
        Policy reporting = Judged.policy(Map.of(Setting.MODE, "report"));

        JudgedTask judged = Comparison.of(
                        measurement(replays(REVIEWS, 0, 1500)),
                        empty(),
                        recordings(ReplayExample.recording(REVIEWS, 1000)),
                        reporting)
                .tasks()
                .get(0);

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(judged.severity()).isEqualTo(Severity.WARNS);
    }

    private static TaskRecording recording(long... totals) {
        return ReplayExample.recording(REVIEWS, totals);
    }

    private static JudgedTask judged(List<Run> runs, Baseline baseline, TaskRecording recording) {
        return Comparison.of(measurement(runs), baseline, recordings(recording), Judged.POLICY)
                .tasks()
                .get(0);
    }
}
