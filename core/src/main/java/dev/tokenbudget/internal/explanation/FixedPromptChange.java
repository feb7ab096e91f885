package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.text.Figures;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What known runs would have cost with the system prompts and tool definitions of other runs: a paired comparison with
 * nearly no noise, since the fixed part of a prompt is the same in every call.
 *
 * <p>It rests on the inputs that the provider reports, never on the sizes of sections, and is claimed only where it is certain
 * which prompt became which; see {@link PromptChange}.
 *
 * @param agents the agents whose fixed prompt changed in size; at least one
 * @param changes by how many tokens each known run would have moved, in run order
 * @param drift the mean of {@code changes}, as a fraction of the known runs' mean total; infinite where that is 0
 */
public record FixedPromptChange(List<OfAgent> agents, List<Double> changes, double drift) {

    /**
     * The change at one agent.
     *
     * @param agent its name; empty for calls that name none
     * @param what what changed: "system prompt", "tool definitions", or both
     * @param tokensPerCall how many tokens a call with a changed prompt moved, in the mean
     * @param callsPerRun calls with a changed prompt, in the mean of the known runs
     */
    public record OfAgent(String agent, String what, double tokensPerCall, double callsPerRun) {

        /** Return the change in the figures that a reader can check. */
        public String text() {
            return (agent.equals(Composition.UNNAMED) ? "" : agent + ": ") + what + " "
                    + Figures.change(Math.rint(tokensPerCall)) + " tokens a call × "
                    + CallsText.count(callsPerRun);
        }
    }

    public FixedPromptChange {
        agents = List.copyOf(agents);
        changes = List.copyOf(changes);
    }

    /** Charge the runs of {@code before} with the fixed prompts of {@code after}; nothing where no change is certain. */
    public static Optional<FixedPromptChange> of(Composition before, Composition after) {
        List<PromptChange> changed = AgentPairs.of(before, after).pairs().stream()
                .flatMap(agent -> GroupPairs.of(agent).pairs().stream())
                .flatMap(calls -> PromptChange.of(calls).stream())
                .toList();
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        double moved = changed.stream().mapToDouble(PromptChange::tokens).sum();
        double total = before.tokens().doubleValue();
        return Optional.of(new FixedPromptChange(
                changed.stream().map(PromptChange::toChange).toList(),
                changes(changed, before.runs()),
                total == 0 ? Math.signum(moved) * Double.POSITIVE_INFINITY : moved / total));
    }

    /** Return the change as a sentence without a full stop, such as "system prompt +1,204 tokens a call × 4.1 calls = +31.0 %". */
    public String text() {
        return agents.stream().map(OfAgent::text).collect(Collectors.joining(", ")) + " = " + Figures.percent(drift);
    }

    private static List<Double> changes(List<PromptChange> changed, int runs) {
        return IntStream.range(0, runs)
                .mapToObj(run -> changed.stream()
                        .mapToDouble(pairing -> pairing.tokensOfRun(run))
                        .sum())
                .toList();
    }
}
