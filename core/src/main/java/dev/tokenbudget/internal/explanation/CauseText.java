package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.FixedPrompt;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import dev.tokenbudget.internal.explanation.Cause.Kind;
import dev.tokenbudget.internal.explanation.Share.OwnCalls;
import dev.tokenbudget.internal.text.Figures;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Says what changed, in the figures that a reader can check: calls a run, tokens a call. */
final class CauseText {

    /** What of the provider's overhead comes with texts that changed. */
    static final String COUNT_OF_CHANGED_TEXT = "provider's count of the changed text";

    /** An agent that makes this much of a cause is named, and its own figures stand for the whole. */
    private static final double NEARLY_ALL = 0.9;

    /** Output that is read again as history is told where it is more than this part of the whole. */
    private static final double NOTABLE = 0.1;

    /** Means of calls that differ by less print alike. */
    private static final double PRINTED_ALIKE = 0.05;

    private static final double NEARLY_ONE = 0.15;
    private static final int MOST_NAMES = 3;
    private static final String ONE_CALL = " call a run";
    private static final String AGAIN = " of them send a prompt again";

    private static final Set<Kind> PLURAL = Set.of(Kind.TOOL_DEFINITIONS, Kind.TOOL_RESULTS);

    private final AgentPairs agents;

    CauseText(AgentPairs agents) {
        this.agents = agents;
    }

    /** Whether the words for {@code cause} name several things: more calls, tool results. */
    static boolean isPlural(Cause cause) {
        return PLURAL.contains(cause.kind())
                || (cause.kind() == Kind.CALLS && !cause.text().contains(ONE_CALL));
    }

    /** Whether the words for {@code cause} tell of calls that send a prompt again. */
    static boolean tellsRepeats(Cause cause) {
        return cause.kind() == Kind.CALLS && cause.text().contains(AGAIN);
    }

    /** Describe a cause by its shares, at least one. */
    String of(List<Share> shares) {
        double all = sum(shares, share -> Math.abs(share.tokens()));
        Optional<Share> main = shares.stream()
                .filter(share -> Math.abs(share.tokens()) >= all * NEARLY_ALL)
                .findFirst();
        return main.map(share -> prefix(share) + what(share.kind(), List.of(share)))
                .orElseGet(() -> what(shares.get(0).kind(), shares) + names(shares));
    }

    private String what(Kind kind, List<Share> shares) {
        return switch (kind) {
            case CALLS ->
                shares.get(0).own().map(own -> ownCalls(shares.get(0), own)).orElseGet(() -> calls(shares));
            case AGENT_ADDED ->
                "added " + agent(shares) + " (" + Figures.count(tenths(sum(shares, Share::callsAfter)), "call", "calls")
                        + " a run)";
            case AGENT_REMOVED ->
                "removed " + agent(shares) + " ("
                        + Figures.count(tenths(sum(shares, Share::callsBefore)), "call", "calls") + " a run)";
            case UNSEEN_INPUT -> "input " + perCall(shares) + " whose prompts were not seen";
            case SAME_TEXT -> "the provider counts " + perCall(shares) + " for the same text";
            case TOOL_DEFINITIONS -> kind.label() + tools(shares) + " " + perCall(shares);
            case OUTPUT -> kind.label() + " " + output(shares);
            case OVERHEAD ->
                shares.stream().allMatch(Share::ofChangedText)
                        ? COUNT_OF_CHANGED_TEXT + " " + perCall(shares) + " against its estimate"
                        : kind.label() + " " + perCall(shares);
            case SYSTEM_PROMPT, RESPONSE_FORMAT, HISTORY, TOOL_RESULTS, USER_INPUT, OPAQUE_CONTENT, REASONING ->
                kind.label() + " " + perCall(shares);
        };
    }

    private static String ownCalls(Share share, OwnCalls own) {
        boolean more = share.tokens() > 0;
        double number = own.ofRun();
        double before = share.callsBefore();
        double after = share.callsAfter();
        boolean others = Math.abs(Math.abs(after - before) - number) >= PRINTED_ALIKE;
        if (others) {
            before = more ? 0 : number;
            after = more ? number : 0;
        }
        return number(number, more) + " (" + Figures.count(tenths(before)) + " → " + Figures.count(tenths(after)) + ") "
                + with(own) + ", " + Figures.count(Math.rint(own.tokensOfCall())) + " tokens each";
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
        String count = Math.abs(number - 1) <= NEARLY_ONE ? "one" : Figures.count(tenths(number));
        return count + (more ? " more" : " fewer") + (count.equals("one") ? ONE_CALL : " calls a run");
    }

    private String calls(List<Share> shares) {
        double before = sum(shares, Share::callsBefore);
        double after = sum(shares, Share::callsAfter);
        String change = " (" + Figures.count(tenths(before)) + " → " + Figures.count(tenths(after))
                + repeats(shares, after - before) + ")";
        double more = Math.abs(after - before);
        if (more < PRINTED_ALIKE) {
            return "other calls at the same number a run" + change;
        }
        return number(more, after > before) + change;
    }

    private String repeats(List<Share> shares, double more) {
        double repeated = pairs(shares).stream()
                .mapToDouble(pair -> (double) pair.after().repeatedPrompts() / pair.runsAfter()
                        - (double) pair.before().repeatedPrompts() / pair.runsBefore())
                .sum();
        return more > 0 && repeated >= more / 2 ? "; " + Figures.count(tenths(repeated)) + AGAIN : "";
    }

    /** Return the change of a call times the calls that changed, where all did by as much; else that of a run. */
    private static String perCall(List<Share> shares) {
        return perCall(shares, sum(shares, Share::tokens));
    }

    private static String perCall(List<Share> shares, double ofRun) {
        Span calls = Span.of(shares.stream().map(Share::sizeOfCall).toList()).orElse(Span.NOTHING);
        if (calls.isEven() && Math.signum(calls.middle()) == Math.signum(ofRun)) {
            return tokens(calls.middle()) + " a call × "
                    + Figures.count(tenths(ofRun / calls.middle()), "call", "calls");
        }
        String furthest = Math.signum(calls.furthest(ofRun)) == Math.signum(ofRun)
                ? " (up to " + change(calls.furthest(ofRun)) + " a call)"
                : "";
        return tokens(ofRun) + " a run" + furthest;
    }

    private static String tokens(double number) {
        return change(number) + " tokens";
    }

    private static String change(double change) {
        return Figures.change(Math.abs(change) < 1 ? tenths(change) : Math.rint(change));
    }

    private static String output(List<Share> shares) {
        double all = sum(shares, Share::tokens);
        double readAgain = sum(shares, Share::readAgain);
        boolean notable = Math.abs(readAgain) > Math.abs(all) * NOTABLE;
        return notable
                ? perCall(shares, all - readAgain) + ", and " + tokens(readAgain) + " a run as history"
                : perCall(shares, all - readAgain);
    }

    private String tools(List<Share> shares) {
        List<Pair> pairs = pairs(shares);
        String before = toolCounts(pairs, pair -> pair.before().prompts());
        String after = toolCounts(pairs, pair -> pair.after().prompts());
        return before.equals(after) ? "" : " (" + before + " → " + after + " tools)";
    }

    /** Return the different numbers of tools that calls define, such as "5" or "0, 5". */
    static String toolCounts(List<Pair> pairs, Function<Pair, List<FixedPrompt>> prompts) {
        return pairs.stream()
                .flatMap(pair -> prompts.apply(pair).stream())
                .map(FixedPrompt::tools)
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    private List<Pair> pairs(List<Share> shares) {
        List<String> names = shares.stream().map(Share::agent).toList();
        return agents.pairs().stream()
                .filter(pair -> names.contains(pair.agent()))
                .toList();
    }

    private String prefix(Share share) {
        boolean alone = agents.pairs().size() < 2
                && agents.added().isEmpty()
                && agents.removed().isEmpty();
        boolean named = share.kind() == Kind.AGENT_ADDED || share.kind() == Kind.AGENT_REMOVED;
        return alone || named || share.agent().equals(Composition.UNNAMED) ? "" : share.agent() + ": ";
    }

    private static String agent(List<Share> shares) {
        String name = shares.get(0).agent();
        return name.equals(Composition.UNNAMED) ? "calls that name no agent" : "agent " + name;
    }

    private static String names(List<Share> shares) {
        return shares.size() > MOST_NAMES
                ? ", in " + shares.size() + " agents"
                : shares.stream()
                        .map(Share::agent)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static double sum(List<Share> shares, ToDoubleFunction<Share> number) {
        return shares.stream().mapToDouble(number).sum();
    }

    private static double tenths(double number) {
        return Math.rint(number * 10) / 10;
    }
}
