package dev.tokenbudget.run;

import static dev.tokenbudget.run.RunExample.BUILD;
import static dev.tokenbudget.run.RunExample.REVIEWS;
import static dev.tokenbudget.run.RunExample.START;
import static dev.tokenbudget.run.RunExample.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that has used up its budget, or its session's, gets no leave for another call. */
class BrakeTest {

    @TempDir
    private Path folder;

    @Test
    void a_run_below_its_limits_may_go_on() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 100L, Metric.CALLS, 2L));
        run.record(call(99).build());

        assertThat(run.refusal()).isEmpty();
        assertThat(end(run).stopped()).isEmpty();
    }

    @Test
    void a_run_that_reached_its_limit_is_refused_the_next_call() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 15_000L));
        run.record(call(15_000).build());

        assertThat(run.refusal())
                .contains(
                        "TokenBudget did not send this call: reviews was stopped in run 3 after 15,000 tokens: its"
                                + " budget is 15,000 (maxTotal). Make the task cheaper, or raise the budget in its annotation.");
    }

    @Test
    void a_run_on_its_limit_that_asks_for_nothing_more_was_not_stopped() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 100L));
        run.record(call(100).build());

        Run ended = end(run);

        assertThat(ended.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(ended.terms().budget().breachesOf(ended)).isEmpty();
    }

    @Test
    void calls_are_a_limit_too_and_those_that_were_not_billed_do_not_count() {
        RunInProgress run = run(Map.of(Metric.CALLS, 2L));
        run.record(call(1).build());
        run.record(call(0).status(UsageStatus.NOT_BILLED).build());
        assertThat(run.refusal()).isEmpty();

        run.record(call(1).build());

        assertThat(run.refusal().orElseThrow()).contains("after 2 calls: its budget is 2 (maxCalls)");
    }

    @Test
    void what_is_known_of_a_cut_answer_counts() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 100L));
        run.record(call(0).usage(TokenUsage.unknown().withInput(100))
                .status(UsageStatus.PARTIAL)
                .build());

        assertThat(run.refusal()).isPresent();
    }

    @Test
    void a_response_that_two_sources_reported_counts_once() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 100L));
        run.record(call(60).responseId("r1").build());
        run.record(call(60).responseId("r1").source(UsageSource.FRAMEWORK).build());

        assertThat(run.refusal()).isEmpty();
    }

    @Test
    void a_stopped_run_is_no_sample_even_where_its_test_passed() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 100L));
        run.record(call(100).build());
        run.refusal();

        Run ended = end(run);

        assertThat(ended.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(ended.terms().budget().breachesOf(ended))
                .containsExactly(new Stop(Stop.Scope.RUN, Metric.TOTAL, 3, 100, 100));
    }

    @Test
    void a_stop_is_told_once_beside_other_limits_that_were_exceeded() {
        Map<Metric, Long> limits = Map.of(Metric.TOTAL, 100L, Metric.CALLS, 1L);
        RunInProgress run = run(limits);
        run.record(call(70).build());
        run.refusal();
        run.record(call(70).build());

        Run ended = run.end(Outcome.SUCCEEDED, terms(limits), Map.of(), Duration.ZERO, Duration.ZERO);

        assertThat(ended.terms().budget().breachesOf(ended))
                .extracting(Budget.Breach::inWords)
                .containsExactly(
                        "was stopped in run 3 after 1 calls: its budget is 1 (maxCalls)",
                        "used 140 tokens in run 3, but its budget is 100 (maxTotal)");
    }

    @Test
    void a_run_that_the_session_broke_off_speaks_neither_for_nor_against_its_task() {
        RunInProgress run = run(Map.of(), new SessionBudget(100));
        run.record(call(120).build());
        run.refusal();

        Run ended = run.end(Outcome.ABORTED, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ZERO);
        TaskRuns task = new TaskRuns(REVIEWS, List.of(ended));

        assertThat(ended.isBrokenOff()).isTrue();
        assertThat(task.wereStopped()).isFalse();
        assertThat(task.breaches()).isEmpty();
    }

    @Test
    void the_run_log_keeps_what_stopped_a_run() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 100L));
        run.record(call(120).build());
        run.refusal();
        Run ended = end(run);

        RunLog.in(folder, BUILD).append(ended);

        assertThat(RunLogs.merge(folder, BUILD).tasks())
                .isEqualTo(Map.of(REVIEWS, new TaskRuns(REVIEWS, List.of(ended))));
    }

    @Test
    void a_session_refuses_the_calls_of_every_run_and_of_none() {
        SessionBudget session = new SessionBudget(100);
        RunInProgress first = run(Map.of(), session);
        RunInProgress second = run(Map.of(), session);
        first.record(call(60).build());
        assertThat(second.refusal()).isEmpty();

        second.record(call(60).build());

        assertThat(first.refusal().orElseThrow())
                .contains("the session had used 120 tokens, and its budget is 100 (tokenbudget.maxTotal). Run fewer");
        assertThat(second.refusal()).isPresent();
        assertThat(session.refusal()).isPresent();
        assertThat(end(first).stopped()).map(Stop::scope).contains(Stop.Scope.SESSION);
    }

    @Test
    void a_call_of_no_run_counts_for_the_session() {
        SessionBudget session = new SessionBudget(100);
        session.add(LooseCall.outside(call(100).build()));

        assertThat(run(Map.of(), session).refusal()).isPresent();
    }

    @Test
    void a_call_that_is_fetched_again_counts_for_the_session_as_it_was_last() {
        SessionBudget session = new SessionBudget(100);
        RunInProgress run = run(Map.of(), session);
        run.amend(call(60).responseId("r1").build());
        run.amend(call(70).responseId("r1").build());

        assertThat(session.refusal()).isEmpty();
    }

    @Test
    void a_run_warns_once_when_it_has_used_four_fifths_of_a_limit() {
        List<String> warnings = new ArrayList<>();
        Handler log = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                warnings.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(Brake.class.getName());
        logger.addHandler(log);
        try {
            RunInProgress run = run(Map.of(Metric.TOTAL, 100L));
            run.record(call(79).build());
            assertThat(warnings).isEmpty();
            run.record(call(1).build());
            run.record(call(1).build());
        } finally {
            logger.removeHandler(log);
        }

        assertThat(warnings)
                .containsExactly(
                        "reviews has used 80 of its 100 tokens (maxTotal) in run 3; calls beyond that are refused.");
    }

    private static RunInProgress run(Map<Metric, Long> limits) {
        return run(limits, SessionBudget.unlimited());
    }

    private static RunInProgress run(Map<Metric, Long> limits, SessionBudget session) {
        return new RunInProgress(REVIEWS, 3, START, new Budget(limits), session, Duration.ZERO, loose -> {});
    }

    private static Run end(RunInProgress run) {
        return run.end(Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ZERO);
    }

    private static Run.Terms terms(Map<Metric, Long> limits) {
        return new Run.Terms(new Budget(limits), Optional.empty(), 1.0);
    }
}
