package dev.tokenbudget.internal.recording;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.START;
import static dev.tokenbudget.internal.run.RunExample.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.integration.ActiveRuns;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.JudgeCalls;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A run's judge has a ledger of its own, whoever reports its calls. */
class JudgeOfRunTest {

    private final List<LooseCall> loose = new ArrayList<>();
    private final RunInProgress run = new RunInProgress(REVIEWS, 3, START, loose::add);

    @Test
    void keeps_its_calls_apart_from_those_of_the_agent() {
        run.record(call(10).build());
        run.judge().record(call(20).build());

        Run ended = end(run);

        assertThat(totals(ended.calls())).containsExactly(10L);
        assertThat(totals(ended.judgeCalls())).containsExactly(20L);
        assertThat(ended.totalTokens()).hasValue(10);
    }

    @Test
    void takes_a_call_that_names_the_judge_by_whatever_recorder_it_comes() {
        run.agent("planner").record(call(10).role(ModelCall.Role.JUDGE).build());
        run.agent("planner").judge().record(call(20).build());
        CallRecorder.of(run::record).judge().record(call(30).build());

        assertThat(totals(end(run).judgeCalls())).containsExactlyInAnyOrder(10L, 20L, 30L);
    }

    @Test
    void of_no_run_is_limited_by_what_judges_of_the_session_may_use() {
        SessionBudget judges =
                new SessionBudget(ModelCall.Role.JUDGE, Budget.of(Map.of(Metric.TOTAL, 100L)), PriceList::bundled);
        judges.add(LooseCall.outside(call(100).role(ModelCall.Role.JUDGE).build()));
        RunRegistry.limitLooseCallsBy(new SessionBudgets(SessionBudget.unlimited(), judges));
        RunRegistry.sendLooseCallsTo(loose::add);
        try {
            CallRecorder judge = CallRecorder.of(ActiveRuns.current().judge());
            judge.record(call(20).build());

            assertThat(judge.refusal()).isPresent();
            assertThat(judge.remaining().total()).hasValue(0);
            assertThat(loose).extracting(one -> one.call().role()).containsExactly(ModelCall.Role.JUDGE);
        } finally {
            RunRegistry.limitLooseCallsBy(SessionBudgets.unlimited());
            RunRegistry.sendLooseCallsTo(call -> {});
        }
    }

    @Test
    void keeps_a_response_that_a_listener_to_all_models_reports_as_the_agents() {
        run.judge().record(call(20).responseId("r1").source(UsageSource.GATEWAY).build());
        run.record(call(20).responseId("r1").source(UsageSource.FRAMEWORK).build());

        Run ended = end(run);

        assertThat(ended.calls()).isEmpty();
        assertThat(totals(ended.judgeCalls())).containsExactly(20L);
    }

    @Test
    void gets_a_response_back_that_was_taken_for_the_agents_until_its_own_listener_reported_it() {
        RunInProgress limited = limitedTo("1000", "0.01");
        limited.record(call(20).responseId("r1").source(UsageSource.GATEWAY).build());
        limited.judge()
                .record(call(20).responseId("r1").source(UsageSource.FRAMEWORK).build());

        Run ended = end(limited);

        assertThat(ended.calls()).isEmpty();
        assertThat(ended.judgeCalls()).singleElement().satisfies(call -> {
            assertThat(call.role()).isEqualTo(ModelCall.Role.JUDGE);
            assertThat(call.source()).isEqualTo(UsageSource.GATEWAY);
        });
    }

    @Test
    void is_not_mixed_up_with_the_agent_by_a_provider_that_repeats_its_ids() {
        run.record(call(10).responseId("same").build());
        run.judge().record(call(20).responseId("same").build());
        run.record(call(30).responseId("same").build());

        Run ended = end(run);

        assertThat(totals(ended.calls())).containsExactly(10L, 30L);
        assertThat(totals(ended.judgeCalls())).containsExactly(20L);
    }

    @Test
    void does_not_count_in_the_agents_budget() {
        RunInProgress limited = limitedTo("100", "1000");
        limited.judge().record(call(5_000).build());

        assertThat(limited.refusal()).isEmpty();
        assertThat(end(limited).stopped()).isEmpty();
    }

    @Test
    void is_refused_calls_by_its_own_limit_and_the_agent_is_not() {
        RunInProgress limited = limitedTo("1000000", "0.001");
        limited.judge().record(priced(10_000));

        assertThat(limited.judge().refusal())
                .hasValue("TokenBudget did not send this call: " + REVIEWS.name()
                        + "'s judge was stopped in run 3 after $0.0125: its budget is $0.001 (maxJudgeCostUsd). Grade with"
                        + " fewer or shorter calls or a cheaper model, or raise maxJudgeCostUsd in the annotation.");
        assertThat(limited.refusal()).isEmpty();
        Run ended = end(limited);
        assertThat(ended.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(ended.stopped()).isEmpty();
        assertThat(ended.terms().budget().breachesOf(ended)).isEmpty();
        assertThat(ended.judge().breach(3))
                .hasValueSatisfying(words -> assertThat(words).startsWith("was stopped in run 3"));
    }

    @Test
    void is_told_to_have_gone_beyond_its_limit_by_its_last_call() {
        RunInProgress limited = limitedTo("1000000", "0.001");
        limited.judge().record(priced(10_000));

        JudgeCalls judge = end(limited).priced(PriceList.bundled()).judge();

        assertThat(judge.breach(3)).hasValue("cost $0.0125 in run 3, but its limit is $0.001 (maxJudgeCostUsd)");
    }

    @Test
    void is_refused_calls_once_the_judges_of_the_session_have_used_up_theirs() {
        SessionBudget judges = new SessionBudget(
                ModelCall.Role.JUDGE, new Budget(Map.of(Metric.COST_USD, new BigDecimal("0.01"))), PriceList::bundled);
        RunBudget ofJudge = new RunBudget(ModelCall.Role.JUDGE, Budget.NONE, judges, PriceList::bundled);
        RunInProgress one =
                new RunInProgress(REVIEWS, 1, START, RunBudget.unlimited(), ofJudge, Duration.ZERO, loose::add);
        one.judge().record(priced(10_000));

        assertThat(one.judge().refusal())
                .hasValue("TokenBudget did not send this call: " + REVIEWS.name()
                        + "'s judge was stopped in run 1: the session's judge had cost $0.0125, and its budget is $0.01"
                        + " (tokenbudget.maxJudgeCostUsd). Run fewer tasks, or raise tokenbudget.maxJudgeCostUsd.");
        assertThat(one.refusal()).isEmpty();
    }

    @Test
    void has_calls_under_way_of_its_own() {
        run.judge().begin();

        Run ended = end(run);

        assertThat(ended.unfinishedCalls()).isZero();
        assertThat(ended.judge().unfinishedCalls()).isEqualTo(1);
        assertThat(ended.unmeasurableBecause()).isEmpty();
    }

    @Test
    void is_charged_late_as_a_judge() {
        end(run);
        run.judge().record(call(10).build());

        assertThat(loose).singleElement().satisfies(late -> {
            assertThat(late.reason()).isEqualTo(LooseCall.Reason.LATE);
            assertThat(late.call().role()).isEqualTo(ModelCall.Role.JUDGE);
        });
    }

    @Test
    void is_whoever_calls_on_a_thread_that_is_judging() {
        try (RunRegistry.Scope active = RunRegistry.enter(run)) {
            ActiveRuns.current().record(call(10).build());
            try (ActiveRuns.Scope judging = ActiveRuns.judging()) {
                ActiveRuns.current().record(call(20).build());
            }
            ActiveRuns.current().record(call(30).build());
        }

        Run ended = end(run);
        assertThat(totals(ended.calls())).containsExactly(10L, 30L);
        assertThat(totals(ended.judgeCalls())).containsExactly(20L);
    }

    @Test
    void is_carried_to_another_thread_with_its_run() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (RunRegistry.Scope active = RunRegistry.enter(run)) {
            try (ActiveRuns.Scope judging = ActiveRuns.judging()) {
                CallRecorder judge = ActiveRuns.ofThisThread().orElseThrow();
                other.submit(() -> {
                            try (ActiveRuns.Scope carried = ActiveRuns.bind(judge)) {
                                ActiveRuns.current().record(call(20).build());
                            }
                        })
                        .get();
            }
        } finally {
            other.shutdown();
        }

        assertThat(totals(end(run).judgeCalls())).containsExactly(20L);
    }

    private RunInProgress limitedTo(String tokens, String judgeUsd) {
        RunBudget agent = new RunBudget(
                new Budget(Map.of(Metric.TOTAL, new BigDecimal(tokens))),
                SessionBudget.unlimited(),
                PriceList::bundled);
        RunBudget judge = new RunBudget(
                ModelCall.Role.JUDGE,
                new Budget(Map.of(Metric.COST_USD, new BigDecimal(judgeUsd))),
                SessionBudget.unlimited(),
                PriceList::bundled);
        return new RunInProgress(REVIEWS, 3, START, agent, judge, Duration.ZERO, loose::add);
    }

    private static ModelCall priced(long input) {
        return ModelCall.builder("openai", "gpt-5")
                .usage(TokenUsage.of(input, 0))
                .started(START)
                .build();
    }

    private static Run end(RunInProgress run) {
        return run.end(Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ZERO);
    }

    private static List<Long> totals(List<ModelCall> calls) {
        return calls.stream().map(call -> call.usage().total().orElseThrow()).toList();
    }
}
