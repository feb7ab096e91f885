package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes baselines of tasks that used 1,000 tokens on average, with a coefficient of variation of about 20 %. */
final class AcceptedTasks {

    private static final long[] TOKENS = {800, 1_200, 900, 1_100, 1_000, 700, 1_300, 1_050, 950, 1_000};

    private AcceptedTasks() {}

    /** Write the baseline of a project, and return its folder. */
    static Path write(Path project, Class<?> testClass, String... tasks) {
        Path folder = project.resolve("src/test/tokenbudget");
        Map<TaskId, TaskBaseline> accepted = new TreeMap<>();
        for (String task : tasks) {
            TaskId id = new TaskId(testClass.getName(), task);
            BuildId build = new BuildId("earlier", Optional.empty());
            accepted.put(id, TaskBaseline.accept(runs(id), build, "first", Optional.empty()));
        }
        new BaselineFolder(folder).write(new Baseline(new TreeMap<>(accepted)));
        return folder;
    }

    private static TaskRuns runs(TaskId task) {
        List<Run> runs = new ArrayList<>();
        for (long tokens : TOKENS) {
            ModelCall call = ModelCall.builder("openai", "gpt-5")
                    .usage(TokenUsage.of(tokens, 0))
                    .source(UsageSource.MANUAL)
                    .started(Instant.EPOCH)
                    .build();
            runs.add(Run.builder(task, runs.size() + 1, Instant.EPOCH)
                    .calls(List.of(call))
                    .build());
        }
        return new TaskRuns(task, runs);
    }
}
