package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.FixedPrompt;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import dev.tokenbudget.internal.explanation.Cause.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what changed, in the figures that a reader can check: calls a run, tokens a call. */
final class CauseText {

    /** What of the provider's overhead comes with texts that changed. */
    static final String COUNT_OF_CHANGED_TEXT = "provider's count of the changed text";

    /** An agent that makes this much of a cause is named, and its own figures stand for the whole. */
    private static final double NEARLY_ALL = 0.9;

    private static final int MOST_NAMES = 3;

    private static final Set<Kind> PLURAL = Set.of(Kind.TOOL_DEFINITIONS, Kind.TOOL_RESULTS);

    private final AgentPairs agents;
    private final List<Fact> facts;

    CauseText(AgentPairs agents, List<Fact> facts) {
        this.agents = agents;
        this.facts = facts;
    }

    static boolean isPlural(Cause cause) {
        if (cause.kind() == Kind.TOOL_DEFINITIONS && !cause.tools().isEmpty()) {
            return cause.server().isEmpty() && cause.tools().size() > 1;
        }
        return PLURAL.contains(cause.kind())
                || (cause.kind() == Kind.CALLS && !cause.text().contains(CallsText.ONE_CALL));
    }

    static boolean tellsRepeats(Cause cause) {
        return cause.kind() == Kind.CALLS && cause.text().contains(CallsText.AGAIN);
    }

    String of(List<Share> shares, Optional<ToolGroup> tools) {
        Map<String, List<Share>> byAgent =
                shares.stream().collect(Collectors.groupingBy(Share::agent, TreeMap::new, Collectors.toList()));
        double all = byAgent.values().stream().mapToDouble(CauseText::size).sum();
        Optional<List<Share>> main = byAgent.values().stream()
                .filter(ofAgent -> size(ofAgent) >= all * NEARLY_ALL)
                .findFirst();
        return main.map(ofAgent -> prefix(ofAgent.get(0)) + what(ofAgent, tools))
                .orElseGet(() -> what(shares, tools) + names(byAgent.keySet()));
    }

    private static double size(List<Share> shares) {
        double tokens = Math.abs(Share.sum(shares, Share::tokens));
        return tokens == 0 ? Math.abs(Share.sum(shares, share -> share.amount().cost())) : tokens;
    }

    private String what(List<Share> shares, Optional<ToolGroup> tools) {
        return tools.map(changed -> changed.label() + " " + sizeOf(changed, shares))
                .orElseGet(() -> what(shares.get(0).kind(), shares));
    }

    private String sizeOf(ToolGroup tools, List<Share> shares) {
        Optional<String> results = tools.kind() == ToolChange.Kind.RESULTS
                ? ResultsText.of(tools.tools().get(0), pairs(shares))
                : Optional.empty();
        return results.orElseGet(() -> SizeText.of(Share.together(shares)));
    }

    private String what(Kind kind, List<Share> shares) {
        return switch (kind) {
            case CALLS ->
                shares.get(0)
                        .own()
                        .map(own -> CallsText.ofOwn(shares.get(0), own))
                        .orElseGet(() -> CallsText.of(shares, pairs(shares)));
            case AGENT_ADDED ->
                "added " + agent(shares) + " (" + CallsText.count(Share.sum(shares, Share::callsAfter)) + " a run)";
            case AGENT_REMOVED ->
                "removed " + agent(shares) + " (" + CallsText.count(Share.sum(shares, Share::callsBefore)) + " a run)";
            case UNSEEN_INPUT -> "input " + SizeText.of(shares) + " whose prompts were not seen";
            case SAME_TEXT -> "the provider counts " + SizeText.of(shares) + " for the same text";
            case TOOL_DEFINITIONS -> kind.label() + tools(shares) + " " + SizeText.of(shares);
            case OUTPUT -> kind.label() + " " + SizeText.ofOutput(shares);
            case OVERHEAD ->
                shares.stream().allMatch(Share::ofChangedText)
                        ? COUNT_OF_CHANGED_TEXT + " " + SizeText.of(shares) + " against its estimate"
                        : kind.label() + " " + SizeText.of(shares);
            case CACHE ->
                fact(
                        shares,
                        Share.sum(shares, share -> share.amount().cost()) > 0
                                ? Fact.Kind.CACHE_HITS_LOST
                                : Fact.Kind.CACHE_HITS_WON);
            case MODEL -> fact(shares, Fact.Kind.MODEL);
            case PRICES -> kind.label();
            case SYSTEM_PROMPT, RESPONSE_FORMAT, HISTORY, TOOL_RESULTS, USER_INPUT, OPAQUE_CONTENT, REASONING ->
                kind.label() + " " + SizeText.of(shares);
        };
    }

    private String fact(List<Share> shares, Fact.Kind told) {
        List<String> names = shares.stream().map(Share::agent).toList();
        return facts.stream()
                .filter(fact -> fact.kind() == told && names.contains(fact.agent()))
                .findFirst()
                .map(Fact::what)
                .orElse(shares.get(0).kind().label());
    }

    private String tools(List<Share> shares) {
        List<Pair> pairs = pairs(shares);
        String before = toolCounts(pairs, pair -> pair.before().prompts());
        String after = toolCounts(pairs, pair -> pair.after().prompts());
        return before.equals(after) ? "" : " (" + before + " → " + after + " tools)";
    }

    /** Return the different numbers of tools that calls define, such as "5" or "0, 5". */
    private static String toolCounts(List<Pair> pairs, Function<Pair, List<FixedPrompt>> prompts) {
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

    private static String names(Set<String> agents) {
        return agents.size() > MOST_NAMES
                ? ", in " + agents.size() + " agents"
                : agents.stream().filter(name -> !name.isEmpty()).collect(Collectors.joining(", ", " (", ")"));
    }
}
