package dev.tokenbudget.internal.efficiency;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.Costs;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What one agent of a task spends in a mean run.
 *
 * @param agent its name; empty for calls that name none
 * @param before what it spent in the accepted runs; absent where it was not there
 * @param after what it spent in the measured runs; absent where it is not there any more
 */
public record AgentSpending(String agent, Optional<MeanRun> before, Optional<MeanRun> after) {

    private static final Comparator<AgentSpending> LARGEST_FIRST = Comparator.comparingDouble(
                    (AgentSpending spending) ->
                            spending.latest().map(MeanRun::total).orElse(0.0))
            .reversed()
            .thenComparing(AgentSpending::agent);

    /**
     * What an agent spends, a run.
     *
     * @param calls calls
     * @param input input tokens
     * @param output output tokens
     * @param toolCalls tool calls that the model requested
     * @param models the models that its calls asked for, as {@code provider model}, sorted
     * @param usd US dollars; absent where the cost of a call is not known
     */
    public record MeanRun(
            double calls, double input, double output, double toolCalls, List<String> models, OptionalDouble usd) {

        public MeanRun {
            models = List.copyOf(models);
        }

        /** Return input and output tokens. */
        public double total() {
            return input + output;
        }
    }

    /**
     * Split the spending of a task by its agents, the one that spends most first; nothing where no call names its agent.
     */
    public static List<AgentSpending> split(Optional<Composition> before, Optional<Composition> after) {
        SortedSet<String> names = new TreeSet<>();
        Stream.of(before, after)
                .flatMap(Optional::stream)
                .forEach(composition -> names.addAll(composition.agents().keySet()));
        if (names.stream().allMatch(Composition.UNNAMED::equals)) {
            return List.of();
        }
        return names.stream()
                .map(name -> new AgentSpending(name, meanRun(before, name), meanRun(after, name)))
                .sorted(LARGEST_FIRST)
                .toList();
    }

    /** Whether the calls name no agent. */
    public boolean isUnnamed() {
        return agent.equals(Composition.UNNAMED);
    }

    private Optional<MeanRun> latest() {
        return after.or(() -> before);
    }

    private static Optional<MeanRun> meanRun(Optional<Composition> composition, String agent) {
        return composition.flatMap(sample -> sample.agent(agent)
                .map(spent -> new MeanRun(
                        (double) spent.calls() / sample.runs(),
                        spent.input().doubleValue() / sample.runs(),
                        spent.output().doubleValue() / sample.runs(),
                        (double) spent.toolCalls() / sample.runs(),
                        spent.models(),
                        usd(spent, sample.runs()))));
    }

    private static OptionalDouble usd(AgentComposition spent, int runs) {
        return spent.costs().stream()
                .mapToDouble(costs -> Costs.usd(costs.sum()).doubleValue() / runs)
                .findFirst();
    }
}
