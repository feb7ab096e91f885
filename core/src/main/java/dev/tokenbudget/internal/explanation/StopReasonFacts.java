package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import dev.tokenbudget.internal.text.Figures;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares for which reasons the answers of an agent's calls end. */
final class StopReasonFacts {

    /** What providers say where an answer reached the tokens that the request allows, or the model. */
    private static final Set<String> LIMITS = Set.of(
            "max_tokens",
            "length",
            "max_output_tokens",
            "max_completion_tokens",
            "model_length",
            "model_context_window_exceeded");

    private final Pair pair;
    private final Map<Fact.Kind, String> found = new EnumMap<>(Fact.Kind.class);

    private StopReasonFacts(Pair pair) {
        this.pair = pair;
    }

    /** Return at most one sentence of each kind. */
    static Map<Fact.Kind, String> of(Pair agent) {
        StopReasonFacts facts = new StopReasonFacts(agent);
        facts.outputLimit();
        facts.stopReasons();
        return facts.found;
    }

    private void outputLimit() {
        double before = shareAtLimit(pair.before());
        double after = shareAtLimit(pair.after());
        if (Math.abs(after - before) >= Facts.NOTABLE_SHARE) {
            String reasons = Stream.of(pair.before(), pair.after())
                    .flatMap(side -> side.stopReasons().keySet().stream())
                    .filter(StopReasonFacts::isLimit)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
            found.put(
                    Fact.Kind.OUTPUT_LIMIT,
                    "answers that end at the output limit (" + reasons + "): " + Figures.share(before) + " → "
                            + Figures.share(after));
        }
    }

    private void stopReasons() {
        TreeSet<String> reasons = new TreeSet<>(pair.before().stopReasons().keySet());
        reasons.addAll(pair.after().stopReasons().keySet());
        List<String> moved = reasons.stream()
                .filter(reason ->
                        Math.abs(share(pair.after(), reason) - share(pair.before(), reason)) >= Facts.NOTABLE_SHARE)
                .map(reason -> reason + " " + Figures.share(share(pair.before(), reason)) + " → "
                        + Figures.share(share(pair.after(), reason)))
                .toList();
        if (!moved.isEmpty()) {
            found.put(Fact.Kind.STOP_REASONS, "calls stop for other reasons: " + String.join(", ", moved));
        }
    }

    private static double share(AgentComposition agent, String reason) {
        long all =
                agent.stopReasons().values().stream().mapToLong(Long::longValue).sum();
        return all == 0 ? 0 : (double) agent.stopReasons().getOrDefault(reason, 0L) / all;
    }

    private static double shareAtLimit(AgentComposition agent) {
        return agent.stopReasons().keySet().stream()
                .filter(StopReasonFacts::isLimit)
                .mapToDouble(reason -> share(agent, reason))
                .sum();
    }

    private static boolean isLimit(String stopReason) {
        return LIMITS.contains(stopReason.toLowerCase(Locale.ROOT));
    }
}
