package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.Part;
import dev.tokenbudget.internal.explanation.Cause.Kind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

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
    private final Map<Kind, Double> shares = new EnumMap<>(Kind.class);
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

    /** Return what each cause adds to the mean of a run; the shares add up to the change of the agent's tokens. */
    Map<Kind, Double> shares() {
        return Collections.unmodifiableMap(shares);
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
                new Product(
                        before.callsOfRun(), before.tokensOfRun(part), after.callsOfRun(), after.tokensOfRun(part)));
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
                        after.tokensAt(part, position)));
    }

    private void explainHistory(ConversationGrowth growth) {
        double calls = (before.callsAt(growth.position()) + after.callsAt(growth.position())) / 2;
        double answers = growth.ofAnswers() * calls;
        double results = growth.ofToolResults() * calls;
        double turns = grown(Part.HISTORY, growth.position()) + grown(Part.TOOL_RESULTS, growth.position());
        note(Kind.TOOL_RESULTS, growth.ofToolResults());
        note(Kind.HISTORY, turns - growth.ofAnswers() - growth.ofToolResults());
        answersReadAgain += answers;
        add(Kind.OUTPUT, answers);
        add(Kind.TOOL_RESULTS, results);
        add(Kind.HISTORY, -(answers + results));
    }

    private void add(Kind kind, Product product) {
        add(Kind.CALLS, product.byCalls());
        add(kind, product.bySize());
    }

    private void add(Kind kind, double share) {
        shares.merge(kind, share, Double::sum);
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
