package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.FixedPrompt;
import dev.tokenbudget.internal.composition.ToolDefinition;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import dev.tokenbudget.internal.text.Figures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the system prompts and tool definitions of an agent's calls by their hashes. What differs from call to call or
 * from run to run anyway did not change because its hashes are others.
 */
final class PromptFacts {

    /** So many times as many variants a run are more than loops that came by chance. */
    private static final double NOTABLE = 1.5;

    private final GroupPairs groups;
    private final Map<Fact.Kind, String> found = new LinkedHashMap<>();

    private PromptFacts(GroupPairs groups) {
        this.groups = groups;
    }

    /**
     * Return at most one sentence of each kind; nothing of prompts that were not seen or cannot be told apart.
     *
     * @param prefix what tells more of prompts that differ from call to call
     */
    static Map<Fact.Kind, String> of(Pair agent, PrefixFacts prefix) {
        PromptFacts facts = new PromptFacts(GroupPairs.of(agent));
        facts.systemPrompts();
        facts.groups.pairs().forEach(facts::tools);
        facts.groups.pairs().forEach(facts::settings);
        if (prefix.broke().isEmpty()) {
            facts.groups.pairs().forEach(facts::variants);
            prefix.reason()
                    .ifPresent(reason -> facts.found.computeIfPresent(
                            Fact.Kind.PROMPT_VARIANTS, (kind, sentence) -> sentence + ": " + reason));
        }
        return facts.found;
    }

    private void systemPrompts() {
        long changed = groups.pairs().stream()
                .filter(pair -> differs(pair, FixedPrompt::systemHash))
                .count();
        long added = withSystemPrompt(groups.added());
        long removed = withSystemPrompt(groups.removed());
        if (changed > 0) {
            add(
                    Fact.Kind.SYSTEM_PROMPT,
                    groups.pairs().size() == 1
                            ? "the system prompt changed"
                            : changed + " of the system prompts changed");
        }
        if (added > 0) {
            add(
                    Fact.Kind.SYSTEM_PROMPT,
                    Figures.count(added, "further system prompt is", "further system prompts are")
                            + " used beside the known");
        }
        if (removed > 0) {
            long before = removed + groups.pairs().size();
            add(Fact.Kind.SYSTEM_PROMPT, removed + " of " + before + " system prompts are no longer used");
        }
    }

    private void tools(Pair pair) {
        if (!differs(pair, FixedPrompt::toolsHash)) {
            return;
        }
        int before = pair.before().onlyPrompt().map(FixedPrompt::tools).orElse(0);
        int after = pair.after().onlyPrompt().map(FixedPrompt::tools).orElse(0);
        add(
                Fact.Kind.TOOLS,
                before == after
                        ? byName(pair)
                                .map(names -> names.contains(": ") ? "tools " + names : names)
                                .orElse("the definitions of " + Figures.count(after, "tool", "tools") + " changed")
                        : "tools: " + before + " → " + after
                                + byName(pair).map(names -> " (" + names + ")").orElse(""));
    }

    /** Return which tools changed and how, where they are told apart. */
    private static Optional<String> byName(Pair pair) {
        if (!ToolDefinitionChange.tellsTools(pair.before()) || !ToolDefinitionChange.tellsTools(pair.after())) {
            return Optional.empty();
        }
        SortedMap<String, ToolDefinition> before = ToolDefinitionChange.definitions(pair.before());
        SortedMap<String, ToolDefinition> after = ToolDefinitionChange.definitions(pair.after());
        String changed = Stream.of(
                        names("added: ", after, tool -> !before.containsKey(tool)),
                        names("removed: ", before, tool -> !after.containsKey(tool)),
                        names(
                                "rewritten: ",
                                after,
                                tool -> Optional.ofNullable(before.get(tool))
                                        .filter(known -> !known.isSameAs(after.getOrDefault(tool, known)))
                                        .isPresent()))
                .filter(names -> !names.isEmpty())
                .collect(Collectors.joining("; "));
        return Optional.of(changed.isEmpty() ? "the order of the tools changed" : changed);
    }

    private static String names(String what, SortedMap<String, ToolDefinition> tools, Predicate<String> which) {
        List<String> names = tools.keySet().stream().filter(which).toList();
        return names.isEmpty() ? "" : what + ToolGroup.names(names);
    }

    private void settings(Pair pair) {
        Optional<String> before = pair.before().hashes().settings();
        Optional<String> after = pair.after().hashes().settings();
        if (isSeenToStay(pair) && before.isPresent() && after.isPresent() && !before.equals(after)) {
            add(
                    Fact.Kind.SETTINGS,
                    "the requests have other settings (such as temperature, limits, effort or tool choice)");
        }
    }

    private void variants(Pair pair) {
        int known = pair.before().onlyPrompt().map(FixedPrompt::variants).orElse(0);
        int now = pair.after().onlyPrompt().map(FixedPrompt::variants).orElse(0);
        if (known == 0 || now <= known) {
            return;
        }
        boolean isOfTools = pair.after()
                .onlyPrompt()
                .filter(prompt -> prompt.systemHash().isPresent())
                .isPresent();
        String what = isOfTools ? "tool definitions" : "system prompt";
        double before = ofRun(known, pair.before());
        double after = ofRun(now, pair.after());
        if (after >= NOTABLE * before) {
            add(
                    Fact.Kind.PROMPT_VARIANTS,
                    "there are " + Figures.count(after) + " variants of the " + what + " a run where there was "
                            + Figures.count(before) + ": a cache cannot keep what differs from call to call");
        } else if (known == 1 && runs(pair.before()) > 1) {
            add(
                    Fact.Kind.PROMPT_VARIANTS,
                    "the " + what + (isOfTools ? " differ" : " differs")
                            + " from run to run, and did not before: a cache cannot keep "
                            + (isOfTools ? "them" : "it"));
        }
    }

    private void add(Fact.Kind kind, String sentence) {
        found.merge(kind, sentence, (first, further) -> first.equals(further) ? first : first + ", and " + further);
    }

    private static double ofRun(int variants, AgentComposition calls) {
        return Math.max(1, (double) variants / runs(calls));
    }

    private static long runs(AgentComposition calls) {
        return Math.max(
                1, calls.callsOfRuns().stream().filter(number -> number > 0).count());
    }

    private static boolean differs(Pair pair, Function<FixedPrompt, Optional<String>> hash) {
        Optional<FixedPrompt> before = pair.before().onlyPrompt().filter(prompt -> prompt.variants() == 1);
        Optional<FixedPrompt> after = pair.after().onlyPrompt().filter(prompt -> prompt.variants() == 1);
        return before.isPresent()
                && after.isPresent()
                && !before.flatMap(hash).equals(after.flatMap(hash))
                && (isSeenToStay(pair) || sizeOfCall(before.get()) != sizeOfCall(after.get()));
    }

    /** In a single run, a prompt that stayed as long may differ from that of another run by a date alone. */
    private static boolean isSeenToStay(Pair pair) {
        return runs(pair.before()) > 1 && runs(pair.after()) > 1;
    }

    private static double sizeOfCall(FixedPrompt prompt) {
        return prompt.tokens().doubleValue() / prompt.calls();
    }

    private static long withSystemPrompt(List<AgentComposition> groups) {
        return groups.stream()
                .flatMap(group -> group.onlyPrompt().stream())
                .filter(prompt -> prompt.systemTokens().signum() != 0)
                .count();
    }
}
