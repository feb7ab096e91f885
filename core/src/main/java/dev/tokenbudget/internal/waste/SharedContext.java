package dev.tokenbudget.internal.waste;

import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds what one agent of a run reads although another one has read it: messages and results, word by word. */
final class SharedContext implements WasteRule {

    /** Of context, not of instructions: each agent needs those. */
    private static final Set<Kind> CONTEXT = EnumSet.of(Kind.USER, Kind.HISTORY, Kind.TOOL_RESULT);

    /** A ticket's number, or a question, is handed over for a purpose. */
    private static final long SHORTEST = 50;

    private static final long FEWEST_TOKENS = 500;

    private final long shortest;
    private final long fewestTokens;

    SharedContext(int leniency) {
        shortest = SHORTEST / leniency;
        fewestTokens = FEWEST_TOKENS / leniency;
    }

    @Override
    public void claim(SpentTask task, Claims claims) {
        task.runs().forEach(run -> claim(run, claims));
    }

    private void claim(SpentRun run, Claims claims) {
        Map<String, String> readers = new HashMap<>();
        Map<String, List<SpentCall>> byAgent = run.byAgent();
        if (byAgent.size() < 2) {
            return;
        }
        run.calls().forEach(call -> call.items().forEach(item -> readers.putIfAbsent(item.hash(), call.agent())));
        byAgent.forEach((agent, calls) -> bySource(agent, calls, readers).forEach((source, hashes) -> {
            for (SpentCall call : calls) {
                IntStream.range(0, call.items().size())
                        .filter(i -> hashes.contains(call.items().get(i).hash()))
                        .filter(i -> isContext(call.items().get(i)))
                        .mapToObj(i -> call.portion(i).take())
                        .reduce(Saving::plus)
                        .ifPresent(saving -> claims.add(
                                new WasteKey(WasteKind.SHARED_CONTEXT, agent, source),
                                run,
                                call,
                                saving,
                                "reads word by word what "
                                        + (source.isEmpty() ? "an agent without a name" : "agent " + source)
                                        + " has read",
                                "Hand over a summary, or only what this agent needs."));
            }
        }));
    }

    /** Return the hashes of what {@code agent} reads second, by who read it first, where that is much. */
    private Map<String, Set<String>> bySource(String agent, List<SpentCall> calls, Map<String, String> readers) {
        Map<String, Map<String, Long>> shared = new HashMap<>();
        for (SpentCall call : calls) {
            for (Item item : call.items()) {
                String first = readers.getOrDefault(item.hash(), agent);
                if (isContext(item) && !first.equals(agent)) {
                    shared.computeIfAbsent(first, source -> new HashMap<>()).put(item.hash(), item.tokens());
                }
            }
        }
        return shared.entrySet().stream()
                .filter(source -> source.getValue().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        >= fewestTokens)
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        source -> new HashSet<>(source.getValue().keySet())));
    }

    private boolean isContext(Item item) {
        return CONTEXT.contains(item.kind()) && item.tokens() >= shortest;
    }
}
