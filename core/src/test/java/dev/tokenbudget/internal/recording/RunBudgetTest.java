package dev.tokenbudget.internal.recording;

import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.START;
import static dev.tokenbudget.internal.run.RunExample.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.Stop;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.runlog.RunLog;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.math.BigDecimal;
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

/** A run that has used up its budget, or its session's, is refused another call. */
class RunBudgetTest {

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
    void absurd_numbers_do_not_hide_what_was_used() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 15_000L));
        run.record(call(Long.MAX_VALUE).build());
        run.record(call(Long.MAX_VALUE).build());

        assertThat(run.refusal()).isPresent();
    }

    @Test
    void a_number_below_0_does_not_make_room_for_more_calls() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 15_000L));
        run.record(call(15_000).build());
        run.record(call(-15_000).build());

        assertThat(run.refusal()).isPresent();
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
                .containsExactly(
                        new Stop(Stop.Scope.RUN, Metric.TOTAL, 3, BigDecimal.valueOf(100), BigDecimal.valueOf(100)));
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
                        "was stopped in run 3 after 1 call: its budget is 1 (maxCalls)",
                        "used 140 tokens in run 3, but its budget is 100 (maxTotal)");
    }

    @Test
    void a_run_that_the_session_broke_off_speaks_neither_for_nor_against_its_task() {
        RunInProgress run = run(Map.of(), session(100));
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
        SessionBudget session = session(100);
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
        SessionBudget session = session(100);
        session.add(LooseCall.outside(call(100).build()));

        assertThat(run(Map.of(), session).refusal()).isPresent();
    }

    @Test
    void a_call_that_is_fetched_again_counts_for_the_session_as_it_was_last() {
        SessionBudget session = session(100);
        RunInProgress run = run(Map.of(), session);
        run.amend(call(60).responseId("r1").build());
        run.amend(call(70).responseId("r1").build());

        assertThat(session.refusal()).isEmpty();
    }

    @Test
    void a_run_is_refused_the_next_call_once_it_has_cost_what_it_may() {
        RunInProgress run = costingAtMost("0.03");
        run.record(sonnet(999));
        assertThat(run.refusal()).isEmpty();

        run.record(sonnet(1_000));

        // 1,000 × 3 + 999 × 15 = 17,985, and 1,000 × 3 + 1,000 × 15 = 18,000 per million
        assertThat(run.refusal())
                .contains("TokenBudget did not send this call: reviews was stopped in run 3 after $0.036: its budget is"
                        + " $0.03 (maxCostUsd). Make the task cheaper, or raise the budget in its annotation.");
    }

    @Test
    void a_cost_that_is_exactly_the_limit_stops_the_run_and_is_not_over_it() {
        RunInProgress run = costingAtMost("0.018");
        run.record(sonnet(1_000));

        Run ended = end(run).priced(PriceList.bundled());

        assertThat(budget("0.018").breachesOf(ended)).isEmpty();
        assertThat(run.refusal()).isPresent();
    }

    @Test
    void a_run_that_cost_more_than_it_may_is_told_in_dollars() {
        RunInProgress run = costingAtMost("0.01799999");
        run.record(sonnet(1_000));

        Run ended = end(run).priced(PriceList.bundled());

        assertThat(budget("0.01799999").breachesOf(ended))
                .extracting(Budget.Breach::inWords)
                .containsExactly("cost $0.018 in run 3, but its budget is $0.01799999 (maxCostUsd)");
    }

    @Test
    void a_call_without_a_price_lets_no_limit_on_the_cost_pass_in_silence() {
        RunInProgress run = costingAtMost("0.03");
        run.record(sonnet(10));
        run.record(call(10).build());
        assertThat(run.refusal()).isEmpty();

        Run ended = end(run).priced(PriceList.bundled());

        assertThat(budget("0.03").breachesOf(ended))
                .singleElement()
                .satisfies(breach -> assertThat(breach.inWords() + ". " + breach.remedy())
                        .startsWith("cannot be held to its budget of $0.03 (maxCostUsd) in run 3: anthropic/claude-x ")
                        .contains("tokenbudget.prices"));
    }

    @Test
    void the_run_log_keeps_a_limit_on_the_cost() {
        Run ended = costingAtMost("0.25")
                .end(
                        Outcome.SUCCEEDED,
                        new Run.Terms(budget("0.25"), Optional.empty(), 1.0),
                        Map.of(),
                        Duration.ZERO,
                        Duration.ZERO);

        RunLog.in(folder, BUILD).append(ended);

        assertThat(RunLogs.merge(folder, BUILD).tasks())
                .isEqualTo(Map.of(REVIEWS, new TaskRuns(REVIEWS, List.of(ended))));
    }

    @Test
    void a_run_warns_in_dollars_when_it_has_cost_four_fifths_of_a_limit() {
        assertThat(warningsOf(() -> costingAtMost("0.0225").record(sonnet(1_000))))
                .containsExactly("reviews has used $0.018 of its $0.0225 (maxCostUsd) in run 3; calls beyond that are"
                        + " refused.");
    }

    @Test
    void a_run_warns_once_when_it_has_used_four_fifths_of_a_limit() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 100L));

        assertThat(warningsOf(() -> run.record(call(79).build()))).isEmpty();
        assertThat(warningsOf(() -> {
                    run.record(call(1).build());
                    run.record(call(1).build());
                }))
                .containsExactly(
                        "reviews has used 80 of its 100 tokens (maxTotal) in run 3; calls beyond that are refused.");
    }

    @Test
    void a_session_that_cost_what_it_may_refuses_the_calls_of_every_run_and_of_none() {
        SessionBudget session = costingTogether("0.03");
        RunInProgress first = run(Map.of(), session);
        first.record(sonnet(1_000));
        assertThat(first.refusal()).isEmpty();

        session.add(LooseCall.outside(sonnet(1_000)));

        // 2 × (1,000 × 3 + 1,000 × 15) = 36,000 per million
        assertThat(run(Map.of(), session).refusal().orElseThrow())
                .contains(
                        "the session had cost $0.036, and its budget is $0.03 (tokenbudget.maxCostUsd). Run fewer tasks,"
                                + " or raise tokenbudget.maxCostUsd.");
        assertThat(session.usedUp())
                .contains("the session had cost $0.036, and its budget is $0.03 (tokenbudget.maxCostUsd)");
        assertThat(first.refusal()).isPresent();
        assertThat(end(first).stopped()).map(Stop::metric).contains(Metric.COST_USD);
    }

    @Test
    void a_session_warns_once_of_calls_that_its_limit_on_costs_cannot_count() {
        RunInProgress run = run(Map.of(), costingTogether("0.03"));

        assertThat(warningsOf(SessionBudget.class, () -> {
                    run.record(call(10).build());
                    run.record(call(10).build());
                }))
                .singleElement()
                .asString()
                .startsWith("The session's budget (tokenbudget.maxCostUsd) does not count calls of unknown cost:"
                        + " anthropic/claude-x ")
                .contains("tokenbudget.prices");
        assertThat(run.refusal()).isEmpty();
    }

    @Test
    void a_session_warns_in_dollars_when_it_has_cost_four_fifths_of_its_limit() {
        assertThat(warningsOf(
                        SessionBudget.class,
                        () -> run(Map.of(), costingTogether("0.0225")).record(sonnet(1_000))))
                .containsExactly("The session has used $0.018 of its $0.0225 (tokenbudget.maxCostUsd).");
    }

    private static SessionBudget session(long maxTotal) {
        return new SessionBudget(Budget.of(Map.of(Metric.TOTAL, maxTotal)), PriceList::bundled);
    }

    private static SessionBudget costingTogether(String usd) {
        return new SessionBudget(budget(usd), PriceList::bundled);
    }

    private static List<String> warningsOf(Runnable action) {
        return warningsOf(RunBudget.class, action);
    }

    private static List<String> warningsOf(Class<?> source, Runnable action) {
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
        Logger logger = Logger.getLogger(source.getName());
        logger.addHandler(log);
        try {
            action.run();
        } finally {
            logger.removeHandler(log);
        }

        return warnings;
    }

    private static RunInProgress costingAtMost(String usd) {
        return run(budget(usd), SessionBudget.unlimited());
    }

    private static Budget budget(String usd) {
        return new Budget(Map.of(Metric.COST_USD, new BigDecimal(usd)));
    }

    /** Return a call of 1,000 tokens at $3 a million, and {@code output} at $15. */
    private static ModelCall sonnet(long output) {
        return ModelCall.builder("anthropic", "claude-sonnet-4-5")
                .usage(TokenUsage.of(1_000, output))
                .started(START)
                .build();
    }

    private static RunInProgress run(Map<Metric, Long> limits) {
        return run(Budget.of(limits), SessionBudget.unlimited());
    }

    private static RunInProgress run(Map<Metric, Long> limits, SessionBudget session) {
        return run(Budget.of(limits), session);
    }

    private static RunInProgress run(Budget budget, SessionBudget session) {
        return new RunInProgress(
                REVIEWS, 3, START, new RunBudget(budget, session, PriceList::bundled), Duration.ZERO, loose -> {});
    }

    private static Run end(RunInProgress run) {
        return run.end(Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ZERO);
    }

    private static Run.Terms terms(Map<Metric, Long> limits) {
        return new Run.Terms(Budget.of(limits), Optional.empty(), 1.0);
    }
}
