package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.runlog.RunLog;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Policy;
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

/**
 * The baseline and the runs of a module with very many tasks; of every tenth, what tools return grew.
 *
 * @param tasks number of tasks
 * @param runs number of runs of each, before and now
 * @param calls number of calls of a run
 */
record LargeSuite(int tasks, int runs, int calls) {

    private static final int CLASSES = 25;

    private static final int USUAL_CALLS = 5;

    private static final BuildId EARLIER = new BuildId("build-17", Optional.of("9f8e7d6c"));
    private static final BuildId NOW = new BuildId("build-4711", Optional.of("0a1b2c3d"));
    private static final Instant START = Instant.parse("2026-11-23T10:15:30.123456Z");

    /** A suite whose runs make a usual number of calls. */
    LargeSuite(int tasks, int runs) {
        this(tasks, runs, USUAL_CALLS);
    }

    void write(BaselineFolder baselines, BuildFolder build) {
        RunLog log = RunLog.in(build.runs(), NOW);
        for (int i = 0; i < tasks; i++) {
            measured(i).runs().forEach(log::append);
        }
        log.end();
        baselines.write(baseline());
        new BuildSettings(NOW, Optional.empty(), Map.of()).write(build.settingsFile());
    }

    /** Return what a check makes of it. */
    Comparison comparison() {
        return Comparison.of(measurement(), baseline(), Policy.of(Settings.of(), Optional.empty()));
    }

    Measurement measurement() {
        List<Run> measured = IntStream.range(0, tasks)
                .mapToObj(i -> measured(i).runs())
                .flatMap(List::stream)
                .toList();
        return Measurement.of(NOW, measured, List.of(), List.of()).priced(PriceList.bundled());
    }

    Baseline baseline() {
        SortedMap<TaskId, TaskBaseline> accepted = new TreeMap<>();
        for (int i = 0; i < tasks; i++) {
            TaskRuns before =
                    new Agent(calls, 400, new Random(i)).runs(task(i), runs).priced(PriceList.bundled());
            accepted.put(task(i), TaskBaseline.accept(before, EARLIER, "first baseline", Optional.empty()));
        }
        return new Baseline(accepted);
    }

    private TaskRuns measured(int number) {
        return new Agent(calls, number % 10 == 0 ? 800 : 400, new Random(tasks + number)).runs(task(number), runs);
    }

    static TaskId task(int number) {
        return new TaskId("com.acme.Suite" + number % CLASSES + "Benchmark", "task" + number);
    }

    /**
     * An agent that plans, and then works in a loop.
     *
     * @param callsOfRun how many calls a run makes
     * @param toolResult mean tokens that a tool returns
     * @param chance what its sizes differ by
     */
    private record Agent(int callsOfRun, int toolResult, Random chance) {

        TaskRuns runs(TaskId task, int number) {
            return new TaskRuns(
                    task,
                    IntStream.rangeClosed(1, number).mapToObj(i -> run(task, i)).toList());
        }

        private Run run(TaskId task, int number) {
            List<ModelCall> calls = new ArrayList<>();
            Instant begin = START.plusSeconds(60L * number);
            Instant clock = begin;
            long answers = 0;
            long results = 0;
            for (int i = 0; i < callsOfRun; i++) {
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
