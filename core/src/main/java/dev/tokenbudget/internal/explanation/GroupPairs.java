package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.PromptGroupPairs;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import java.util.List;

/**
 * Which calls of one agent before are which after: those of each system prompt by themselves, where they can be told apart.
 *
 * @param agent all calls of the agent
 * @param pairs calls that are in both; all of the agent's where they cannot be told apart
 * @param added calls that are made after alone
 * @param removed calls that are made before alone
 */
record GroupPairs(Pair agent, List<Pair> pairs, List<AgentComposition> added, List<AgentComposition> removed) {

    static GroupPairs of(Pair agent) {
        return PromptGroupPairs.of(agent.before(), agent.after())
                .map(groups -> of(agent, groups))
                .orElseGet(() -> new GroupPairs(agent, List.of(agent), List.of(), List.of()));
    }

    private static GroupPairs of(Pair agent, PromptGroupPairs groups) {
        return new GroupPairs(
                agent,
                groups.pairs().stream()
                        .map(pair -> new Pair(
                                agent.agent(), pair.before(), agent.runsBefore(), pair.after(), agent.runsAfter()))
                        .toList(),
                groups.added(),
                groups.removed());
    }
}
