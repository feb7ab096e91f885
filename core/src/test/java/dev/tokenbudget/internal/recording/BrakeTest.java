package dev.tokenbudget.internal.recording;

import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.Stop;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.runlog.RunLog;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept for calls under way makes others wait, and refuses none. */
class BrakeTest {

    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final OptionalLong NO_LIMIT = OptionalLong.empty();

    @TempDir
    private Path folder;

    @Test
    void a_call_that_is_alone_goes_whatever_it_may_use() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 1_000L));
        run.record(answer(500, 400));

        assertThat(admitted(run, call(5_000, OptionalLong.of(100_000)))).isTrue();
    }

    @Test
    void the_first_call_of_a_model_goes_alone_because_nobody_knows_how_its_prompt_is_counted() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 1_000_000L));
        Reservation first = admit(run, call(100, OptionalLong.of(10)));

        assertThat(admitted(run, call(100, OptionalLong.of(10)))).isFalse();

        end(run, first, answer(100, 10));
        assertThat(admitted(run, call(100, OptionalLong.of(10)))).isTrue();
    }

    @Test
    void an_answer_tells_nothing_before_its_prompt_is_counted() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 1_000_000L));
        CompletableFuture<Optional<PromptSections>> prompt = new CompletableFuture<>();
        CallForecast counted = call(100, OptionalLong.of(10));
        CallForecast uncounted = new CallForecast(
                counted.provider(), counted.model(), counted.kind(), counted.bytes(), counted.outputLimit(), prompt);
        end(run, admit(run, uncounted), answer(5_000, 10));
        admit(run, counted);
        assertThat(admitted(run, counted)).isFalse();

        prompt.complete(counted.measured());

        assertThat(admitted(run, counted)).isTrue();
    }

    @Test
    void calls_go_together_as_long_as_all_fit_but_for_the_answer_of_the_last() {
        RunInProgress run = heard(run(Map.of(Metric.TOTAL, 1_000L)), answer(100, 10));

        // 110 used; 110 + 190 for each, the prompt with a tenth more than it had so far
        Reservation first = admit(run, call(100, OptionalLong.of(190)));
        admit(run, call(100, OptionalLong.of(190)));
        assertThat(admitted(run, call(100, OptionalLong.of(10_000)))).isTrue();
        assertThat(admitted(run, call(100, OptionalLong.of(190)))).isFalse();

        end(run, first, answer(100, 10));
        assertThat(run.refusal()).isEmpty();
    }

    @Test
    void a_call_that_waited_goes_once_the_others_used_less_than_was_kept_for_them() {
        RunInProgress run = heard(run(Map.of(Metric.TOTAL, 1_000L)), answer(100, 10));
        Reservation greedy = admit(run, call(100, OptionalLong.of(5_000)));
        assertThat(admitted(run, call(100, OptionalLong.of(10)))).isFalse();

        end(run, greedy, answer(100, 10));

        assertThat(admitted(run, call(100, OptionalLong.of(10)))).isTrue();
    }

    @Test
    void of_calls_in_parallel_one_whose_prompt_alone_does_not_fit_is_refused() {
        RunInProgress run = heard(run(Map.of(Metric.TOTAL, 1_000L)), answer(100, 10));
        Reservation greedy = admit(run, call(100, OptionalLong.of(5_000)));
        admitted(run, call(500, NO_LIMIT));
        end(run, greedy, answer(100, 500));

        // 710 used
        assertThat(run.as(ModelCall.Role.AGENT).admit(call(500, NO_LIMIT), () -> false))
                .isEqualTo(new Admission.Refused(
                        "TokenBudget did not send this call: reviews was stopped in run 3 after 710 tokens before a call whose"
                                + " prompt alone has at least 380 tokens: its budget is 1,000 (maxTotal). Make the task cheaper,"
                                + " or raise the budget in its annotation."));
    }

    @Test
    void hidden_tokens_of_the_first_answer_are_expected_of_the_next() {
        RunInProgress run = heard(run(Map.of(Metric.TOTAL, 20_000L)), answer(5_000, 10));
        admit(run, call(100, OptionalLong.of(10)));
        admit(run, call(100, OptionalLong.of(10)));

        assertThat(admitted(run, call(100, OptionalLong.of(10)))).isFalse();
    }

    @Test
    void an_answer_without_a_limit_is_expected_to_be_no_longer_than_all_of_a_run_in_the_baseline() {
        RunInProgress run = heard(
                run(Budget.of(Map.of(Metric.OUTPUT, 1_400L)), session(Budget.NONE), OptionalLong.of(600)),
                answer(100, 500));

        admit(run, call(100, NO_LIMIT));
        admit(run, call(100, NO_LIMIT));

        assertThat(admitted(run, call(100, NO_LIMIT))).isFalse();
    }

    @Test
    void an_answer_without_a_limit_is_expected_to_be_twice_the_longest_so_far() {
        RunInProgress run = heard(run(Map.of(Metric.OUTPUT, 1_000L)), answer(100, 200));

        admit(run, call(100, NO_LIMIT));
        admit(run, call(100, NO_LIMIT));

        assertThat(admitted(run, call(100, NO_LIMIT))).isFalse();
    }

    @Test
    void an_answer_of_unknown_usage_gives_back_what_was_kept_for_it() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 1_000L));
        end(run, admit(run, call(100, NO_LIMIT)), unknown());

        admit(run, call(100, OptionalLong.of(100)));

        assertThat(admitted(run, call(100, OptionalLong.of(100)))).isTrue();
    }

    @Test
    void a_call_that_ends_without_a_word_gives_back_what_was_kept_for_it() {
        RunInProgress run = heard(run(Map.of(Metric.TOTAL, 1_000L)), answer(100, 10));
        Reservation broken = admit(run, call(100, OptionalLong.of(5_000)));

        broken.close();

        assertThat(admitted(run, call(100, OptionalLong.of(5_000)))).isTrue();
    }

    @Test
    void calls_that_are_only_seen_when_they_have_ended_count_for_those_that_wait() {
        RunInProgress run = heard(run(Map.of(Metric.TOTAL, 1_000L)), answer(100, 10));
        admit(run, call(100, OptionalLong.of(100)));
        run.record(answer(800, 90));

        assertThat(run.as(ModelCall.Role.AGENT).admit(call(100, OptionalLong.of(100)), () -> false))
                .isInstanceOf(Admission.Refused.class);
    }

    @Test
    void a_session_keeps_for_the_calls_of_all_its_runs() {
        SessionBudget session = session(dollars("1.25"));
        RunInProgress first = heard(run(Budget.NONE, session, NO_LIMIT), answer(20_000, 16_000));
        RunInProgress second = run(Budget.NONE, session, NO_LIMIT);

        // $0.10 used; at most 22,000 × $1.25 + 90,000 × $5 a million
        admit(first, call(100, OptionalLong.of(90_000)));
        admit(second, call(100, OptionalLong.of(90_000)));

        assertThat(admitted(first, call(100, OptionalLong.of(90_000)))).isTrue();
        assertThat(admitted(second, call(100, OptionalLong.of(90_000)))).isFalse();
    }

    @Test
    void a_call_that_may_depend_on_the_one_that_waits_is_not_waited_for_for_ever() {
        SessionBudget impatient = new SessionBudget(
                ModelCall.Role.AGENT,
                Budget.of(Map.of(Metric.TOTAL, 1_000L)),
                PriceList::bundled,
                Duration.ofMillis(50));
        RunInProgress run = run(Budget.NONE, impatient, NO_LIMIT);
        admit(run, call(100, NO_LIMIT));

        assertThat(run.as(ModelCall.Role.AGENT).admit(call(100, NO_LIMIT), () -> false))
                .isInstanceOf(Admission.Granted.class);
    }

    @Test
    void a_prompt_that_is_too_large_for_one_call_is_refused_before_it_is_sent() {
        RunInProgress run = run(Map.of(Metric.PER_CALL, 1_000L));

        assertThat(run.as(ModelCall.Role.AGENT).admit(call(5_000, NO_LIMIT), () -> false))
                .isEqualTo(new Admission.Refused(
                        "TokenBudget did not send this call: reviews was stopped in run 3 before a call whose prompt alone has at"
                                + " least 3,500 tokens: its budget is 1,000 (maxPerCall). Make the task cheaper, or raise the"
                                + " budget in its annotation."));
    }

    @Test
    void a_call_that_turned_out_too_large_is_told_afterwards() {
        RunInProgress run = run(Map.of(Metric.PER_CALL, 1_000L));
        end(run, admit(run, call(100, NO_LIMIT)), answer(200, 900));

        Run ended = run.end(Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ZERO);

        assertThat(ended.stopped()).isEmpty();
        assertThat(Budget.of(Map.of(Metric.PER_CALL, 1_000L)).breachesOf(ended))
                .extracting(Budget.Breach::inWords)
                .containsExactly("used 1,100 tokens in one call in run 3, but its budget is 1,000 (maxPerCall)");
    }

    @Test
    void the_run_log_keeps_what_a_call_was_refused_for() {
        RunInProgress run = run(Map.of(Metric.PER_CALL, 1_000L));
        run.as(ModelCall.Role.AGENT).admit(call(5_000, NO_LIMIT), () -> false);
        Run.Terms terms = new Run.Terms(Budget.of(Map.of(Metric.PER_CALL, 1_000L)), Optional.empty(), 1.0);
        Run ended = run.end(Outcome.SUCCEEDED, terms, Map.of(), Duration.ZERO, Duration.ZERO);

        RunLog.in(folder, BUILD).append(ended);

        assertThat(RunLogs.merge(folder, BUILD).tasks())
                .isEqualTo(Map.of(REVIEWS, new TaskRuns(REVIEWS, List.of(ended))));
    }

    @Test
    void runs_that_were_stopped_before_a_prompt_are_told_together() {
        Stop first = stop(1, 700, 380);
        Stop second = stop(2, 800, 350);

        assertThat(Budget.inWords(List.of(first, second)))
                .isEqualTo(
                        "was stopped in 2 runs after 700 to 800 tokens before a call whose prompt alone has at least 350"
                                + " tokens: its budget is 1,000 (maxTotal)");
    }

    private static Stop stop(int run, long used, long next) {
        return new Stop(
                Stop.Scope.RUN,
                ModelCall.Role.AGENT,
                Metric.TOTAL,
                run,
                BigDecimal.valueOf(used),
                BigDecimal.valueOf(1_000),
                Optional.of(BigDecimal.valueOf(next)));
    }

    @Test
    void a_limit_on_one_call_keeps_none_waiting() {
        RunInProgress run = run(Map.of(Metric.PER_CALL, 1_000L));
        admit(run, call(100, NO_LIMIT));

        assertThat(admitted(run, call(100, NO_LIMIT))).isTrue();
    }

    @Test
    void what_is_left_is_the_least_that_run_and_session_leave() {
        RunInProgress run =
                run(Budget.of(Map.of(Metric.TOTAL, 1_000L, Metric.CALLS, 5L)), session(dollars("0.001")), NO_LIMIT);
        run.record(answer(300, 100));

        // 300 × $1 + 100 × $5 a million
        assertThat(run.remaining().total()).hasValue(600);
        assertThat(run.remaining().calls()).hasValue(4);
        assertThat(run.remaining().input()).isEmpty();
        assertThat(run.remaining().costUsd().orElseThrow()).isEqualByComparingTo("0.0002");
        assertThat(run.remaining().usedShare()).isEqualTo(0.8);
    }

    private static boolean admitted(RunInProgress run, CallForecast call) {
        return run.as(ModelCall.Role.AGENT).admit(call, oneLook()) instanceof Admission.Granted;
    }

    private static Reservation admit(RunInProgress run, CallForecast call) {
        return ((Admission.Granted) run.as(ModelCall.Role.AGENT).admit(call, oneLook())).reservation();
    }

    /** Return a client that leaves where it has to wait. */
    private static BooleanSupplier oneLook() {
        AtomicInteger looks = new AtomicInteger();
        return () -> looks.getAndIncrement() > 0;
    }

    private static void end(RunInProgress run, Reservation reservation, ModelCall answer) {
        run.record(answer);
        reservation.settle(List.of(answer));
        reservation.close();
    }

    /** Return {@code run} after an answer to a prompt of 100 tokens. */
    private static RunInProgress heard(RunInProgress run, ModelCall answer) {
        end(run, admit(run, call(100, NO_LIMIT)), answer);
        return run;
    }

    private static ModelCall answer(long input, long output) {
        return ModelCall.builder("anthropic", "claude-haiku-4-5")
                .usage(TokenUsage.of(input, output))
                .started(START)
                .build();
    }

    private static ModelCall unknown() {
        return ModelCall.builder("anthropic", "claude-haiku-4-5")
                .status(UsageStatus.UNKNOWN)
                .started(START)
                .build();
    }

    private static CallForecast call(long tokens, OptionalLong outputLimit) {
        PromptSections prompt = PromptSections.builder()
                .user(new PromptSections.Section(4 * tokens, tokens))
                .build();
        return new CallForecast(
                "anthropic",
                "claude-haiku-4-5",
                CallKind.INFERENCE,
                OptionalLong.of(4 * tokens),
                outputLimit,
                CompletableFuture.completedFuture(Optional.of(prompt)));
    }

    private static Budget dollars(String usd) {
        return new Budget(Map.of(Metric.COST_USD, new BigDecimal(usd)));
    }

    private static SessionBudget session(Budget budget) {
        return new SessionBudget(ModelCall.Role.AGENT, budget, PriceList::bundled, FOR_EVER);
    }

    private static RunInProgress run(Map<Metric, Long> limits) {
        return run(Budget.of(limits), session(Budget.NONE), NO_LIMIT);
    }

    private static RunInProgress run(Budget budget, SessionBudget session, OptionalLong usualOutput) {
        return new RunInProgress(
                REVIEWS,
                3,
                START,
                new RunBudget(ModelCall.Role.AGENT, budget, session, PriceList::bundled, () -> usualOutput),
                Duration.ZERO,
                loose -> {});
    }
}
