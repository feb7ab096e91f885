package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.runlog.RunLog;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The baseline and the run log of a module with very many runs; of every tenth task, what tools return grew. */
final class LargeSuite {

    private static final int TASKS = 500;
    private static final int RUNS = 100;
    private static final int CALLS = 5;
    private static final int CLASSES = 25;

    private static final BuildId EARLIER = new BuildId("build-17", Optional.of("9f8e7d6c"));
    private static final BuildId NOW = new BuildId("build-4711", Optional.of("0a1b2c3d"));
    private static final Instant START = Instant.parse("2026-11-23T10:15:30.123456Z");

    private LargeSuite() {}

    static void write(BaselineFolder baselines, BuildFolder build) {
        RunLog log = RunLog.in(build.runs(), NOW);
        SortedMap<TaskId, TaskBaseline> accepted = new TreeMap<>();
        for (int i = 0; i < TASKS; i++) {
            TaskId task = new TaskId("com.acme.Suite" + i % CLASSES + "Benchmark", "task" + i);
            TaskRuns before = new Agent(400, new Random(i)).runs(task).priced(PriceList.bundled());
            accepted.put(task, TaskBaseline.accept(before, EARLIER, "first baseline", Optional.empty()));
            Agent after = new Agent(i % 10 == 0 ? 800 : 400, new Random(TASKS + i));
            after.runs(task).runs().forEach(log::append);
        }
        baselines.write(new Baseline(accepted));
        new BuildSettings(NOW, Optional.empty(), Map.of()).write(build.settingsFile());
    }

    /**
     * An agent that plans, and then works in a loop.
     *
     * @param toolResult mean tokens that a tool returns
     * @param chance what its sizes differ by
     */
    private record Agent(int toolResult, Random chance) {

        TaskRuns runs(TaskId task) {
            return new TaskRuns(
                    task,
                    IntStream.rangeClosed(1, RUNS).mapToObj(i -> run(task, i)).toList());
        }

        private Run run(TaskId task, int number) {
            List<ModelCall> calls = new ArrayList<>();
            Instant begin = START.plusSeconds(60L * number);
            Instant clock = begin;
            long answers = 0;
            long results = 0;
            for (int i = 0; i < CALLS; i++) {
                long output = varied(200);
                Duration latency = Duration.ofMillis(400 + output * 4);
                calls.add(call(i == 0 ? "planner" : "worker", answers, results, output)
                        .responseId("msg_" + Long.toHexString(chance.nextLong()))
                        .started(clock)
                        .latency(latency)
                        .build());
                clock = clock.plus(latency);
                answers += output;
                results += varied(toolResult);
            }
            return Run.builder(task, number, begin)
                    .duration(Duration.between(begin, clock))
                    .calls(calls)
                    .labels(Map.of("team", "core"))
                    .build();
        }

        private static ModelCall.Builder call(String agent, long answers, long results, long output) {
            PromptSections prompt = PromptSections.builder()
                    .system(section(900))
                    .tools(section(640), 5)
                    .history(section(answers))
                    .toolResults(section(results))
                    .user(section(120))
                    .systemHash("a".repeat(PromptSections.HASH_DIGITS))
                    .toolsHash("b".repeat(PromptSections.HASH_DIGITS))
                    .build();
            return ModelCall.builder("anthropic", "claude-sonnet-4-5")
                    .responseModel("claude-sonnet-4-5-20250929")
                    .agent(agent)
                    .label("feature", agent)
                    .usage(TokenUsage.of(1_660 + answers + results, output)
                            .withCacheRead(1_540)
                            .withReasoning(output / 4))
                    .prompt(prompt)
                    .toolCalls(1)
                    .stopReason("tool_use")
                    .streamed(true)
                    .source(UsageSource.GATEWAY);
        }

        /** Draw from a lognormal distribution. */
        private long varied(double mean) {
            double variation = 0.2;
            return Math.round(mean * Math.exp(variation * chance.nextGaussian() - variation * variation / 2));
        }

        private static Section section(long tokens) {
            return new Section(tokens * 4, tokens);
        }
    }
}
