package dev.tokenbudget.explanation;

import dev.tokenbudget.composition.FixedPrompt;
import dev.tokenbudget.explanation.AgentPairs.Pair;
import dev.tokenbudget.explanation.FixedPromptChange.OfAgent;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds which of an agent's system prompts and tool definitions became which, and what that moves. */
final class PromptPairing implements PromptChange {

    private static final Comparator<FixedPrompt> BY_SIZE = Comparator.comparing(PromptPairing::tokensOfCall);

    private final Pair pair;
    private final List<FixedPrompt> gone;
    private final List<FixedPrompt> come;

    PromptPairing(Pair pair) {
        this.pair = pair;
        this.gone = without(pair.before().prompts(), pair.after().prompts());
        this.come = without(pair.after().prompts(), pair.before().prompts());
    }

    @Override
    public Rational tokens() {
        if (gone.isEmpty() || come.isEmpty()) {
            return Rational.ZERO;
        }
        boolean certain = gone.size() == come.size()
                && Stream.of(gone, come).flatMap(Collection::stream).allMatch(FixedPrompt::isIdentified);
        return certain ? paired() : gap().times(calls());
    }

    /** Where an agent's prompts differ, its mean call counts. */
    @Override
    public Rational tokensOfRun(int run) {
        return tokens().times(pair.before().callsOfRuns().get(run))
                .over(pair.before().calls());
    }

    @Override
    public OfAgent toChange() {
        return new OfAgent(
                pair.agent(),
                what(),
                tokens().over(calls()).doubleValue(),
                Rational.of(calls()).over(pair.runsBefore()).doubleValue());
    }

    private long calls() {
        return gone.stream().mapToLong(FixedPrompt::calls).sum();
    }

    private Rational paired() {
        return IntStream.range(0, gone.size())
                .mapToObj(i -> tokensOfCall(come.get(i))
                        .minus(tokensOfCall(gone.get(i)))
                        .times(gone.get(i).calls()))
                .reduce(Rational.ZERO, Rational::plus);
    }

    private Rational gap() {
        BigInteger grown = least(come).subtract(most(gone));
        BigInteger shrunk = most(come).subtract(least(gone));
        return Rational.of(grown.max(BigInteger.ZERO).add(shrunk.min(BigInteger.ZERO)));
    }

    private String what() {
        boolean system = changed(FixedPrompt::systemHash, FixedPrompt::systemTokens);
        boolean tools = changed(FixedPrompt::toolsHash, FixedPrompt::toolTokens);
        if (system == tools) {
            return "system prompt and tool definitions";
        }
        return system ? "system prompt" : "tool definitions";
    }

    /** A part without a hash may have changed, unless it is not there at all. */
    private boolean changed(Function<FixedPrompt, Optional<String>> hash, Function<FixedPrompt, BigInteger> tokens) {
        Set<Optional<String>> before = gone.stream().map(hash).collect(Collectors.toSet());
        Set<Optional<String>> after = come.stream().map(hash).collect(Collectors.toSet());
        boolean unknown = Stream.of(gone, come)
                .flatMap(Collection::stream)
                .anyMatch(prompt ->
                        hash.apply(prompt).isEmpty() && tokens.apply(prompt).signum() != 0);
        return unknown || !before.equals(after);
    }

    private static List<FixedPrompt> without(List<FixedPrompt> prompts, List<FixedPrompt> others) {
        return prompts.stream()
                .filter(prompt -> !prompt.isIdentified()
                        || others.stream().noneMatch(other -> other.isIdentified() && sameHashes(prompt, other)))
                .sorted(BY_SIZE)
                .toList();
    }

    private static boolean sameHashes(FixedPrompt one, FixedPrompt other) {
        return one.systemHash().equals(other.systemHash()) && one.toolsHash().equals(other.toolsHash());
    }

    private static Rational tokensOfCall(FixedPrompt prompt) {
        return Rational.of(prompt.tokens()).over(prompt.calls());
    }

    private static BigInteger least(List<FixedPrompt> prompts) {
        return prompts.stream()
                .map(FixedPrompt::smallest)
                .reduce(BigInteger::min)
                .orElse(BigInteger.ZERO);
    }

    private static BigInteger most(List<FixedPrompt> prompts) {
        return prompts.stream()
                .map(FixedPrompt::largest)
                .reduce(BigInteger::max)
                .orElse(BigInteger.ZERO);
    }
}
