package dev.tokenbudget.internal.composition;

import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Item;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes the tool results that an agent's calls read, run after run, and adds them up by tool. */
final class ToolResultTally {

    private final Map<String, Sum> byTool = new TreeMap<>();
    private final Map<Result, Integer> known = new HashMap<>();
    private final Set<Result> asked = new HashSet<>();
    private final Set<Result> shortened = new HashSet<>();

    /** What tells a result from others: two that are alike differ by how often they stand in one prompt. */
    private record Result(Optional<String> tool, Optional<String> request, String hash) {

        /** Return what a result shares with what is left of it where a client has shortened it. */
        Result withoutText() {
            return new Result(tool, request, "");
        }
    }

    void startRun() {
        known.clear();
        asked.clear();
        shortened.clear();
    }

    /**
     * Add the results that a call at {@code position} read.
     *
     * @param size their tokens together, at the slope of the call's model
     */
    void add(int position, PromptSections prompt, long size) {
        List<Item> results = prompt.items().stream()
                .filter(item -> item.kind() == Item.Kind.TOOL_RESULT)
                .toList();
        if (results.isEmpty()) {
            if (size != 0) {
                of(ToolResults.UNNAMED).add(position, size);
            }
            return;
        }
        List<Long> tokens = Portions.of(size, results.stream().map(Item::tokens).toList());
        int latest = latest(prompt.items());
        Map<Result, Integer> here = new HashMap<>();
        for (int i = 0; i < results.size(); i++) {
            Item item = results.get(i);
            Sum sum = of(item.tool().orElse(ToolResults.UNNAMED));
            sum.add(position, tokens.get(i));
            Result result = new Result(item.tool(), item.request(), item.hash());
            int times = here.merge(result, 1, Integer::sum);
            if (times > known.getOrDefault(result, 0)) {
                known.put(result, times);
                // A text that stands there again is another result that gave the same.
                if (shortened.contains(result) || times == 1 && isShortened(result, results.size() - i > latest)) {
                    shortened.add(result);
                } else {
                    asked.add(result.withoutText());
                    sum.number++;
                    sum.fresh = sum.fresh.add(BigInteger.valueOf(tokens.get(i)));
                }
            }
            sum.reads += shortened.contains(result) ? 0 : 1;
        }
    }

    /** Return how many results stand behind the last turn of the model. */
    private static int latest(List<Item> items) {
        int results = 0;
        for (int i = items.size() - 1; i >= 0 && items.get(i).kind() != Item.Kind.HISTORY; i--) {
            results += items.get(i).kind() == Item.Kind.TOOL_RESULT ? 1 : 0;
        }
        return results;
    }

    /** Whether an earlier result has another text now, as where a client leaves out what is old. */
    private boolean isShortened(Result result, boolean isEarlier) {
        return isEarlier && result.request().isPresent() && asked.contains(result.withoutText());
    }

    /** Return what each tool gave, by its name, at {@code positions} positions. */
    SortedMap<String, ToolResults> toResults(int positions) {
        SortedMap<String, ToolResults> results = new TreeMap<>();
        byTool.forEach((tool, sum) ->
                results.put(tool, new ToolResults(sum.tokens, sum.fresh, sum.number, sum.reads).upTo(positions)));
        return results;
    }

    private Sum of(String tool) {
        return byTool.computeIfAbsent(tool, first -> new Sum());
    }

    private static final class Sum {
        private final List<BigInteger> tokens = new ArrayList<>();
        private BigInteger fresh = BigInteger.ZERO;
        private long number;
        private long reads;

        void add(int position, long more) {
            while (tokens.size() <= position) {
                tokens.add(BigInteger.ZERO);
            }
            tokens.set(position, tokens.get(position).add(BigInteger.valueOf(more)));
        }
    }
}
