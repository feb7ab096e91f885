package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.Part;
import dev.tokenbudget.internal.explanation.Cause.Kind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How an agent that was there before and after moved, taken apart so that nothing is left over: with c calls of x tokens,
 * Δ(c·x) = Δc·x̄ + c̄·Δx, where x̄ and c̄ are the middles between before and after.
 *
 * <p>What a call reads depends on how many calls came before it, so that it is compared position by position: the history
 * of an additional call belongs to that call. The fixed prompt and what a call writes do not, and are compared by the mean
 * over all calls.
 */
final class AgentChange {

    private final Profile before;
    private final Profile after;
    private final Map<Kind, Amount> shares = new EnumMap<>(Kind.class);
    private final SortedMap<String, Amount> results = new TreeMap<>();
    private final Map<Kind, Span> sizes = new EnumMap<>(Kind.class);
    private double answersReadAgain;

    private AgentChange(Profile before, Profile after) {
        this.before = before;
        this.after = after;
    }

    /** Compare two profiles of one agent, neither of them silent. */
    static AgentChange between(Profile before, Profile after) {
        AgentChange change = new AgentChange(before, after);
        change.compareMeans(Part.SYSTEM, Kind.SYSTEM_PROMPT);
        change.compareMeans(Part.TOOLS, Kind.TOOL_DEFINITIONS);
        change.compareMeans(Part.RESPONSE_FORMAT, Kind.RESPONSE_FORMAT);
        change.compareMeans(Part.OUTPUT, Kind.OUTPUT);
        change.compareMeans(Part.REASONING, Kind.REASONING);
        for (int position = 0; position < Math.max(before.positions(), after.positions()); position++) {
            change.compare(Part.USER, Kind.USER_INPUT, position);
            change.compare(Part.UNSEEN, Kind.UNSEEN_INPUT, position);
            change.compare(Part.OPAQUE, Kind.OPAQUE_CONTENT, position);
            change.compare(Part.OVERHEAD, Kind.OVERHEAD, position);
            change.compare(Part.HISTORY, Kind.HISTORY, position);
            // Until explainHistory finds that the results themselves are larger.
            change.compare(Part.TOOL_RESULTS, Kind.HISTORY, position);
        }
        ConversationGrowth.between(before, after).forEach(change::explainHistory);
        return change;
    }

    /**
     * Return what each cause adds to the mean of a run; the shares add up to the change of the agent's tokens, each at what its
     * tokens cost in the middle between before and after.
     */
    Map<Kind, Amount> shares() {
        return Collections.unmodifiableMap(shares);
    }

    /** Return the part of the tool results' share that each tool's are, where they were told apart. */
    SortedMap<String, Amount> results() {
        return Collections.unmodifiableSortedMap(results);
    }

    /** Return the part of the output's share that is answers of earlier calls, read again as history. */
    double answersReadAgain() {
        return answersReadAgain;
    }

    Span sizeOfCall(Kind kind) {
        return sizes.getOrDefault(kind, Span.NOTHING);
    }

    private void compareMeans(Part part, Kind kind) {
        for (int position = 0; position < Math.min(before.positions(), after.positions()); position++) {
            note(part, kind, position);
        }
        add(
                kind,
                new Product(before.callsOfRun(), before.tokensOfRun(part), after.callsOfRun(), after.tokensOfRun(part)),
                before.charges().rate(after.charges(), part));
    }

    private void note(Part part, Kind kind, int position) {
        note(kind, grown(part, position));
    }

    private void note(Kind kind, double change) {
        sizes.merge(kind, Span.of(change), Span::with);
    }

    private double grown(Part part, int position) {
        return after.tokensOfCall(part, position) - before.tokensOfCall(part, position);
    }

    private void compare(Part part, Kind kind, int position) {
        if (kind != Kind.HISTORY && position < Math.min(before.positions(), after.positions())) {
            note(part, kind, position);
        }
        add(
                kind,
                new Product(
                        before.callsAt(position),
                        before.tokensAt(part, position),
                        after.callsAt(position),
                        after.tokensAt(part, position)),
                rate(part, position));
    }

    private double rate(Part part, int position) {
        return before.charges().rate(after.charges(), part, position);
    }

    private void explainHistory(ConversationGrowth growth) {
        int position = growth.position();
        double calls = (before.callsAt(position) + after.callsAt(position)) / 2;
        double answers = growth.ofAnswers() * calls;
        double given = growth.ofToolResults() * calls;
        double turns = grown(Part.HISTORY, position) + grown(Part.TOOL_RESULTS, position);
        note(Kind.TOOL_RESULTS, growth.ofToolResults());
        note(Kind.HISTORY, turns - growth.ofAnswers() - growth.ofToolResults());
        answersReadAgain += answers;
        move(Kind.OUTPUT, answers, rate(Part.HISTORY, position));
        move(Kind.TOOL_RESULTS, given, rate(Part.TOOL_RESULTS, position));
        if (given != 0 && before.tellsResults() && after.tellsResults()) {
            explainResults(position, calls);
        }
    }

    private void explainResults(int position, double calls) {
        SortedSet<String> tools = new TreeSet<>(before.results().keySet());
        tools.addAll(after.results().keySet());
        for (String tool : tools) {
            double tokens = (after.resultsOfCall(tool, position) - before.resultsOfCall(tool, position)) * calls;
            if (tokens != 0) {
                Amount grown = new Amount(tokens, tokens * rate(Part.TOOL_RESULTS, position));
                results.merge(tool, grown, Amount::plus);
            }
        }
    }

    private void move(Kind kind, double tokens, double rate) {
        add(kind, tokens, rate);
        add(Kind.HISTORY, -tokens, rate);
    }

    private void add(Kind kind, Product product, double rate) {
        add(Kind.CALLS, product.byCalls(), rate);
        add(kind, product.bySize(), rate);
    }

    private void add(Kind kind, double tokens, double rate) {
        shares.merge(kind, new Amount(tokens, tokens * rate), Amount::plus);
    }

    private record Product(double callsBefore, double tokensBefore, double callsAfter, double tokensAfter) {

        double byCalls() {
            return tokensAfter - tokensBefore - bySize();
        }

        /** Where there are no calls on one side, they have no size that could have changed. */
        double bySize() {
            if (callsBefore == 0 || callsAfter == 0) {
                return 0;
            }
            return (tokensAfter / callsAfter - tokensBefore / callsBefore) * (callsBefore + callsAfter) / 2;
        }
    }
}
