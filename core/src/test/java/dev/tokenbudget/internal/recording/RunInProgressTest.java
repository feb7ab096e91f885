package dev.tokenbudget.internal.recording;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.START;
import static dev.tokenbudget.internal.run.RunExample.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.UsageSource;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunInProgressTest {

    private final List<LooseCall> loose = new ArrayList<>();
    private final RunInProgress run = new RunInProgress(REVIEWS, 3, START, loose::add);

    @Test
    void holds_the_calls_in_the_order_in_which_they_were_sent() {
        run.record(call(30).started(START.plusMillis(3)).build());
        run.record(call(10).responseId("z").started(START.plusMillis(1)).build());
        run.record(call(20).responseId("a").started(START.plusMillis(2)).build());

        assertThat(totals(end())).containsExactly(10L, 20L, 30L);
    }

    @Test
    void names_the_agent_that_made_a_call_unless_the_call_does() {
        run.agent("planner").record(call(10).build());
        run.agent("planner").record(call(20).agent("tester").build());
        run.agent("planner").record("openai", "gpt-x", 30, 3);

        assertThat(end().calls().stream().map(made -> made.agent().orElseThrow()))
                .containsExactlyInAnyOrder("planner", "tester", "planner");
    }

    @Test
    void keeps_the_order_of_recording_where_the_clock_did_not_move() {
        run.record(call(10).responseId("z").build());
        run.record(call(20).build());
        run.record(call(30).responseId("a").build());

        assertThat(totals(end())).containsExactly(10L, 20L, 30L);
    }

    @Test
    void counts_a_response_once_and_by_the_most_trusted_source() {
        run.record(call(11).responseId("r1").source(UsageSource.FRAMEWORK).build());
        run.record(call(10).responseId("r1").source(UsageSource.GATEWAY).build());
        run.record(call(12).responseId("r1").source(UsageSource.SDK).build());

        assertThat(totals(end())).containsExactly(10L);
    }

    @Test
    void counts_every_response_of_a_provider_that_repeats_its_ids() {
        run.record(call(10).responseId("same").build());
        run.record(call(20).responseId("same").build());

        assertThat(totals(end())).containsExactly(10L, 20L);
    }

    @Test
    void adds_only_what_a_less_trusted_source_saw_beyond_the_others() {
        run.record(call(10).responseId("same").source(UsageSource.GATEWAY).build());
        run.record(call(11).responseId("same").source(UsageSource.SDK).build());
        run.record(call(21).responseId("same").source(UsageSource.SDK).build());

        assertThat(totals(end())).containsExactly(10L, 21L);
    }

    @Test
    void counts_calls_without_an_id_each() {
        run.record("openai", "gpt-x", 7, 3);
        run.record("openai", "gpt-x", 7, 3);

        assertThat(totals(end())).containsExactly(10L, 10L);
    }

    @Test
    void takes_a_response_that_is_fetched_again_for_the_same_call() {
        run.amend(call(1).responseId("background").build());
        run.amend(call(5).responseId("background").build());
        run.amend(call(9).responseId("background").build());

        assertThat(totals(end())).containsExactly(9L);
    }

    @Test
    void amends_only_what_the_same_source_said() {
        run.record(call(8).responseId("background").source(UsageSource.SDK).build());
        run.amend(call(9).responseId("background").source(UsageSource.GATEWAY).build());

        assertThat(totals(end())).containsExactly(9L);
    }

    @Test
    void sends_a_call_after_its_end_to_the_loose_calls() {
        end();
        ModelCall late = call(10).build();
        run.record(late);
        run.amend(late);

        assertThat(loose)
                .containsExactly(
                        LooseCall.late(REVIEWS, Outcome.SUCCEEDED, late),
                        LooseCall.late(REVIEWS, Outcome.SUCCEEDED, late));
    }

    @Test
    void knows_after_its_end_which_responses_it_has_paid_for() {
        run.record(call(10).responseId("background").build());
        end();
        run.forgetCalls();
        run.amend(call(10).responseId("background").build());

        assertThat(loose).isEmpty();
    }

    /** A session may have thousands of runs, and the prompt of each call many parts. */
    @Test
    void keeps_no_call_that_it_was_told_to_forget() throws InterruptedException {
        WeakReference<ModelCall> recorded = recordOne();
        end();
        run.forgetCalls();

        for (int i = 0; i < 100 && recorded.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(recorded.get()).isNull();
    }

    private WeakReference<ModelCall> recordOne() {
        ModelCall call = call(10).responseId("one").build();
        run.record(call);
        return new WeakReference<>(call);
    }

    @Test
    void cannot_be_looked_at_once_its_calls_are_forgotten() {
        end();
        run.forgetCalls();

        assertThatThrownBy(run::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Run 3 of reviews is over and written, so run() comes too late. Look at it before its test ends.");
    }

    @Test
    void waits_at_its_end_for_a_call_under_way() throws Exception {
        RunInProgress.CallUnderWay underWay = run.begin();
        ExecutorService agent = Executors.newSingleThreadExecutor();
        try {
            Future<Run> ended = agent.submit(() -> end(Duration.ofMinutes(1)));
            run.record(call(10).build());
            underWay.close();

            assertThat(totals(ended.get())).containsExactly(10L);
            assertThat(ended.get().unfinishedCalls()).isZero();
        } finally {
            agent.shutdownNow();
        }
    }

    @Test
    void tells_of_calls_that_outlast_the_grace_period() {
        run.begin();
        run.begin().close();
        Run ended = end(Duration.ofMillis(1));

        assertThat(ended.unfinishedCalls()).isEqualTo(1);
        assertThat(ended.unmeasurableBecause()).hasValue("1 call was still under way when run 3 ended");
    }

    @Test
    void shows_its_calls_so_far_and_goes_on() {
        run.record(call(10).build());
        run.begin();
        Run soFar = Run.of(run.agent("planner").run());
        run.record(call(20).build());

        assertThat(totals(soFar)).containsExactly(10L);
        assertThat(soFar.unfinishedCalls()).isEqualTo(1);
        assertThat(totals(end())).containsExactly(10L, 20L);
    }

    @Test
    void waits_for_a_call_under_way_before_it_shows_what_was_used() {
        RunInProgress patient =
                new RunInProgress(REVIEWS, 3, START, RunBudget.unlimited(), Duration.ofSeconds(30), loose::add);
        CallRecorder.CallUnderWay underWay = patient.begin();
        CompletableFuture<Run> look = CompletableFuture.supplyAsync(patient::run);
        patient.record(call(10).build());
        underWay.close();

        assertThat(look.join().unfinishedCalls()).isZero();
    }

    @Test
    void a_recorder_of_no_run_has_none_to_show() {
        RunRecorder list = new ArrayList<ModelCall>()::add;

        assertThatThrownBy(list::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Use the RunRecorder that is a parameter of the test.");
    }

    @Test
    void counts_a_call_closed_twice_as_ended_once() {
        RunInProgress.CallUnderWay twice = run.begin();
        run.begin();
        twice.close();
        twice.close();

        assertThat(end(Duration.ZERO).unfinishedCalls()).isEqualTo(1);
    }

    @Test
    void loses_no_call_of_many_threads() throws Exception {
        int threads = 8;
        int callsEach = 500;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService agents = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                work.add(agents.submit(() -> {
                    start.await();
                    for (int i = 0; i < callsEach; i++) {
                        try (RunInProgress.CallUnderWay underWay = run.begin()) {
                            run.record(call(10).build());
                            assertThat(underWay).isNotNull();
                        }
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> done : work) {
                done.get();
            }
        } finally {
            agents.shutdownNow();
        }

        assertThat(run.callsSoFar()).hasSize(threads * callsEach);
        assertThat(Metric.TOTAL.of(end())).hasValue(10.0 * threads * callsEach);
    }

    @Test
    void waits_at_its_end_for_a_prompt_that_is_still_measured() {
        Section some = new Section(20, 5);
        PromptSections sections =
                PromptSections.builder().system(some).user(some).build();
        CompletableFuture<Optional<PromptSections>> prompt = new CompletableFuture<>();
        run.record(call(10).build(), prompt);

        prompt.completeOnTimeout(Optional.of(sections), 20, TimeUnit.MILLISECONDS);

        assertThat(end(Duration.ofSeconds(30)).calls())
                .singleElement()
                .satisfies(call -> assertThat(call.prompt()).contains(sections));
    }

    @Test
    void is_complete_without_a_prompt_that_does_not_come() {
        run.record(call(10).build(), new CompletableFuture<>());
        run.record(call(20).build(), CompletableFuture.failedFuture(new IllegalStateException("planted")));

        Run ended = end(Duration.ofMillis(1));

        assertThat(totals(ended)).containsExactly(10L, 20L);
        assertThat(ended.calls()).allMatch(call -> call.prompt().isEmpty());
        assertThat(Metric.TOTAL.of(ended)).hasValue(30);
    }

    private Run end() {
        return end(Duration.ZERO);
    }

    private Run end(Duration grace) {
        return run.end(Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ofSeconds(1), grace);
    }

    private static List<Long> totals(Run run) {
        return run.calls().stream()
                .map(call -> call.usage().total().orElseThrow())
                .toList();
    }
}
