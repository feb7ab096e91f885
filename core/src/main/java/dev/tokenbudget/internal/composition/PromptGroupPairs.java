package dev.tokenbudget.internal.composition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Which of an agent's groups of calls in one sample is which in another.
 *
 * <p>Groups with the same hashes are the same. Of the others, those that share a system prompt or tool definitions are paired,
 * and then those whose calls are most alike in input, output and number.
 *
 * @param pairs groups that are in both
 * @param added groups that are in the second alone
 * @param removed groups that are in the first alone
 */
public record PromptGroupPairs(List<Pair> pairs, List<AgentComposition> added, List<AgentComposition> removed) {

    /** A group of calls in both samples. */
    public record Pair(AgentComposition before, AgentComposition after) {}

    /** Calls whose input, output and number a run differ by such factors together are of two kinds. */
    private static final double MOST_TIMES = 8;

    private static final double UNLIMITED = Double.MAX_VALUE;

    /** So many tokens more or less say little. */
    private static final double FEW = 50;

    public PromptGroupPairs {
        pairs = List.copyOf(pairs);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** Pair the groups of an agent's calls; nothing where they are not told apart on one side, or cannot be paired. */
    public static Optional<PromptGroupPairs> of(AgentComposition before, AgentComposition after) {
        return before.groupsOfCalls().flatMap(known -> after.groupsOfCalls().flatMap(now -> of(known, now)));
    }

    private static Optional<PromptGroupPairs> of(List<AgentComposition> before, List<AgentComposition> after) {
        List<Pair> pairs = new ArrayList<>();
        List<AgentComposition> gone = new ArrayList<>(before);
        List<AgentComposition> come = new ArrayList<>(after);
        pair(pairs, gone, come, PromptGroupPairs::isSame, UNLIMITED);
        pair(pairs, gone, come, (one, other) -> share(one, other, FixedPrompt::toolsHash), UNLIMITED);
        pair(pairs, gone, come, (one, other) -> share(one, other, FixedPrompt::systemHash), UNLIMITED);
        boolean alone = before.size() == 1 && after.size() == 1;
        pair(pairs, gone, come, (one, other) -> true, alone ? UNLIMITED : Math.log(MOST_TIMES));
        // where every call of a single run has a prompt of its own, it is unknown which of them became which
        boolean scattered = pairs.stream()
                .anyMatch(pair -> (varies(pair.before()) && !varies(pair.after()) && come.size() > 1)
                        || (varies(pair.after()) && !varies(pair.before()) && gone.size() > 1));
        return scattered ? Optional.empty() : Optional.of(new PromptGroupPairs(pairs, come, gone));
    }

    /** Pair what {@code candidates} allows and is no further apart than {@code limit}, the most similar first. */
    private static void pair(
            List<Pair> pairs,
            List<AgentComposition> gone,
            List<AgentComposition> come,
            BiPredicate<AgentComposition, AgentComposition> candidates,
            double limit) {
        Optional<Pair> next = closest(gone, come, candidates, limit);
        while (next.isPresent()) {
            Pair pair = next.get();
            pairs.add(pair);
            gone.removeIf(group -> group == pair.before());
            come.removeIf(group -> group == pair.after());
            next = closest(gone, come, candidates, limit);
        }
    }

    private static Optional<Pair> closest(
            List<AgentComposition> gone,
            List<AgentComposition> come,
            BiPredicate<AgentComposition, AgentComposition> candidates,
            double limit) {
        Optional<Pair> closest = Optional.empty();
        double least = limit;
        for (AgentComposition before : gone) {
            for (AgentComposition after : come) {
                double distance = candidates.test(before, after) ? distance(before, after) : UNLIMITED;
                if (distance < least) {
                    least = distance;
                    closest = Optional.of(new Pair(before, after));
                }
            }
        }
        return closest;
    }

    private static double distance(AgentComposition one, AgentComposition other) {
        return logRatio(ofCall(one, one.input()) + FEW, ofCall(other, other.input()) + FEW)
                + logRatio(ofCall(one, one.output()) + FEW, ofCall(other, other.output()) + FEW)
                + logRatio(callsOfRun(one), callsOfRun(other)) / 2;
    }

    private static double logRatio(double one, double other) {
        return Math.abs(Math.log(one / other));
    }

    private static double ofCall(AgentComposition group, Number tokens) {
        return Math.max(0, tokens.doubleValue()) / group.calls();
    }

    private static double callsOfRun(AgentComposition group) {
        return (double) group.calls() / group.callsOfRuns().size();
    }

    private static boolean isSame(AgentComposition one, AgentComposition other) {
        if (one.prompts().isEmpty() || other.prompts().isEmpty()) {
            return one.prompts().isEmpty() && other.prompts().isEmpty();
        }
        return !varies(one)
                && !varies(other)
                && FixedPrompt.ORDER.compare(
                                one.prompts().get(0), other.prompts().get(0))
                        == 0;
    }

    private static boolean share(
            AgentComposition one, AgentComposition other, Function<FixedPrompt, Optional<String>> hash) {
        return one.onlyPrompt()
                .flatMap(hash)
                .filter(shared -> other.onlyPrompt().flatMap(hash).equals(Optional.of(shared)))
                .isPresent();
    }

    private static boolean varies(AgentComposition group) {
        return group.onlyPrompt().filter(prompt -> prompt.variants() > 1).isPresent();
    }
}
