package dev.tokenbudget.internal.explanation;

import static java.util.Objects.requireNonNull;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which agent of a sample is which of another; agents without a call are left out.
 *
 * @param pairs agents that are in both
 * @param added agents that are in the second alone, by name
 * @param removed agents that are in the first alone, by name
 */
record AgentPairs(
        List<Pair> pairs, SortedMap<String, AgentComposition> added, SortedMap<String, AgentComposition> removed) {

    /**
     * An agent in both samples, each with its number of runs.
     *
     * @param agent its name after
     */
    record Pair(String agent, AgentComposition before, int runsBefore, AgentComposition after, int runsAfter) {

        Profile profileBefore() {
            return Profile.of(before, runsBefore);
        }

        Profile profileAfter() {
            return Profile.of(after, runsAfter);
        }

        ComparableCalls comparable(int position) {
            return new ComparableCalls(profileBefore(), profileAfter(), position);
        }

        boolean hasSame(Part section) {
            return hash(before, section).isPresent() && hash(before, section).equals(hash(after, section));
        }

        private static Optional<String> hash(AgentComposition calls, Part section) {
            if (section == Part.RESPONSE_FORMAT) {
                return calls.hashes().responseFormat();
            }
            return calls.onlyPrompt().flatMap(prompt -> prompt.hash(section));
        }
    }

    /** Pair agents by name; where each sample has just one, they are the same whatever their names. */
    static AgentPairs of(Composition before, Composition after) {
        SortedMap<String, AgentComposition> known = active(before);
        SortedMap<String, AgentComposition> now = active(after);
        if (known.size() == 1 && now.size() == 1) {
            known = new TreeMap<>(known);
            known.put(now.firstKey(), requireNonNull(known.remove(known.firstKey())));
        }
        List<Pair> pairs = new ArrayList<>();
        for (Map.Entry<String, AgentComposition> agent : known.entrySet()) {
            Optional.ofNullable(now.get(agent.getKey()))
                    .ifPresent(later ->
                            pairs.add(new Pair(agent.getKey(), agent.getValue(), before.runs(), later, after.runs())));
        }
        return new AgentPairs(pairs, without(now, known.keySet()), without(known, now.keySet()));
    }

    private static SortedMap<String, AgentComposition> active(Composition composition) {
        SortedMap<String, AgentComposition> active = new TreeMap<>(composition.agents());
        active.values().removeIf(agent -> agent.calls() == 0);
        return active;
    }

    private static SortedMap<String, AgentComposition> without(
            SortedMap<String, AgentComposition> agents, Collection<String> names) {
        SortedMap<String, AgentComposition> others = new TreeMap<>(agents);
        others.keySet().removeAll(names);
        return others;
    }
}
