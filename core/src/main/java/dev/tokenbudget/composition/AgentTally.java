package dev.tokenbudget.composition;

import dev.tokenbudget.composition.AgentComposition.CacheReads;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/** Adds up the calls of one agent, run after run. */
final class AgentTally {

    private final int[] callsOfRuns;
    private final Map<Part, List<BigInteger>> tokens = new EnumMap<>(Part.class);
    private final Map<Part, List<BigInteger>> characters = new EnumMap<>(Part.class);
    private final FixedPrompts prompts = new FixedPrompts();
    private final SortedSet<String> models = new TreeSet<>();
    private final SortedMap<String, Long> stopReasons = new TreeMap<>();
    private final Map<List<Object>, Integer> positions = new HashMap<>();
    private final int[] positionsOfRuns;
    private final List<Long> callsByPosition = new ArrayList<>();
    private final FirstInputs firstInputs = new FirstInputs();
    private BigInteger cacheRead = BigInteger.ZERO;
    private BigInteger cacheReadOf = BigInteger.ZERO;
    private boolean everyPromptSeen = true;
    private long toolCalls;
    private long refusedAttempts;
    private long repeatedPrompts;

    AgentTally(int runs) {
        callsOfRuns = new int[runs];
        positionsOfRuns = new int[runs];
        for (Part part : Part.values()) {
            tokens.put(part, new ArrayList<>());
            characters.put(part, new ArrayList<>());
        }
    }

    /** Add a call to the run with index {@code run}. */
    void add(int run, ModelCall call) {
        if (!call.isBilled()) {
            refusedAttempts++;
            return;
        }
        callsOfRuns[run]++;
        int position = Math.min(position(run, call), AgentComposition.POSITIONS - 1);
        addAt(position, callsByPosition, 1L, Long::sum);
        tokens.forEach((part, byPosition) -> addAt(position, byPosition, part.of(call), BigInteger::add));
        characters.forEach((part, byPosition) -> addAt(position, byPosition, part.charactersOf(call), BigInteger::add));
        everyPromptSeen &= call.prompt().isPresent();
        call.prompt().ifPresent(prompts::add);
        firstInputs.add(run, call.usage().input().orElse(0));
        models.add(call.provider() + " " + call.requestedModel());
        toolCalls += call.toolCalls();
        call.stopReason().ifPresent(reason -> stopReasons.merge(reason, 1L, Long::sum));
        call.usage().cacheRead().ifPresent(read -> {
            cacheRead = cacheRead.add(BigInteger.valueOf(read));
            cacheReadOf =
                    cacheReadOf.add(BigInteger.valueOf(call.usage().input().orElse(0)));
        });
    }

    AgentComposition toComposition() {
        return new AgentComposition(
                Arrays.stream(callsOfRuns).boxed().toList(),
                callsByPosition,
                tokens,
                everyPromptSeen ? characters : Map.of(),
                prompts.toList(),
                List.copyOf(models),
                toolCalls,
                stopReasons,
                refusedAttempts,
                repeatedPrompts,
                new CacheReads(cacheRead, cacheReadOf),
                firstInputs.range());
    }

    private int position(int run, ModelCall call) {
        if (call.prompt().isEmpty()) {
            return positionsOfRuns[run]++;
        }
        Integer known = positions.putIfAbsent(sizes(run, call.prompt().get()), positionsOfRuns[run]);
        if (known == null) {
            return positionsOfRuns[run]++;
        }
        repeatedPrompts++;
        return known;
    }

    private static <T> void addAt(int position, List<T> byPosition, T more, BinaryOperator<T> sum) {
        if (position == byPosition.size()) {
            byPosition.add(more);
        } else {
            byPosition.set(position, sum.apply(byPosition.get(position), more));
        }
    }

    /** A time of day in the prompt changes its hash at every attempt, but not its length. */
    private static List<Object> sizes(int run, PromptSections prompt) {
        return List.of(
                run,
                prompt.system().characters(),
                prompt.tools().characters(),
                prompt.history().characters(),
                prompt.toolResults().characters(),
                prompt.user().characters());
    }
}
