package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.JudgeCalls;
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
import dev.tokenbudget.usage.PromptSections.Difference;
import dev.tokenbudget.usage.PromptSections.Hashes;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import dev.tokenbudget.usage.PromptSections.Repeat;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A build of which a report can tell all that it knows: a desk with tools and a writer, in two variants, graded by a model. One
 * tool's results have grown, another tool is offered and never called, and the time stands in its system prompt, so that nothing is
 * read from the cache any more.
 */
final class DeskExample {

    static final TaskId ANSWERS = new TaskId("com.acme.SupportBenchmark", "answersCustomer");

    private static final TaskId CHEAPER = new TaskId(ANSWERS.testClass(), ANSWERS.name() + "[gpt-5-mini]");
    private static final PriceList PRICES = PriceList.bundled();
    private static final Instant START = Instant.parse("2026-11-23T10:15:30Z");
    private static final long SYSTEM = 1_030;
    private static final int TURNS = 4;

    private DeskExample() {}

    static Comparison comparison() {
        TaskRuns before = runs(ANSWERS, 20, new Desk("gpt-5", List.of("lookup_order", "search"), 180, false));
        List<String> tools = List.of("lookup_order", "mcp__archive__find", "mcp__archive__read", "refund", "search");
        TaskRuns after = runs(ANSWERS, 40, new Desk("gpt-5", tools, 720, true));
        TaskRuns cheaper = runs(CHEAPER, 40, new Desk("gpt-5-mini", tools, 720, true));
        return compare(
                List.of(before, cheaper),
                Map.of(ANSWERS, after, CHEAPER, cheaper),
                Map.of(
                        "tokenbudget.mode", "exact",
                        "tokenbudget.runsPerMonth", "10000",
                        "tokenbudget.rule.1.task", ANSWERS.shortName(),
                        "tokenbudget.rule.1.metric", "cacheHitRate",
                        "tokenbudget.rule.1.minimum", "0.6",
                        "tokenbudget.rule.2.metric", "costUsd/tickets resolved",
                        "tokenbudget.rule.2.maximum", "0.05",
                        "tokenbudget.rule.3.task", ANSWERS.shortName(),
                        "tokenbudget.rule.3.metric", "timeToFirstTokenMs",
                        "tokenbudget.rule.3.maximum", "800"));
    }

    /** Return a task that asks for a dearer model, and else does what it did. */
    static Comparison ofADearerModel() {
        List<String> tools = List.of("lookup_order", "search");
        return compare(
                List.of(runs(ANSWERS, 20, new Desk("gpt-5-mini", tools, 180, false))),
                Map.of(ANSWERS, runs(ANSWERS, 20, new Desk("gpt-5", tools, 180, false))),
                Map.of("tokenbudget.mode", "exact"));
    }

    private static Comparison compare(
            List<TaskRuns> before, Map<TaskId, TaskRuns> after, Map<String, String> settings) {
        Map<TaskId, TaskBaseline> accepted = new TreeMap<>();
        before.forEach(runs -> accepted.put(
                runs.task(),
                TaskBaseline.accept(runs, new BuildId("build-17", Optional.of("9f8e7d6c")), "first", Optional.empty())
                        .wasting(Optional.of(List.of()))));
        return Comparison.of(
                new Measurement(
                        new BuildId("build-4711", Optional.of("0a1b2c3d")),
                        new TreeMap<>(after),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.of(PRICES),
                        List.of(),
                        List.of()),
                new Baseline(new TreeMap<>(accepted)),
                Policy.of(Settings.of(new Settings.Source("test", settings)), Optional.empty()));
    }

    private static TaskRuns runs(TaskId task, int number, Desk desk) {
        return new TaskRuns(
                        task,
                        IntStream.rangeClosed(1, number)
                                .mapToObj(run -> desk.run(task, run))
                                .toList())
                .priced(PRICES);
    }

    /**
     * An agent that looks up an order, and has a writer answer.
     *
     * @param model the model of both
     * @param tools the tools that it is offered, of which it calls {@code lookup_order} and {@code search}
     * @param result tokens of what {@code lookup_order} gives
     * @param timed whether the time stands in its system prompt
     */
    private record Desk(String model, List<String> tools, long result, boolean timed) {

        Run run(TaskId task, int number) {
            List<ModelCall> calls = new ArrayList<>();
            for (int turn = 0; turn < TURNS; turn++) {
                calls.add(desk(number, turn));
            }
            calls.add(writer(number));
            Instant begin = START.plusSeconds(60L * number);
            return Run.builder(task, number, begin)
                    .outcome(number % 20 == 7 ? Outcome.FAILED : Outcome.SUCCEEDED)
                    .duration(Duration.ofSeconds(20))
                    .calls(calls)
                    .own(Map.of("count/tickets resolved", 2.0))
                    .variant(new TaskVariant(ANSWERS.name(), model))
                    .judge(judge())
                    .build();
        }

        private ModelCall desk(int run, int turn) {
            List<Item> items = new ArrayList<>();
            tools.forEach(tool -> items.add(item(Kind.TOOL_DEFINITION, tool, 120, tool)));
            String now = timed ? " at " + run + ":" + turn : "";
            items.add(item(Kind.SYSTEM, "", SYSTEM, "system" + now));
            items.add(item(Kind.USER, "", 240, "question"));
            for (int earlier = 0; earlier < turn; earlier++) {
                String tool = earlier == 0 ? "lookup_order" : "search";
                items.add(item(Kind.HISTORY, tool, 30, "call " + earlier));
                items.add(item(Kind.TOOL_RESULT, tool, earlier == 0 ? result : 150, "result " + earlier));
            }
            long input = tokens(items, Kind.values());
            long repeated = turn == 0 ? 0 : timed ? tokens(items, Kind.TOOL_DEFINITION) : input - 180;
            Repeat repeat = new Repeat(
                    repeated,
                    input,
                    timed
                            ? Optional.of(new Difference(
                                    Kind.SYSTEM, 1, Optional.empty(), 12, 4 * SYSTEM, Difference.Look.TIME))
                            : Optional.empty());
            boolean last = turn == TURNS - 1;
            return ModelCall.builder("openai", model)
                    .agent("desk")
                    .usage(TokenUsage.of(input, 60).withCacheRead(timed || turn == 0 ? 0 : repeated))
                    .prompt(prompt(items)
                            .repeats(new Repeat.Compared(
                                    turn == 0 ? Optional.empty() : Optional.of(repeat), Optional.empty()))
                            .build())
                    .toolCalls(last ? 0 : 1)
                    .calledTools(last ? List.of() : List.of(turn == 0 ? "lookup_order" : "search"))
                    .stopReason(last ? "stop" : "tool_calls")
                    .started(START.plusSeconds(60L * run + turn))
                    .latency(Duration.ofMillis(900))
                    .build();
        }

        private ModelCall writer(int run) {
            List<Item> items = List.of(
                    item(Kind.SYSTEM, "", 300, "writer"),
                    item(Kind.USER, "", result + 400, "what the desk was told " + result));
            return ModelCall.builder("openai", model)
                    .agent("writer")
                    .usage(TokenUsage.of(tokens(items, Kind.values()), 350)
                            .withCacheRead(0)
                            .withReasoning(120))
                    .prompt(prompt(items).build())
                    .stopReason("stop")
                    .started(START.plusSeconds(60L * run + TURNS))
                    .latency(Duration.ofMillis(2_400))
                    .build();
        }
    }

    private static JudgeCalls judge() {
        ModelCall grades = ModelCall.builder("openai", "gpt-5")
                .usage(TokenUsage.of(2_900, 80))
                .started(START)
                .build();
        return new JudgeCalls(List.of(grades, grades), 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Item item(Kind kind, String tool, long tokens, String text) {
        return new Item(
                kind,
                Optional.of(tool).filter(name -> !name.isEmpty()),
                kind == Kind.HISTORY || kind == Kind.TOOL_RESULT
                        ? Optional.of(hash(text.replaceAll("\\D", "")))
                        : Optional.empty(),
                tokens * 4,
                tokens,
                hash(text + tokens));
    }

    private static PromptSections.Builder prompt(List<Item> items) {
        return PromptSections.builder()
                .system(section(items, Kind.SYSTEM))
                .tools(section(items, Kind.TOOL_DEFINITION), (int) items.stream()
                        .filter(item -> item.kind() == Kind.TOOL_DEFINITION)
                        .count())
                .history(section(items, Kind.HISTORY))
                .toolResults(section(items, Kind.TOOL_RESULT))
                .user(section(items, Kind.USER))
                .items(items)
                .hashes(new Hashes(
                        hashOf(items, Kind.SYSTEM),
                        hashOf(items, Kind.TOOL_DEFINITION),
                        Optional.empty(),
                        Optional.of(hash("settings")),
                        Optional.of(hash(items.toString()))));
    }

    private static Optional<String> hashOf(List<Item> items, Kind kind) {
        List<Item> found = items.stream().filter(item -> item.kind() == kind).toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(hash(found.toString()));
    }

    private static Section section(List<Item> items, Kind kind) {
        return new Section(4 * tokens(items, kind), tokens(items, kind));
    }

    private static long tokens(List<Item> items, Kind... kinds) {
        return items.stream()
                .filter(item -> List.of(kinds).contains(item.kind()))
                .mapToLong(Item::tokens)
                .sum();
    }

    private static String hash(String text) {
        return String.format("%016x", (long) text.hashCode());
    }
}
