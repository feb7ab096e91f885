package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.FirstInput;
import dev.tokenbudget.internal.composition.FixedPrompt;
import dev.tokenbudget.internal.composition.Part;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import dev.tokenbudget.internal.explanation.FixedPromptChange.OfAgent;
import dev.tokenbudget.internal.statistics.PermutedMeans;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a change of the fixed prompt of one agent's calls alone would have moved of the known runs, as the provider counts it.
 *
 * <p>It is read off the first calls of the runs, which are comparable: nothing of what an agent did stands in them yet. The
 * provider reports their input, so that whatever else changed in them is netted: examples that moved from the system prompt to
 * the user's input are no change. The gap between the largest first input of the one side and the smallest of the other
 * counts, for every call: each has the fixed prompt, or reads the first input again.
 *
 * @param calls the calls before and after
 * @param what what changed: "system prompt", "tool definitions", or several of them
 * @param tokensPerCall by how much a call moved
 */
record PromptChange(Pair calls, String what, long tokensPerCall) {

    private static final String UNSEEN = "prompt (by the input of a run's first call)";

    private static final double CHANCE = 0.05;

    /** Of prompts drawn anew for each run, so many runs hardly ever get one before and another one after: of two, 3 %. */
    private static final int RUNS_OF_ONE_PROMPT = 6;

    /** The largest first input may exceed the smallest by one part in so many. */
    private static final long PARTS = 100;

    static Optional<PromptChange> of(Pair calls) {
        boolean seen = isSeen(calls.before()) && isSeen(calls.after());
        List<String> changed = seen ? changedSections(calls) : List.of(UNSEEN);
        boolean inEveryCall = isReadAgain(calls) || seen && calls.comparable(0).isAlikeBeyondFixedPrompt();
        if (changed.isEmpty()
                || !inEveryCall
                || !isNoChance(calls)
                || !calls.before().models().equals(calls.after().models())) {
            return Optional.empty();
        }
        return calls.before()
                .firstInput()
                .flatMap(before -> calls.after()
                        .firstInput()
                        .filter(after -> isConstant(before) && isConstant(after))
                        .map(after -> gap(before, after)))
                .filter(gap -> gap != 0)
                .map(gap -> new PromptChange(calls, String.join(" and ", changed), gap));
    }

    double tokens() {
        return (double) tokensPerCall * calls.before().calls();
    }

    double tokensOfRun(int run) {
        return (double) tokensPerCall * calls.before().callsOfRuns().get(run);
    }

    OfAgent toChange() {
        return new OfAgent(
                calls.agent(), what, tokensPerCall, (double) calls.before().calls() / calls.runsBefore());
    }

    private static boolean isSeen(AgentComposition agent) {
        return !agent.prompts().isEmpty();
    }

    /** Return which sections are others than before, where the fixed prompt is; nothing where it is the same or several. */
    private static List<String> changedSections(Pair calls) {
        AgentComposition before = calls.before();
        AgentComposition after = calls.after();
        if (before.prompts().size() > 1 || after.prompts().size() > 1) {
            return List.of();
        }
        List<Part> changed = new ArrayList<>();
        if (differs(calls, FixedPrompt::systemHash, FixedPrompt::systemTokens)) {
            changed.add(Part.SYSTEM);
        }
        if (differs(calls, FixedPrompt::toolsHash, FixedPrompt::toolTokens)) {
            changed.add(Part.TOOLS);
        }
        if (!before.hashes().responseFormat().equals(after.hashes().responseFormat())) {
            changed.add(Part.RESPONSE_FORMAT);
        }
        if (!changed.isEmpty()) {
            ComparableCalls first = calls.comparable(0);
            Stream.of(Part.HISTORY, Part.TOOL_RESULTS, Part.USER)
                    .filter(section -> first.isKnown() && !first.isAsLong(section))
                    .forEach(changed::add);
        }
        return changed.stream().map(Part::label).toList();
    }

    /** What is another in every call has no hash: it may have changed, unless it is not there at all. */
    private static boolean differs(
            Pair calls, Function<FixedPrompt, Optional<String>> hash, Function<FixedPrompt, BigInteger> tokens) {
        FixedPrompt before = calls.before().prompts().get(0);
        FixedPrompt after = calls.after().prompts().get(0);
        boolean varies = Stream.of(before, after)
                .anyMatch(prompt ->
                        hash.apply(prompt).isEmpty() && tokens.apply(prompt).signum() != 0);
        return varies || !hash.apply(before).equals(hash.apply(after));
    }

    /** Whether every later call reads at least what the first one of its run did, before and after. */
    private static boolean isReadAgain(Pair calls) {
        return Stream.of(calls.before(), calls.after())
                .allMatch(side ->
                        side.firstInput().filter(FirstInput::inEveryCall).isPresent());
    }

    /**
     * Whether so many runs show it that it is no matter of which run got which prompt: each side has one prompt, the same in all
     * its runs; or runs dealt out at random would hardly part so cleanly.
     */
    private static boolean isNoChance(Pair calls) {
        int before = runs(calls.before());
        int after = runs(calls.after());
        return hasOnePrompt(calls.before()) && hasOnePrompt(calls.after())
                ? before + after >= RUNS_OF_ONE_PROMPT
                : calls.before().models().size() == 1 && PermutedMeans.smallestP(before, after) <= CHANCE;
    }

    private static boolean hasOnePrompt(AgentComposition side) {
        return side.onlyPrompt().filter(FixedPrompt::isIdentified).isPresent();
    }

    private static boolean isConstant(FirstInput input) {
        return input.largest() - input.smallest() <= input.smallest() / PARTS;
    }

    private static int runs(AgentComposition agent) {
        return (int) agent.callsOfRuns().stream().filter(calls -> calls > 0).count();
    }

    private static long gap(FirstInput before, FirstInput after) {
        long grown = Math.max(after.smallest() - before.largest(), 0);
        long shrunk = Math.min(after.largest() - before.smallest(), 0);
        return grown + shrunk;
    }
}
