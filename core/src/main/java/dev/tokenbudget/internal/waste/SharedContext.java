package dev.tokenbudget.internal.waste;

import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import dev.tokenbudget.usage.PromptSections.Quote;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds what one agent of a run reads although another one has read it: messages and results, word by word. */
final class SharedContext implements WasteRule {

    /** Of context, not of instructions: each agent needs those. */
    private static final Set<Kind> CONTEXT = EnumSet.of(Kind.USER, Kind.HISTORY, Kind.TOOL_RESULT);

    /** A ticket's number, or a question, is handed over for a purpose. */
    private static final long SHORTEST = 50;

    private static final long FEWEST_TOKENS = 500;

    /** Passages times this are at least what the other agent read. */
    private static final long MOST = 2;

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
        Map<String, List<SpentCall>> byAgent = run.byAgent();
        if (byAgent.size() < 2) {
            return;
        }
        Map<String, String> firstReaders = new HashMap<>();
        run.calls().forEach(call -> call.items().forEach(item -> firstReaders.putIfAbsent(item.hash(), call.agent())));
        byAgent.forEach((agent, calls) -> {
            Reading reading = new Reading(agent, calls, firstReaders, written(run, calls));
            muchOf(reading, byAgent)
                    .forEach(source -> calls.forEach(call -> claims.add(
                            new WasteKey(WasteKind.SHARED_CONTEXT, agent, source),
                            run,
                            call,
                            claim(call, reading, source),
                            "reads word by word what "
                                    + (source.isEmpty() ? "an agent without a name" : "agent " + source) + " has read",
                            "Hand over a summary, or only what this agent needs.")));
        });
    }

    private Saving claim(SpentCall call, Reading reading, String source) {
        Saving saving = Saving.NONE;
        for (int i = 0; i < call.items().size(); i++) {
            Item item = call.items().get(i);
            for (Quote quote : longQuotes(item, reading)) {
                if (quote.agent().equals(source)) {
                    saving = saving.plus(call.portion(i).take(call.sizeOf(i) * quote.tokens() / item.tokens()));
                }
            }
        }
        return saving;
    }

    /**
     * Return whose context an agent reads again, where that is much. Of passages, much is most of what the other one read: an agent
     * that is given an excerpt to work on needs it.
     */
    private List<String> muchOf(Reading reading, Map<String, List<SpentCall>> byAgent) {
        Map<String, Long> whole = new TreeMap<>();
        Map<String, Long> all = new TreeMap<>();
        contextOf(reading.calls)
                .forEach(item -> longQuotes(item, reading).forEach(quote -> {
                    all.merge(quote.agent(), quote.tokens(), Long::sum);
                    whole.merge(quote.agent(), reading.isWhole(item) ? quote.tokens() : 0, Long::sum);
                }));
        return all.entrySet().stream()
                .filter(source -> whole.getOrDefault(source.getKey(), 0L) >= fewestTokens
                        || (source.getValue() >= fewestTokens
                                && source.getValue() * MOST
                                        >= tokens(byAgent.getOrDefault(source.getKey(), List.of()))))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long tokens(List<SpentCall> calls) {
        return contextOf(calls).stream().mapToLong(Item::tokens).sum();
    }

    /** Return the different items of context that {@code calls} hold. */
    private static Collection<Item> contextOf(List<SpentCall> calls) {
        Map<String, Item> items = new HashMap<>();
        calls.forEach(call -> call.items().stream()
                .filter(item -> CONTEXT.contains(item.kind()))
                .forEach(item -> items.put(item.hash(), item)));
        return items.values();
    }

    private List<Quote> longQuotes(Item item, Reading reading) {
        return reading.quotes(item).stream()
                .filter(quote -> quote.tokens() >= shortest)
                .toList();
    }

    /** Return the hashes of what stands in the history without having been read before: the agent's own answers. */
    private static Set<String> written(SpentRun run, List<SpentCall> calls) {
        Set<String> known = new HashSet<>();
        Set<String> written = new HashSet<>();
        calls.forEach(call -> call.items().forEach(item -> {
            boolean isNew = known.add(item.hash());
            if (isNew && item.kind() == Kind.HISTORY && run.before(call).isPresent()) {
                written.add(item.hash());
            }
        }));
        return written;
    }

    /**
     * What an agent reads in a run.
     *
     * @param firstReaders who was first to read an item of this hash
     * @param written the hashes of what the agent has written itself, which others may have read before it comes back
     */
    private record Reading(String agent, List<SpentCall> calls, Map<String, String> firstReaders, Set<String> written) {

        /** Return what the agent reads of an item after others: all of it, or passages that it quotes. */
        List<Quote> quotes(Item item) {
            if (!CONTEXT.contains(item.kind()) || written.contains(item.hash())) {
                return List.of();
            }
            return isWhole(item)
                    ? List.of(new Quote(firstReaders.getOrDefault(item.hash(), agent), item.tokens()))
                    : item.quotes();
        }

        /** Whether another agent has read the same item. */
        boolean isWhole(Item item) {
            return !firstReaders.getOrDefault(item.hash(), agent).equals(agent);
        }
    }
}
