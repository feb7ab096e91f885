package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.replay.ReplayExample.departed;
import static dev.tokenbudget.internal.replay.ReplayExample.estimated;
import static dev.tokenbudget.internal.replay.ReplayExample.recorded;
import static dev.tokenbudget.internal.replay.ReplayExample.recording;
import static dev.tokenbudget.internal.replay.ReplayExample.recordings;
import static dev.tokenbudget.internal.replay.ReplayExample.replay;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.ReplayedRun;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.ReplayedRun.Kind;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.SkippedTask;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageBasis;
import dev.tokenbudget.usage.UsageStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run that asks for more than was recorded is bounded from below, and never taken for one that is fine. */
class LeftRecordingTest {

    private static final TaskRecording TWO_CALLS =
            recording(REVIEWS, List.of(recorded(call(600).build(), call(400).build())));

    private static final String THIRD_CALL = "call 3 follows call 2, and the recording has no further answer";

    @Test
    void a_known_prompt_beyond_the_tolerance_is_drift_by_its_lower_bound() {
        JudgedTask judged = judged(left(180));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(judged.sentence())
                .isEqualTo(
                        "ReviewBenchmark.reviews used at least 1,180 tokens a run on average, at least +18.0 % against"
                                + " the recording's 1,000; its tolerance is +15%; only a live run knows the rest: in run 1, call 3"
                                + " follows call 2, and the recording has no further answer (its prompt: about 180 tokens). If that"
                                + " is meant, record it again, with a key, and accept those runs: mvn verify"
                                + " -Dtokenbudget.calls=record");
    }

    @Test
    void a_known_prompt_within_the_tolerance_proves_nothing_and_needs_a_live_run() {
        JudgedTask judged = judged(left(42));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.NEEDS_LIVE);
        assertThat(judged.severity()).isEqualTo(Severity.FAILS);
        assertThat(judged.sentence())
                .isEqualTo(
                        "ReviewBenchmark.reviews used at least 1,042 tokens a run on average, at least +4.2 % against"
                                + " the recording's 1,000; only a live run knows the rest: in run 1, call 3 follows call 2, and the"
                                + " recording has no further answer (its prompt: about 42 tokens). Only a live run can tell. Record"
                                + " it again, with a key: mvn verify -Dtokenbudget.calls=record");
    }

    @Test
    void who_lives_with_not_knowing_may_have_it_warn() {
        JudgedTask judged = Comparison.of(
                        measurement(List.of(left(42))),
                        empty(),
                        recordings(TWO_CALLS),
                        Judged.policy(Map.of(Setting.FAIL_ON_NEEDS_LIVE, "false")))
                .tasks()
                .get(0);

        assertThat(judged.severity()).isEqualTo(Severity.WARNS);
    }

    @Test
    void the_prompt_of_the_unanswered_call_counts_once_also_where_the_run_was_charged_with_it() {
        ModelCall unanswered = call(0).usage(TokenUsage.unknown().withInput(180))
                .status(UsageStatus.PARTIAL)
                .basis(UsageBasis.NEEDS_LIVE, 5)
                .build();
        Run charged = departed(
                REVIEWS,
                1,
                List.of(estimated(600, 0).build(), estimated(400, 0).build(), unanswered),
                new Departure(Kind.LEFT, 3, THIRD_CALL, 180));

        assertThat(judged(charged).statement()).contains("at least 1,180 tokens");
    }

    @Test
    void an_estimated_call_counts_with_what_it_used_at_least() {
        Run estimate = departed(
                REVIEWS,
                1,
                List.of(estimated(600, 10).build(), estimated(400, 20).build()),
                new Departure(Kind.LEFT, 3, THIRD_CALL, 180));

        assertThat(judged(estimate).verdict().kind()).isEqualTo(VerdictKind.NEEDS_LIVE);
        assertThat(judged(estimate).statement()).contains("at least 1,150 tokens");
    }

    @Test
    void a_run_that_left_early_is_no_gain() {
        Run early = departed(
                REVIEWS, 1, List.of(estimated(600, 0).build()), new Departure(Kind.LEFT, 2, "call 2 is another", 100));

        assertThat(judged(early).verdict().kind()).isEqualTo(VerdictKind.NEEDS_LIVE);
        assertThat(judged(early).statement())
                .startsWith(
                        "ReviewBenchmark.reviews used at least 700 tokens a run on average, where the recording's runs"
                                + " used 1,000; only a live run knows the rest: ");
    }

    @Test
    void the_answer_to_another_model_is_unknown_so_only_its_prompt_counts() {
        ModelCall prompt = estimated(0, 0).usage(TokenUsage.of(1_160, 400)).build();
        Departure model = new Departure(Kind.PARAMETER, 1, "call 1 asks for claude-y instead of claude-x", 0);
        Run drifted = withParameter(model, prompt);
        Run cheaper = withParameter(
                model, prompt.toBuilder().usage(TokenUsage.of(900, 400)).build());

        assertThat(judged(drifted).verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(judged(drifted).statement())
                .contains("at least +16.0 %")
                .endsWith("in run 1, call 1 asks for claude-y instead of claude-x.");
        assertThat(judged(cheaper).verdict().kind()).isEqualTo(VerdictKind.NEEDS_LIVE);
    }

    @Test
    void what_several_runs_ask_for_is_told_once() {
        TaskRecording twice = recording(REVIEWS, 1000, 1000);
        Departure more = new Departure(Kind.LEFT, 2, "call 2 follows call 1", 10);
        List<Run> runs = List.of(
                departed(REVIEWS, 1, List.of(estimated(1000, 0).build()), more),
                departed(REVIEWS, 2, List.of(estimated(1000, 0).build()), more));

        assertThat(Comparison.of(measurement(runs), empty(), recordings(twice), Judged.POLICY)
                        .tasks()
                        .get(0)
                        .statement())
                .endsWith("in run 1, call 2 follows call 1 (its prompt: about 10 tokens), and so it is in 1 more run.");
    }

    @Test
    void the_test_that_was_aborted_for_it_is_not_taken_for_a_skipped_one() {
        Measurement aborted = measurement(List.of(left(42)))
                .without(List.of(new SkippedTask(REVIEWS, "Assumption failed: the run left its recording")));

        assertThat(Comparison.of(aborted, empty(), recordings(TWO_CALLS), Judged.POLICY)
                        .tasks()
                        .get(0)
                        .verdict()
                        .kind())
                .isEqualTo(VerdictKind.NEEDS_LIVE);
    }

    @Test
    void one_run_that_left_spoils_those_that_did_not() {
        TaskRecording twice = recording(REVIEWS, 1000, 1000);
        List<Run> runs = List.of(
                replay(REVIEWS, 1, estimated(1000, 0).build()),
                departed(
                        REVIEWS,
                        2,
                        List.of(estimated(1000, 0).build()),
                        new Departure(Kind.LEFT, 2, "call 2 follows call 1", 100)));

        JudgedTask judged = Comparison.of(measurement(runs), empty(), recordings(twice), Judged.POLICY)
                .tasks()
                .get(0);

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.NEEDS_LIVE);
        assertThat(judged.statement()).contains("at least 1,050 tokens");
    }

    @Test
    void a_budget_that_stopped_a_replayed_run_is_what_counts() {
        Run over = stopped(REVIEWS, 100).toBuilder()
                .replayed(new ReplayedRun(1, false, List.of(new Departure(Kind.LEFT, 2, "x", 1))))
                .build();

        assertThat(judged(over).verdict().kind()).isEqualTo(VerdictKind.OVER_BUDGET);
    }

    private static Run left(long prompt) {
        return departed(
                REVIEWS,
                1,
                List.of(estimated(600, 0).build(), estimated(400, 0).build()),
                new Departure(Kind.LEFT, 3, THIRD_CALL, prompt));
    }

    private static Run withParameter(Departure model, ModelCall call) {
        return replay(REVIEWS, 1, call).toBuilder()
                .replayed(new ReplayedRun(1, false, List.of(model)))
                .build();
    }

    private static JudgedTask judged(Run run) {
        return Comparison.of(measurement(List.of(run)), empty(), recordings(TWO_CALLS), Judged.POLICY)
                .tasks()
                .get(0);
    }
}
