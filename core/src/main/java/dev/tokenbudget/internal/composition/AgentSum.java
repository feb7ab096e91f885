package dev.tokenbudget.internal.composition;

import dev.tokenbudget.internal.composition.AgentComposition.SharedHashes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** What one agent did in the runs of two samples together. */
final class AgentSum {

    private AgentSum() {}

    /** Return what an agent did that made no call in {@code runs} runs. */
    static AgentComposition idle(int runs) {
        return new AgentTally(runs).toComposition(List.of());
    }

    static AgentComposition of(AgentComposition first, AgentComposition then) {
        List<Integer> callsOfRuns = new ArrayList<>(first.callsOfRuns());
        callsOfRuns.addAll(then.callsOfRuns());
        List<AgentComposition> groups = areOneGroup(first, then) ? List.of() : groups(first, then);
        TreeSet<String> models = new TreeSet<>(first.models());
        models.addAll(then.models());
        return new AgentComposition(
                callsOfRuns,
                byPosition(first.callsByPosition(), then.callsByPosition(), Long::sum),
                byPart(first.tokens(), then.tokens()),
                results(first, then),
                costs(first, then),
                counted(first, then),
                prompts(first, then, groups),
                List.copyOf(models),
                first.toolCalls() + then.toolCalls(),
                times(first.calledTools(), then.calledTools()),
                times(first.stopReasons(), then.stopReasons()),
                first.refusedAttempts() + then.refusedAttempts(),
                first.repeatedPrompts() + then.repeatedPrompts(),
                repeatedToolCalls(first, then),
                first.cache().plus(then.cache()),
                first.repeats().plus(then.repeats()),
                firstInput(first, then),
                hashes(first, then),
                groups.size() > 1 ? groups : List.of());
    }

    private static SortedMap<String, Long> times(SortedMap<String, Long> first, SortedMap<String, Long> then) {
        SortedMap<String, Long> sums = new TreeMap<>(first);
        then.forEach((what, times) -> sums.merge(what, times, Long::sum));
        return sums;
    }

    private static SortedMap<String, ToolResults> results(AgentComposition first, AgentComposition then) {
        int positions =
                Math.max(first.callsByPosition().size(), then.callsByPosition().size());
        SortedMap<String, ToolResults> results = new TreeMap<>(first.allResults());
        then.allResults().forEach((tool, more) -> results.merge(tool, more, ToolResults::plus));
        results.replaceAll((tool, sum) -> sum.upTo(positions));
        return results;
    }

    /** Costs that are not known of every call are known of none. */
    private static Optional<Costs> costs(AgentComposition first, AgentComposition then) {
        if (first.calls() == 0 || then.calls() == 0) {
            return first.calls() == 0 ? then.costs() : first.costs();
        }
        return first.costs()
                .flatMap(known -> then.costs()
                        .map(more -> new Costs(
                                byPart(known.parts(), more.parts()),
                                byPosition(known.uncached(), more.uncached(), BigInteger::add))));
    }

    /** Return the groups of calls of both; nothing where they are not told apart on one side, or cannot be paired. */
    private static List<AgentComposition> groups(AgentComposition first, AgentComposition then) {
        int runs = first.callsOfRuns().size();
        int more = then.callsOfRuns().size();
        return PromptGroupPairs.of(first, then)
                .map(groups -> Stream.of(
                                groups.pairs().stream().map(pair -> of(pair.before(), pair.after())),
                                groups.removed().stream().map(group -> of(group, idle(more))),
                                groups.added().stream().map(group -> of(idle(runs), group)))
                        .flatMap(found -> found)
                        .sorted(AgentComposition.BY_PROMPT)
                        .toList())
                .orElse(List.of());
    }

    /** Each group of calls has one prompt, of several variants perhaps; what is not told apart has as many as there are. */
    private static List<FixedPrompt> prompts(
            AgentComposition first, AgentComposition then, List<AgentComposition> groups) {
        PromptTally prompts = new PromptTally();
        if (!groups.isEmpty()) {
            return groups.stream().flatMap(group -> group.prompts().stream()).toList();
        }
        first.prompts().forEach(prompts::add);
        then.prompts().forEach(prompts::add);
        return areOneGroup(first, then) ? prompts.together().stream().toList() : prompts.toList();
    }

    private static boolean areOneGroup(AgentComposition first, AgentComposition then) {
        return Stream.of(first, then)
                .allMatch(agent -> agent.groupsOfCalls()
                        .filter(groups -> groups.size() <= 1)
                        .isPresent());
    }

    private static OptionalLong repeatedToolCalls(AgentComposition first, AgentComposition then) {
        boolean known = first.repeatedToolCalls().isPresent()
                && then.repeatedToolCalls().isPresent();
        return known
                ? OptionalLong.of(first.repeatedToolCalls().getAsLong()
                        + then.repeatedToolCalls().getAsLong())
                : OptionalLong.empty();
    }

    /** Who made no call had no first one, which says nothing against that of the other runs. */
    private static Optional<FirstInput> firstInput(AgentComposition first, AgentComposition then) {
        if (first.calls() == 0) {
            return then.firstInput();
        }
        return then.calls() == 0
                ? first.firstInput()
                : first.firstInput().flatMap(one -> then.firstInput().map(one::with));
    }

    /** Sizes that are not known of every call are known of none. */
    private static Map<Part, List<BigInteger>> counted(AgentComposition first, AgentComposition then) {
        boolean known = (first.calls() == 0 || !first.counted().isEmpty())
                && (then.calls() == 0 || !then.counted().isEmpty());
        return known ? byPart(first.counted(), then.counted()) : Map.of();
    }

    private static SharedHashes hashes(AgentComposition first, AgentComposition then) {
        if (first.calls() == 0 || then.calls() == 0) {
            return first.calls() == 0 ? then.hashes() : first.hashes();
        }
        List<Optional<String>> requests = new ArrayList<>();
        int positions =
                Math.max(first.callsByPosition().size(), then.callsByPosition().size());
        for (int position = 0; position < positions; position++) {
            requests.add(request(first, then, position));
        }
        return new SharedHashes(
                requests,
                HashTally.of(first.hashes().responseFormat(), then.hashes().responseFormat()),
                HashTally.of(first.hashes().settings(), then.hashes().settings()));
    }

    private static Optional<String> request(AgentComposition first, AgentComposition then, int position) {
        if (position >= first.callsByPosition().size()) {
            return then.hashes().request(position);
        }
        return position >= then.callsByPosition().size()
                ? first.hashes().request(position)
                : HashTally.of(first.hashes().request(position), then.hashes().request(position));
    }

    private static Map<Part, List<BigInteger>> byPart(
            Map<Part, List<BigInteger>> first, Map<Part, List<BigInteger>> then) {
        Map<Part, List<BigInteger>> sums = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            sums.put(
                    part,
                    byPosition(
                            first.getOrDefault(part, List.of()), then.getOrDefault(part, List.of()), BigInteger::add));
        }
        return sums;
    }

    private static <T> List<T> byPosition(List<T> first, List<T> then, BinaryOperator<T> sum) {
        List<T> longer = first.size() >= then.size() ? first : then;
        List<T> added = new ArrayList<>(longer);
        for (int i = 0; i < Math.min(first.size(), then.size()); i++) {
            added.set(i, sum.apply(first.get(i), then.get(i)));
        }
        return added;
    }
}
