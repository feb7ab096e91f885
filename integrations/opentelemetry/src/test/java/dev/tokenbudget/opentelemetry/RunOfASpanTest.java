package dev.tokenbudget.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.integration.ActiveRuns;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.testkit.ParallelRuns;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RunOfASpanTest {

    @AutoClose
    private final SdkTracerProvider provider = Calls.tracerProvider();

    private final Tracer tracer = provider.get("test");

    @Test
    void a_span_on_another_thread_belongs_to_the_run_that_its_trace_began_in() {
        try (ObservedRun other = ObservedRun.start("other");
                ObservedRun run = ObservedRun.start("trace")) {
            Span agent = tracer.spanBuilder("agent").startSpan();
            try (Scope scope = agent.makeCurrent()) {
                Context.taskWrapping(ForkJoinPool.commonPool())
                        .submit(() -> Calls.chat(tracer)
                                .startSpan()
                                .setAllAttributes(Calls.usage())
                                .end())
                        .get();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            agent.end();

            assertThat(run.onlyCall().usage()).isEqualTo(Calls.USAGE);
            assertThat(run.looseCalls()).isEmpty();
            assertThat(other.calls()).isEmpty();
        }
    }

    @Test
    void a_span_of_a_judge_is_told_by_its_thread_its_attribute_or_its_baggage() {
        try (ObservedRun run = ObservedRun.start("judge")) {
            call(Context.root());
            try (ActiveRuns.Scope judging = ActiveRuns.judging()) {
                call(Context.root());
            }
            Span judge = tracer.spanBuilder("evaluate")
                    .setAttribute("tokenbudget.role", "judge")
                    .startSpan();
            call(Context.root().with(judge));
            judge.end();
            call(Context.root()
                    .with(Baggage.builder().put("tokenbudget.role", "judge").build()));

            Run ended = run.end();
            assertThat(ended.calls()).hasSize(1);
            assertThat(ended.judgeCalls()).hasSize(3);
        }
    }

    @Test
    void a_trace_of_a_runs_agent_and_its_judge_stays_that_of_the_agent_on_other_threads() {
        try (ObservedRun other = ObservedRun.start("other");
                ObservedRun run = ObservedRun.start("judge")) {
            Span test = tracer.spanBuilder("test").startSpan();
            Context inTest = Context.root().with(test);
            try (ActiveRuns.Scope judging = ActiveRuns.judging()) {
                call(inTest);
            }
            CompletableFuture.runAsync(() -> call(inTest)).join();
            test.end();

            Run ended = run.end();
            assertThat(ended.calls()).hasSize(1);
            assertThat(ended.judgeCalls()).hasSize(1);
            assertThat(other.calls()).isEmpty();
        }
    }

    private void call(Context parent) {
        Calls.chat(tracer)
                .setParent(parent)
                .startSpan()
                .setAllAttributes(Calls.usage())
                .end();
    }

    @Test
    void a_trace_that_spans_several_runs_belongs_to_none_on_other_threads() {
        Span build = tracer.spanBuilder("build").startSpan();
        try (ObservedRun first = ObservedRun.start("first");
                ObservedRun second = ObservedRun.start("second")) {
            Context inBuild = Context.root().with(build);
            Calls.chat(tracer)
                    .setParent(inBuild)
                    .startSpan()
                    .setAllAttributes(Calls.usage())
                    .end();
            ActiveRuns.Scope scope = ActiveRuns.bind(first.run());
            Calls.chat(tracer)
                    .setParent(inBuild)
                    .startSpan()
                    .setAllAttributes(Calls.usage())
                    .end();
            scope.close();
            CompletableFuture.runAsync(() -> Calls.chat(tracer)
                            .setParent(inBuild)
                            .startSpan()
                            .setAllAttributes(Calls.usage())
                            .end())
                    .join();

            assertThat(first.calls()).hasSize(1);
            assertThat(second.calls()).hasSize(1);
            assertThat(second.looseCalls()).hasSize(1);
        }
        build.end();
    }

    @Test
    void a_run_waits_for_a_call_that_ends_on_another_thread() {
        try (ObservedRun run = ObservedRun.start("open")) {
            Span span = Calls.chat(tracer).startSpan();
            CompletableFuture<Void> unused = CompletableFuture.runAsync(
                    () -> span.setAllAttributes(Calls.usage()).end());

            assertThat(run.onlyCall().usage()).isEqualTo(Calls.USAGE);
        }
    }

    @Test
    void a_call_that_never_ends_makes_its_run_unmeasurable() {
        try (ObservedRun run = ObservedRun.start("endless")) {
            Span unused = Calls.chat(tracer).startSpan();

            assertThat(run.endWithin(Duration.ofMillis(50)).unmeasurableBecause())
                    .isPresent();
        }
    }

    @Test
    void runs_in_parallel_share_a_tracer_and_are_charged_apart() throws Exception {
        assertThat(ParallelRuns.callsCharged(
                        4,
                        () -> Calls.chat(tracer)
                                .startSpan()
                                .setAllAttributes(Calls.usage())
                                .end()))
                .containsExactly(1, 2, 3, 4);
    }
}
