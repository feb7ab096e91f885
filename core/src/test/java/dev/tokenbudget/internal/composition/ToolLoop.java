package dev.tokenbudget.internal.composition;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Hashes;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * An agent that calls one tool after another and keeps the whole conversation, of which every piece is known: what it asks for
 * costs as much as its provider's list says, and nothing is left to chance.
 */
public final class ToolLoop {

    private static final long SYSTEM = 500;
    private static final long TASK = 300;
    private static final long TOOL_CALL = 40;
    private static final long ANSWER = 60;

    public Optional<String> name = Optional.empty();
    public String provider = "openai";
    public String model = "gpt-4.1";

    /** Tokens of each tool's definition, by its name. */
    public final Map<String, Long> definitions = new TreeMap<>();

    /** A text that is in each definition, beside the number of its tokens. */
    public final Map<String, String> texts = new TreeMap<>();

    /** The tools that are called, one after the other. */
    public final List<String> called = new ArrayList<>();

    /** Tokens of a result, by the tool's name. */
    public final Map<String, Long> results = new TreeMap<>();

    /** How many of the latest results are kept. */
    public int kept = Integer.MAX_VALUE;

    /** Whether each call reads from a cache what the call before sent, and writes the rest to it. */
    public boolean cached;

    /** Return eight tools, of which three are called: search twice. */
    public static ToolLoop ofEightTools() {
        ToolLoop loop = new ToolLoop();
        for (String tool : List.of("book", "cancel", "lookup", "mail", "pay", "refund", "search", "unused")) {
            loop.definitions.put(tool, 200L);
            loop.results.put(tool, 250L);
        }
        loop.called.addAll(List.of("search", "lookup", "search", "book"));
        return loop;
    }

    /** Return {@code number} runs that are all the same, with what they cost. */
    public TaskRuns runs(int number) {
        return new TaskRuns(
                        RunExample.REVIEWS,
                        IntStream.rangeClosed(1, number).mapToObj(this::run).toList())
                .priced(PriceList.bundled());
    }

    public Composition composition(int runs) {
        return Composition.of(runs(runs)).orElseThrow();
    }

    private Run run(int number) {
        List<ModelCall> calls = new ArrayList<>();
        long before = 0;
        for (int turn = 0; turn <= called.size(); turn++) {
            List<Item> items = items(turn);
            long input = items.stream().mapToLong(Item::tokens).sum();
            TokenUsage usage = TokenUsage.of(input, ANSWER);
            ModelCall.Builder call = ModelCall.builder(provider, model)
                    .usage(cached ? usage.withCacheRead(before).withCacheWrite(input - before) : usage)
                    .prompt(prompt(items))
                    .started(RunExample.START);
            if (turn < called.size()) {
                call.toolCalls(1).calledTools(List.of(called.get(turn)));
            }
            name.ifPresent(call::agent);
            calls.add(call.build());
            before = input;
        }
        return RunExample.run(RunExample.REVIEWS, number, calls.toArray(new ModelCall[0]));
    }

    private List<Item> items(int turn) {
        List<Item> items = new ArrayList<>();
        definitions.forEach((tool, tokens) -> items.add(item(
                Kind.TOOL_DEFINITION,
                Optional.of(tool),
                Optional.empty(),
                tokens,
                texts.getOrDefault(tool, "") + tokens)));
        items.add(item(Kind.SYSTEM, Optional.empty(), Optional.empty(), SYSTEM, "system"));
        items.add(item(Kind.USER, Optional.empty(), Optional.empty(), TASK, "task"));
        for (int i = 0; i < turn; i++) {
            Optional<String> tool = Optional.of(called.get(i));
            Optional<String> request = Optional.of("request " + i);
            long tokens = results.getOrDefault(called.get(i), 0L);
            items.add(item(Kind.HISTORY, tool, request, TOOL_CALL, "call " + i));
            if (turn - i <= kept) {
                items.add(item(Kind.TOOL_RESULT, tool, request, tokens, "result " + i));
            }
        }
        return items;
    }

    private static Item item(Kind kind, Optional<String> tool, Optional<String> request, long tokens, String text) {
        return new Item(kind, tool, request, tokens * 4, tokens, hash(text));
    }

    private static PromptSections prompt(List<Item> items) {
        String tools = hash(items.stream()
                .filter(item -> item.kind() == Kind.TOOL_DEFINITION)
                .map(Item::hash)
                .toList()
                .toString());
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
                        Optional.of(hash("system")),
                        Optional.of(tools),
                        Optional.empty(),
                        Optional.of(hash("settings")),
                        Optional.of(hash(items.toString()))))
                .build();
    }

    private static Section section(List<Item> items, Kind kind) {
        long tokens = items.stream()
                .filter(item -> item.kind() == kind)
                .mapToLong(Item::tokens)
                .sum();
        return new Section(tokens * 4, tokens);
    }

    private static String hash(String text) {
        return String.format("%016x", (long) text.hashCode());
    }
}
