package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import dev.tokenbudget.internal.explanation.Share.OwnCalls;
import dev.tokenbudget.internal.text.Figures;
import java.util.List;

/** Says how many calls a run makes more or fewer, and which. */
final class CallsText {

    static final String ONE_CALL = " call a run";
    static final String AGAIN = " of them send a prompt again";

    /** Means of calls that differ by less print alike. */
    private static final double PRINTED_ALIKE = 0.05;

    private static final double NEARLY_ONE = 0.15;

    private static final double NEARLY_ALL = 0.9;

    private CallsText() {}

    static String count(double calls) {
        return Figures.count(Figures.tenths(calls), "call", "calls");
    }

    static String ofOwn(Share share, OwnCalls own) {
        boolean more = share.tokens() > 0;
        double number = own.ofRun();
        double before = share.callsBefore();
        double after = share.callsAfter();
        boolean others = Math.abs(Math.abs(after - before) - number) >= PRINTED_ALIKE;
        if (others) {
            before = more ? 0 : number;
            after = more ? number : 0;
        }
        return number(number, more) + " (" + Figures.count(Figures.tenths(before)) + " → "
                + Figures.count(Figures.tenths(after)) + ") " + with(own) + ", "
                + Figures.count(Math.rint(own.tokensOfCall())) + " tokens each";
    }

    private static String with(OwnCalls own) {
        if (own.calls().prompts().isEmpty()) {
            return "whose prompts were not seen";
        }
        return own.calls().prompts().get(0).systemTokens().signum() == 0
                ? "with a prompt of their own"
                : "with a system prompt of their own";
    }

    private static String number(double number, boolean more) {
        String count = Math.abs(number - 1) <= NEARLY_ONE ? "one" : Figures.count(Figures.tenths(number));
        return count + (more ? " more" : " fewer") + (count.equals("one") ? ONE_CALL : " calls a run");
    }

    /** Say how the number of calls changed at the agents {@code pairs} of {@code shares}. */
    static String of(List<Share> shares, List<Pair> pairs) {
        double before = Share.sum(shares, Share::callsBefore);
        double after = Share.sum(shares, Share::callsAfter);
        String change = " (" + Figures.count(Figures.tenths(before)) + " → " + Figures.count(Figures.tenths(after))
                + repeats(pairs, after - before) + calledTool(pairs, after - before) + ")";
        double more = Math.abs(after - before);
        if (more < PRINTED_ALIKE) {
            return "other calls at the same number a run" + change;
        }
        return number(more, after > before) + change;
    }

    private static String repeats(List<Pair> pairs, double more) {
        double repeated = pairs.stream().mapToDouble(CallsText::repeated).sum();
        return more > 0 && repeated >= more / 2
                ? "; " + Figures.count(Figures.tenths(repeated)) + AGAIN + in(pairs, repeated)
                : "";
    }

    /** Return which of several agents repeats its prompts, where it is one. */
    private static String in(List<Pair> pairs, double repeated) {
        return pairs.size() < 2
                ? ""
                : pairs.stream()
                        .filter(pair -> repeated(pair) >= NEARLY_ALL * repeated)
                        .filter(pair -> !pair.agent().isEmpty())
                        .findFirst()
                        .map(pair -> ", in " + pair.agent())
                        .orElse("");
    }

    private static double repeated(Pair pair) {
        return (double) pair.after().repeatedPrompts() / pair.runsAfter()
                - (double) pair.before().repeatedPrompts() / pair.runsBefore();
    }

    /** Return which tool was called so often more or less that it tells most of the calls; nothing where none is. */
    private static String calledTool(List<Pair> pairs, double more) {
        boolean told =
                pairs.stream().noneMatch(pair -> pair.before().calledTools().isEmpty());
        return !told
                ? ""
                : CalledTool.of(pairs).stream()
                        .filter(tool -> Math.signum(tool.change()) == Math.signum(more)
                                && Math.abs(tool.change()) >= Math.abs(more) / 2)
                        .findFirst()
                        .map(tool -> "; " + tool.inWords() + " times")
                        .orElse("");
    }
}
