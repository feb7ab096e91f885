package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.FixedPrompt;
import dev.tokenbudget.internal.composition.ToolDefinition;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * By how much the definition of one tool changed a call, in the mean of all calls.
 *
 * @param change what changed
 * @param tokensOfCall tokens a call
 */
record ToolDefinitionChange(ToolChange change, double tokensOfCall) {

    /** Return what changed of each tool, by what changed; nothing where the tools of one side are not told apart. */
    static Map<ToolChange, Double> of(Pair calls) {
        Map<ToolChange, Double> changes = new LinkedHashMap<>();
        if (tellsTools(calls.before()) && tellsTools(calls.after())) {
            SortedMap<String, ToolDefinition> before = definitions(calls.before());
            SortedMap<String, ToolDefinition> after = definitions(calls.after());
            SortedSet<String> tools = new TreeSet<>(before.keySet());
            tools.addAll(after.keySet());
            tools.remove("");
            for (String tool : tools) {
                of(calls, tool, Optional.ofNullable(before.get(tool)), Optional.ofNullable(after.get(tool)))
                        .ifPresent(change -> changes.put(change.change(), change.tokensOfCall()));
            }
        }
        return changes;
    }

    static boolean tellsTools(AgentComposition side) {
        return side.prompts().stream().allMatch(FixedPrompt::tellsTools);
    }

    /** Return the definitions of all prompts of an agent, by the tool's name. */
    static SortedMap<String, ToolDefinition> definitions(AgentComposition side) {
        SortedMap<String, ToolDefinition> all = new TreeMap<>();
        side.prompts()
                .forEach(prompt -> prompt.definitions()
                        .forEach((tool, definition) -> all.merge(tool, definition, ToolDefinition::with)));
        return all;
    }

    private static Optional<ToolDefinitionChange> of(
            Pair calls, String tool, Optional<ToolDefinition> before, Optional<ToolDefinition> after) {
        double sent =
                before.map(ToolDefinition::tokens).map(Number::doubleValue).orElse(0.0)
                        / calls.before().calls();
        boolean same = before.isPresent() && after.isPresent() && before.get().isSameAs(after.get());
        // the same text did not grow, whatever another model makes of it
        double sending = same
                ? before.get().tokensOfCall()
                        * after.get().calls()
                        / calls.after().calls()
                : after.map(ToolDefinition::tokens).map(Number::doubleValue).orElse(0.0)
                        / calls.after().calls();
        ToolChange.Kind kind = before.isEmpty()
                ? ToolChange.Kind.ADDED
                : after.isEmpty() ? ToolChange.Kind.REMOVED : same ? ToolChange.Kind.RESENT : ToolChange.Kind.REWRITTEN;
        return sent == sending
                ? Optional.empty()
                : Optional.of(new ToolDefinitionChange(new ToolChange(tool, kind), sending - sent));
    }
}
