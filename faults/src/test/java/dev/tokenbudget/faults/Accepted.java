package dev.tokenbudget.faults;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Runs and baselines of chosen tokens. */
final class Accepted {

    static final BuildId BUILD = new BuildId("build-1", Optional.empty());
    static final TaskId TASK = new TaskId("com.acme.ReviewBenchmark", "reviews");
    private static final int RUNS = 10;

    private Accepted() {}

    /** Return the baseline of {@code files} test classes with a task each, whose runs use {@code tokens}. */
    static Baseline of(int files, long tokens) {
        Baseline baseline = new Baseline(new TreeMap<>());
        for (int i = 0; i < files; i++) {
            TaskId task = new TaskId("com.acme.Number" + i + "Benchmark", "reviews");
            List<Run> runs = IntStream.rangeClosed(1, RUNS)
                    .mapToObj(number -> run(task, number, tokens))
                    .toList();
            baseline = baseline.with(
                    task, TaskBaseline.accept(new TaskRuns(task, runs), BUILD, "of " + tokens, Optional.empty()));
        }
        return baseline;
    }

    static Run run(TaskId task, int number, long tokens) {
        Instant started = Instant.parse("2026-11-20T08:00:00Z").plusSeconds(number);
        return Run.builder(task, number, started)
                .calls(List.of(ModelCall.builder("acme", "model-1")
                        .started(started)
                        .usage(TokenUsage.of(tokens, 1))
                        .build()))
                .build();
    }
}
