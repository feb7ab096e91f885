package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.run.TaskVariant;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Policy;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Comparisons of agents with several calls a run, for tests of whatever shows them. */
final class ReportExample {

    static final TaskId DRIFTED = new TaskId("com.acme.ReviewBenchmark", "reviewsSmallPullRequest");
    static final TaskId STEADY = new TaskId("com.acme.PlanBenchmark", "plansSprint");
    static final TaskId TRADED = new TaskId("com.acme.TriageBenchmark", "asksFewerLargerQuestions");
    static final TaskId IMPROVED = new TaskId("com.acme.TestBenchmark", "generatesTests");
    static final TaskId NOISY = new TaskId("com.acme.SupportBenchmark", "answersTicket");
    static final TaskId HOSTILE = new TaskId(
            "com.acme.SearchBenchmark", "<img src=x onerror=\"console.error('ran')\"> \u202e\u0000 &lt; {{name}}");

    private static final Instant START = Instant.parse("2026-11-23T10:15:30Z");
    private static final BuildId NOW = new BuildId("build-4711", Optional.of("0a1b2c3d"));
    private static final BuildId EARLIER = new BuildId("build-17", Optional.of("9f8e7d6c"));

    private static final PriceList PRICES = PriceList.bundled();
    private static final String PRICED = "claude-sonnet-4-5";
    private static final int SETS = 10;

    private ReportExample() {}

    /** Return a task whose prompt grew, one that stayed as it was, and a new one whose name is hostile. */
    static Comparison ofThreeTasks() {
        return ofThreeTasks(PRICED);
    }

    /** Return the same tasks, the new one of a model that no price list knows. */
    static Comparison ofAnUnpricedModel() {
        return ofThreeTasks("our-model");
    }

    private static Comparison ofThreeTasks(String modelOfNewTask) {
        Agent agent = new Agent(900, 4, PRICED);
        return compare(
                Map.of(DRIFTED, accept(agent.runs(DRIFTED, 20, 1)), STEADY, accept(agent.runs(STEADY, 20, 2))),
                Map.of(
                        DRIFTED, new Agent(1_900, 4, PRICED).runs(DRIFTED, 10, 3),
                        STEADY, agent.runs(STEADY, 10, 4),
                        HOSTILE, new Agent(500, 2, modelOfNewTask).runs(HOSTILE, 5, 5)),
                Map.of("tokenbudget.runsPerMonth", "1000"));
    }

    /** Return a task that was run on Sonnet, which is in use, and in a variant on Haiku whose name is hostile. */
    static Comparison ofVariants() {
        TaskId other = new TaskId(STEADY.testClass(), STEADY.name() + "[<b>haiku</b>]");
        return compare(
                Map.of(STEADY, accept(new Agent(900, 4, PRICED).runs(STEADY, 20, 1))),
                Map.of(
                        STEADY,
                                as(
                                        new TaskVariant(STEADY.name(), "sonnet"),
                                        new Agent(900, 4, PRICED).runs(STEADY, 40, 2)),
                        other,
                                as(
                                        new TaskVariant(STEADY.name(), "<b>haiku</b>"),
                                        new Agent(900, 4, "claude-haiku-4-5").runs(other, 40, 3))),
                Map.of());
    }

    private static TaskRuns as(TaskVariant variant, TaskRuns runs) {
        return new TaskRuns(
                runs.task(),
                runs.runs().stream()
                        .map(run -> run.toBuilder()
                                .variant(variant)
                                .outcome(run.number() % 20 == 7 ? Outcome.FAILED : Outcome.SUCCEEDED)
                                .build()
                                .priced(PRICES))
                        .toList());
    }

    /** Return a task that counts what an agent of a hostile name would, and misses one of two targets. */
    static Comparison ofTargets() {
        TaskRuns runs = new Agent(900, 4, PRICED).runs(STEADY, 5, 1);
        TaskRuns counting = new TaskRuns(
                STEADY,
                runs.runs().stream()
                        .map(run -> run.toBuilder()
                                .own(Map.of("count/<b>tickets</b>", 2.0))
                                .build())
                        .toList());
        return compare(
                Map.of(STEADY, accept(counting)),
                Map.of(STEADY, counting),
                Map.of(
                        "tokenbudget.rule.1.metric", "count/<b>tickets</b>",
                        "tokenbudget.rule.1.minimum", "3",
                        "tokenbudget.rule.2.metric", "calls",
                        "tokenbudget.rule.2.maximum", "4"));
    }

    /** Return a task of which an agent of a hostile name carries the same result twice. */
    static Comparison ofWaste() {
        Item result = new Item(Item.Kind.TOOL_RESULT, Optional.of("search"), Optional.empty(), 1_600, 400, "same");
        ModelCall call = ModelCall.builder("openai", "gpt-5-mini")
                .usage(TokenUsage.of(1_000, 100))
                .started(START)
                .agent("<b>desk</b>")
                .prompt(PromptSections.builder().items(List.of(result, result)).build())
                .build();
        Run run = Run.builder(STEADY, 1, START).calls(List.of(call)).build();
        return compare(
                Map.of(),
                Map.of(STEADY, new TaskRuns(STEADY, List.of(run)).priced(PRICES)),
                Map.of("tokenbudget.runsPerMonth", "1000"));
    }

    /** Return tasks whose numbers of calls vary: one that each call makes dearer, a trade, a gain, noise, and one that stayed. */
    static Comparison ofVaryingCalls() {
        Map<TaskId, TaskBaseline> before = new TreeMap<>();
        Map<TaskId, TaskRuns> after = new TreeMap<>();
        Agent agent = new Agent(900, 6, 2, PRICED);
        Map<TaskId, TaskRuns> measured = Map.of(
                DRIFTED, new Agent(2_100, 6, 2, PRICED).runs(DRIFTED, 10, 3),
                TRADED, new Agent(4_500, 4, 1, PRICED).runs(TRADED, 20, 4),
                IMPROVED, new Agent(900, 3, 1, PRICED).runs(IMPROVED, 20, 5),
                NOISY, new Agent(900, 7, 3, PRICED).runs(NOISY, 5, 9),
                STEADY, agent.runs(STEADY, 10, 7));
        measured.forEach((task, runs) -> {
            before.put(task, accept(agent.runs(task, 30, task.name().length())));
            after.put(task, runs);
        });
        return compare(before, after, Map.of());
    }

    /** Return tasks of which every {@code drifting}th drifted; a few sets of runs serve them all in turn. */
    static Comparison ofManyTasks(int tasks, int runs, int drifting) {
        return ofManyTasks(tasks, runs, 4, drifting);
    }

    /** Return such tasks, each run of which makes {@code calls} calls. */
    static Comparison ofManyTasks(int tasks, int runs, int calls, int drifting) {
        List<TaskBaseline> accepted = sets(seed -> accept(new Agent(900, calls, PRICED).runs(STEADY, runs, seed)));
        List<TaskRuns> steady = sets(seed -> new Agent(900, calls, PRICED).runs(STEADY, runs, SETS + seed));
        List<TaskRuns> drifted = sets(seed -> new Agent(2_500, calls, PRICED).runs(STEADY, runs, SETS + seed));
        Map<TaskId, TaskBaseline> before = new TreeMap<>();
        Map<TaskId, TaskRuns> after = new TreeMap<>();
        for (int number = 0; number < tasks; number++) {
            TaskId task = ofMany(number);
            before.put(task, accepted.get(number % SETS));
            after.put(task, as(task, (number % drifting == 0 ? drifted : steady).get(number % SETS)));
        }
        return compare(before, after, Map.of("tokenbudget.mode", "exact", "tokenbudget.runsPerMonth", "1000"));
    }

    /** Return the task at {@code number} of many. */
    static TaskId ofMany(int number) {
        return new TaskId("com.acme.generated.Benchmark" + number / 10, "handlesTicketNumber" + number);
    }

    private static <T> List<T> sets(IntFunction<T> set) {
        return IntStream.range(0, SETS).mapToObj(set).toList();
    }

    private static TaskRuns as(TaskId task, TaskRuns others) {
        return new TaskRuns(
                task,
                others.runs().stream()
                        .map(run -> run.toBuilder().task(task).labels(Map.of()).build())
                        .toList());
    }

    private static TaskBaseline accept(TaskRuns runs) {
        return TaskBaseline.accept(runs, EARLIER, "first <b>baseline</b>", Optional.empty());
    }

    private static Comparison compare(
            Map<TaskId, TaskBaseline> before, Map<TaskId, TaskRuns> after, Map<String, String> settings) {
        Policy policy = Policy.of(Settings.of(new Settings.Source("test", settings)), Optional.empty());
        return Comparison.of(
                new Measurement(
                        NOW,
                        new TreeMap<>(after),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.of(PRICES),
                        List.of(),
                        List.of()),
                new Baseline(new TreeMap<>(before)),
                policy);
    }

    /**
     * An agent that plans, then calls tools in a loop.
     *
     * @param system tokens of its system prompt
     * @param calls how many calls it makes
     * @param spread how many calls more or fewer a run may make
     * @param model the model that it asks
     */
    private record Agent(int system, int calls, int spread, String model) {

        Agent(int system, int calls, String model) {
            this(system, calls, 0, model);
        }

        TaskRuns runs(TaskId task, int number, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Run> runs = new ArrayList<>();
            for (int run = 1; run <= number; run++) {
                runs.add(run(task, run, random));
            }
            return new TaskRuns(task, runs).priced(PRICES);
        }

        private Run run(TaskId task, int number, SplittableRandom random) {
            List<ModelCall> made = new ArrayList<>();
            Instant begin = START.plusSeconds(60L * number);
            Instant clock = begin;
            int history = 0;
            int all = spread == 0 ? calls : calls + random.nextInt(-spread, spread + 1);
            for (int call = 0; call < all; call++) {
                int output = random.nextInt(150, 700);
                Duration latency = Duration.ofMillis(400 + output * 4L);
                made.add(call(call == 0 ? "planner" : "worker", history, output, clock, latency));
                clock = clock.plus(latency).plusMillis(random.nextInt(20, 200));
                history += output + random.nextInt(100, 1_200);
            }
            Duration took = Duration.between(begin, clock);
            return Run.builder(task, number, begin)
                    .duration(took)
                    .calls(made)
                    .labels(Map.of("feature", task.name()))
                    .build();
        }

        private ModelCall call(String agent, int history, int output, Instant started, Duration latency) {
            PromptSections prompt = PromptSections.builder()
                    .system(section(system))
                    .tools(section(640), 5)
                    .history(section(history / 3))
                    .toolResults(section(history - history / 3))
                    .user(section(120))
                    .systemHash("a".repeat(12) + "%04d".formatted(system))
                    .toolsHash("b".repeat(16))
                    .build();
            long input = system + 640L + history + 120;
            return ModelCall.builder("anthropic", model)
                    .agent(agent)
                    .usage(TokenUsage.of(input, output).withCacheRead(history).withReasoning(output / 4))
                    .prompt(prompt)
                    .toolCalls(1)
                    .stopReason("tool_use")
                    .started(started)
                    .latency(latency)
                    .build();
        }

        private static Section section(int tokens) {
            return new Section(tokens * 4L, tokens);
        }
    }
}
