package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.AgentComposition.CacheReads;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.Part;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import dev.tokenbudget.internal.text.Figures;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what changed at an agent beside the numbers of tokens. */
final class AgentFacts {

    /** Shares of calls and of input that differ by less are taken for noise. */
    static final double NOTABLE_SHARE = 0.1;

    /** Numbers a run that differ by less are taken for noise. */
    static final double NOTABLE_NUMBER = 0.1;

    private static final int MOST_TOOLS = 3;

    private final Pair pair;
    private final List<Fact> found = new ArrayList<>();

    private AgentFacts(Pair pair) {
        this.pair = pair;
    }

    static List<Fact> of(AgentPairs agents) {
        return agents.pairs().stream()
                .flatMap(pair -> new AgentFacts(pair).all().stream())
                .sorted(Comparator.comparing(Fact::kind))
                .toList();
    }

    private List<Fact> all() {
        model();
        PrefixFacts prefix = new PrefixFacts(pair);
        PromptFacts.of(pair, prefix).forEach(this::add);
        cache(prefix);
        prefix.broke().ifPresent(what -> add(Fact.Kind.PREFIX_BROKEN, what));
        prefix.mended().ifPresent(what -> add(Fact.Kind.PREFIX_MENDED, what));
        perRun(Fact.Kind.REFUSED_ATTEMPTS, "refused attempts", AgentComposition::refusedAttempts);
        perRun(Fact.Kind.REPEATED_PROMPTS, "calls that send a prompt again", AgentComposition::repeatedPrompts);
        if (Stream.of(pair.before(), pair.after())
                .allMatch(side -> side.repeatedToolCalls().isPresent())) {
            perRun(
                    Fact.Kind.REPEATED_TOOL_CALLS,
                    "tool calls that ask for the same again",
                    side -> side.repeatedToolCalls().orElseThrow());
        }
        StopReasonFacts.of(pair).forEach(this::add);
        perRun(Fact.Kind.TOOL_CALLS, "tool calls", AgentComposition::toolCalls, calledTools());
        firstInput();
        return found;
    }

    private void model() {
        if (!pair.before().models().equals(pair.after().models())) {
            add(
                    Fact.Kind.MODEL,
                    "the model changed: " + String.join(", ", pair.before().models()) + " → "
                            + String.join(", ", pair.after().models()));
        }
    }

    /** A prompt that grew changes the hit rate as well: hits are lost only where less is read from the cache than before. */
    private void cache(PrefixFacts prefix) {
        OptionalDouble before = hitRate(pair.before().cache());
        OptionalDouble after = hitRate(pair.after().cache());
        if (before.isEmpty() || after.isEmpty()) {
            return;
        }
        double rate = after.getAsDouble() - before.getAsDouble();
        double read = readOfCall(pair.after()) - readOfCall(pair.before());
        boolean moved = Math.abs(rate) >= NOTABLE_SHARE && Math.abs(read) >= NOTABLE_SHARE * readOfCall(pair.before());
        boolean brokeAtAll = rate < 0 && prefix.broke().isPresent();
        if ((moved || brokeAtAll) && rate * read > 0) {
            String rates = Figures.share(before.getAsDouble()) + " → " + Figures.share(after.getAsDouble())
                    + " of the input was read from a cache";
            if (rate > 0) {
                add(Fact.Kind.CACHE_HITS_WON, "more cache hits: " + rates);
            } else {
                String why =
                        prefix.reason().map(reason -> ", because " + reason).orElse("");
                add(Fact.Kind.CACHE_HITS_LOST, "cache hits lost: " + rates + why);
            }
        }
    }

    private void firstInput() {
        if (isUnseen(pair.before()) && isUnseen(pair.after())) {
            double before = firstInput(pair.before());
            double after = firstInput(pair.after());
            if (Math.abs(after - before) >= NOTABLE_SHARE * before) {
                add(
                        Fact.Kind.FIRST_INPUT,
                        "the input of a run's first call: " + Figures.count(Math.rint(before)) + " → "
                                + Figures.count(Math.rint(after)) + " tokens");
            }
        }
    }

    /** Baselines of before do not tell which tools were called. */
    private String calledTools() {
        boolean told = !pair.before().calledTools().isEmpty()
                && !pair.after().calledTools().isEmpty();
        List<CalledTool> tools = told ? CalledTool.of(List.of(pair)) : List.of();
        return tools.isEmpty()
                ? ""
                : tools.stream()
                        .limit(MOST_TOOLS)
                        .map(CalledTool::inWords)
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private void perRun(Fact.Kind kind, String what, ToLongFunction<AgentComposition> number) {
        perRun(kind, what, number, "");
    }

    private void perRun(Fact.Kind kind, String what, ToLongFunction<AgentComposition> number, String detail) {
        double from = (double) number.applyAsLong(pair.before()) / pair.runsBefore();
        double to = (double) number.applyAsLong(pair.after()) / pair.runsAfter();
        if (Math.abs(to - from) >= Math.max(NOTABLE_NUMBER, NOTABLE_SHARE * from)) {
            add(kind, what + ": " + Figures.count(from) + " → " + Figures.count(to) + " a run" + detail);
        }
    }

    private void add(Fact.Kind kind, String what) {
        String agent = pair.agent();
        found.add(new Fact(kind, agent, agent.equals(Composition.UNNAMED) ? what : agent + ": " + what));
    }

    private static OptionalDouble hitRate(CacheReads cache) {
        return cache.of().signum() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(cache.read().doubleValue() / cache.of().doubleValue());
    }

    private static double readOfCall(AgentComposition agent) {
        return agent.cache().read().doubleValue() / agent.calls();
    }

    private static boolean isUnseen(AgentComposition agent) {
        return agent.tokens(Part.UNSEEN).get(0).signum() != 0;
    }

    private static double firstInput(AgentComposition agent) {
        BigInteger sum = Arrays.stream(Part.values())
                .filter(Part::isInput)
                .map(part -> agent.tokens(part).get(0))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return sum.doubleValue() / agent.callsByPosition().get(0);
    }
}
