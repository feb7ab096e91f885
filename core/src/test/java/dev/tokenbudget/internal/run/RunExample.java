package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.recording.RunBudget;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.recording.SessionBudget;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Runs with chosen numbers, for tests of whatever reads runs. */
public final class RunExample {

    public static final TaskId REVIEWS = new TaskId("com.acme.ReviewBenchmark", "reviews");
    public static final BuildId BUILD = new BuildId("b1", Optional.of("0a1b2c3"));
    public static final Instant START = Instant.parse("2026-11-23T10:15:30.123456Z");

    private RunExample() {}

    /** Return a call of {@code total} tokens, 1 of them output where there are several. */
    public static ModelCall.Builder call(long total) {
        return ModelCall.builder("anthropic", "claude-x")
                .usage(total == 1 ? TokenUsage.of(1, 0) : TokenUsage.of(Math.max(total - 1, 0), Math.min(total, 1)))
                .source(UsageSource.GATEWAY)
                .started(START);
    }

    /** Return a succeeded run number {@code number} of {@code calls}. */
    public static Run run(TaskId task, int number, ModelCall... calls) {
        return run(task, number, Outcome.SUCCEEDED, Run.Terms.NONE, List.of(calls));
    }

    public static Run run(TaskId task, int number, Outcome outcome, Run.Terms terms, List<ModelCall> calls) {
        return Run.builder(task, number, START.plusSeconds(number))
                .duration(Duration.ofMillis(250))
                .outcome(outcome)
                .calls(calls)
                .terms(terms)
                .labels(Map.of("team", "core"))
                .build();
    }

    /** Return run 1 of {@code task}, which its budget of {@code limit} tokens stopped when it had used them. */
    public static Run stopped(TaskId task, long limit) {
        Budget budget = Budget.of(Map.of(Metric.TOTAL, limit));
        RunInProgress run = new RunInProgress(
                task,
                1,
                START,
                new RunBudget(budget, SessionBudget.unlimited(), PriceList::bundled),
                Duration.ZERO,
                loose -> {});
        run.record(call(limit).build());
        run.refusal();
        return run.end(
                Outcome.SUCCEEDED,
                new Run.Terms(budget, Optional.empty(), 1.0),
                Map.of(),
                Duration.ofMillis(250),
                Duration.ZERO);
    }

    /** Return succeeded runs of one call each. */
    public static List<Run> runs(TaskId task, long... totals) {
        return runs(task, Run.Terms.NONE, totals);
    }

    public static List<Run> runs(TaskId task, Run.Terms terms, long... totals) {
        return IntStream.range(0, totals.length)
                .mapToObj(i -> run(
                        task,
                        i + 1,
                        Outcome.SUCCEEDED,
                        terms,
                        List.of(call(totals[i]).build())))
                .toList();
    }

    @SafeVarargs
    public static Measurement measurement(List<Run>... runs) {
        return Measurement.of(BUILD, Arrays.stream(runs).flatMap(List::stream).toList(), List.of(), List.of());
    }

    /** Return the tokens of each run. */
    public static List<Double> totals(Measurement measurement) {
        return measurement.tasks().values().stream()
                .flatMap(task -> task.runs().stream())
                .map(run -> Metric.TOTAL.of(run).orElseThrow())
                .toList();
    }
}
