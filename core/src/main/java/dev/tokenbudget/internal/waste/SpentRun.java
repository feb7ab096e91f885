package dev.tokenbudget.internal.waste;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of one run that were billed, in order; what was refused cost nothing. */
final class SpentRun {

    /** How far back the request is looked for that another one goes on from. */
    private static final int MOST_PARALLEL = 32;

    private final int number;
    private final List<SpentCall> calls = new ArrayList<>();
    private final Map<SpentCall, Earlier> earlier = new LinkedHashMap<>();

    /**
     * The request of the same agent that a request has most in common with.
     *
     * @param call the earlier one; the latest of several
     * @param items how many items they have in common, from their beginning
     */
    record Earlier(SpentCall call, int items) {}

    SpentRun(Run run, PriceList prices, ItemTokens scale) {
        number = run.number();
        Map<List<String>, Deque<SpentCall>> conversations = new HashMap<>();
        for (ModelCall call : run.billedCalls()) {
            SpentCall spent = new SpentCall(call, calls.size() + 1, prices, scale);
            calls.add(spent);
            if (spent.isWhole()) {
                Deque<SpentCall> latest = conversations.computeIfAbsent(
                        List.of(spent.agent(), call.provider(), call.requestedModel()), first -> new ArrayDeque<>());
                findEarlier(spent, latest).ifPresent(found -> earlier.put(spent, found));
                latest.addFirst(spent);
                if (latest.size() > MOST_PARALLEL) {
                    latest.removeLast();
                }
            }
        }
    }

    int number() {
        return number;
    }

    List<SpentCall> calls() {
        return calls;
    }

    /** Return the calls by their agent, in order; those that name none under the empty name. */
    Map<String, List<SpentCall>> byAgent() {
        Map<String, List<SpentCall>> byAgent = new LinkedHashMap<>();
        calls.forEach(call -> byAgent.computeIfAbsent(call.agent(), first -> new ArrayList<>())
                .add(call));
        return byAgent;
    }

    /** Return the request that {@code call} goes on from, where one is known. */
    Optional<Earlier> before(SpentCall call) {
        return Optional.ofNullable(earlier.get(call));
    }

    /** Find it among the calls of the same conversation, the latest first. */
    private static Optional<Earlier> findEarlier(SpentCall call, Iterable<SpentCall> latest) {
        int most = 0;
        Optional<SpentCall> nearest = Optional.empty();
        for (SpentCall candidate : latest) {
            int common = common(candidate.items(), call.items());
            if (common > most) {
                most = common;
                nearest = Optional.of(candidate);
            }
            if (common == candidate.items().size()) {
                break; // The latest request that this one goes on from.
            }
        }
        int items = most;
        return nearest.map(found -> new Earlier(found, items));
    }

    private static int common(List<Item> one, List<Item> other) {
        int most = Math.min(one.size(), other.size());
        int common = 0;
        while (common < most && isSame(one.get(common), other.get(common))) {
            common++;
        }
        return common;
    }

    /** What the user said becomes history with the next answer. */
    private static boolean isSame(Item one, Item other) {
        return one.hash().equals(other.hash())
                && one.tool().equals(other.tool())
                && one.request().equals(other.request())
                && (one.kind() == other.kind() || (one.kind() == Kind.USER && other.kind() == Kind.HISTORY));
    }
}
