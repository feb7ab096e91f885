package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.OutputLimits;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import dev.tokenbudget.internal.text.Figures;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares for which reasons the answers of an agent's calls end. */
final class StopReasonFacts {

    private StopReasonFacts() {}

    static Map<Fact.Kind, String> of(Pair agent) {
        Map<Fact.Kind, String> facts = new EnumMap<>(Fact.Kind.class);
        SortedSet<String> reasons = new TreeSet<>(agent.before().stopReasons().keySet());
        reasons.addAll(agent.after().stopReasons().keySet());
        String limits = reasons.stream().filter(OutputLimits::isLimit).collect(Collectors.joining(", "));
        moved(agent, OutputLimits::isLimit)
                .ifPresent(shares -> facts.put(
                        Fact.Kind.OUTPUT_LIMIT, "answers that end at the output limit (" + limits + "): " + shares));
        String moved = reasons.stream()
                .flatMap(reason -> moved(agent, reason::equals).map(shares -> reason + " " + shares).stream())
                .collect(Collectors.joining(", "));
        if (!moved.isEmpty()) {
            facts.put(Fact.Kind.STOP_REASONS, "calls stop for other reasons: " + moved);
        }
        return facts;
    }

    /** Return how often answers ended for {@code reasons} before and after, where that differs notably. */
    private static Optional<String> moved(Pair agent, Predicate<String> reasons) {
        double before = share(agent.before(), reasons);
        double after = share(agent.after(), reasons);
        return Math.abs(after - before) >= AgentFacts.NOTABLE_SHARE
                ? Optional.of(Figures.share(before) + " → " + Figures.share(after))
                : Optional.empty();
    }

    private static double share(AgentComposition agent, Predicate<String> reasons) {
        long all =
                agent.stopReasons().values().stream().mapToLong(Long::longValue).sum();
        long some = agent.stopReasons().entrySet().stream()
                .filter(reason -> reasons.test(reason.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return all == 0 ? 0 : (double) some / all;
    }
}
