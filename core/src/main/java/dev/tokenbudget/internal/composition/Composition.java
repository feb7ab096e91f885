package dev.tokenbudget.internal.composition;

import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the tokens of a task's runs were spent on.
 *
 * @param runs number of runs: those that are samples of {@link Metric#TOTAL}
 * @param agents what each agent did, by name; calls that name no agent stand under {@link #UNNAMED}
 * @param slopes what these runs tell of how providers count text; sections are by the table of families nevertheless, so that the
 *     same texts have the same sizes in every build
 */
public record Composition(int runs, SortedMap<String, AgentComposition> agents, ModelSlopes slopes) {

    /** The name of the agent of calls that name none. */
    public static final String UNNAMED = "";

    public Composition {
        agents = Collections.unmodifiableSortedMap(new TreeMap<>(agents));
        if (runs < 1) {
            throw new IllegalArgumentException("A composition is that of at least one run, but got " + runs + ".");
        }
        for (AgentComposition agent : agents.values()) {
            if (agent.callsOfRuns().size() != runs) {
                throw new IllegalArgumentException("There are " + runs + " run(s), but the calls of "
                        + agent.callsOfRuns().size() + ".");
            }
        }
    }

    /** Take apart the tokens of the successful runs of a task, or return nothing where no run's tokens are known. */
    public static Optional<Composition> of(TaskRuns task) {
        List<Run> samples = task.succeeded().stream()
                .filter(run -> Metric.TOTAL.of(run).isPresent())
                .toList();
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, AgentCalls> calls = new TreeMap<>();
        for (int run = 0; run < samples.size(); run++) {
            for (ModelCall call : samples.get(run).calls()) {
                calls.computeIfAbsent(call.agent().orElse(UNNAMED), agent -> new AgentCalls(samples.size()))
                        .add(run, call, priced(samples.get(run), call));
            }
        }
        SortedMap<String, AgentComposition> agents = new TreeMap<>();
        calls.forEach((agent, made) -> agents.put(agent, made.toComposition()));
        return Optional.of(new Composition(
                samples.size(),
                agents,
                SlopeLearning.from(samples.stream().map(Run::calls).toList())));
    }

    private static Optional<Cost.Priced> priced(Run run, ModelCall call) {
        return run.cost(call).filter(Cost.Priced.class::isInstance).map(Cost.Priced.class::cast);
    }

    /** Return the US dollars of all runs together, in the unit of {@link Costs}; nothing where those of a call are not known. */
    public Optional<BigInteger> costs() {
        return agents.values().stream()
                .filter(agent -> agent.calls() > 0)
                .map(agent -> agent.costs().map(Costs::sum))
                .reduce(Optional.of(BigInteger.ZERO), (one, other) -> one.flatMap(sum -> other.map(sum::add)));
    }

    /** Return the tokens of all runs together. */
    public BigInteger tokens() {
        return agents.values().stream()
                .map(agent -> agent.input().add(agent.output()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Return what the tokens of these runs, and then of those of {@code later}, were spent on. */
    public Composition followedBy(Composition later) {
        SortedSet<String> names = new TreeSet<>(agents.keySet());
        names.addAll(later.agents.keySet());
        SortedMap<String, AgentComposition> all = new TreeMap<>();
        for (String name : names) {
            AgentComposition first = agent(name).orElseGet(() -> AgentSum.idle(runs));
            AgentComposition then = later.agent(name).orElseGet(() -> AgentSum.idle(later.runs));
            all.put(name, AgentSum.of(first, then));
        }
        return new Composition(runs + later.runs, all, slopes.or(later.slopes));
    }

    /** Return what the agent named {@code name} did, or nothing where there is none. */
    public Optional<AgentComposition> agent(String name) {
        return Optional.ofNullable(agents.get(name));
    }
}
