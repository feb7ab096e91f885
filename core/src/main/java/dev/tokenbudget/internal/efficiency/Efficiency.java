package dev.tokenbudget.internal.efficiency;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.Part;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskRuns;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * How well the tokens of a task's runs were used.
 *
 * @param figures what is known, each in the unit that its {@link EfficiencyFigure} names
 */
public record Efficiency(Map<EfficiencyFigure, Double> figures) {

    public Efficiency {
        Map<EfficiencyFigure, Double> sorted = new EnumMap<>(EfficiencyFigure.class);
        sorted.putAll(figures);
        figures = Collections.unmodifiableMap(sorted);
    }

    /** Return how well the accepted runs used their tokens; what failed runs cost is not kept. */
    public static Efficiency of(TaskBaseline baseline) {
        boolean allSucceeded = baseline.attempted() == baseline.succeeded();
        Function<Metric, OptionalDouble> mean = metric -> mean(baseline.metric(metric));
        return of(
                baseline.composition(),
                mean,
                share(baseline.succeeded(), baseline.attempted()),
                allSucceeded ? mean.apply(Metric.TOTAL) : OptionalDouble.empty());
    }

    /** Return how well measured runs used their tokens. */
    public static Efficiency of(TaskRuns runs) {
        return of(runs, runs::samples, Composition.of(runs));
    }

    /**
     * Return how well measured runs used their tokens.
     *
     * @param runs the runs
     * @param samples their samples by metric
     * @param composition what they spent their tokens on, as {@link Composition#of} tells it
     */
    public static Efficiency of(TaskRuns runs, Function<Metric, double[]> samples, Optional<Composition> composition) {
        int succeeded = runs.succeeded().size();
        double[] totals = succeeded == runs.size() ? samples.apply(Metric.TOTAL) : totals(runs);
        boolean allKnown = totals.length == runs.size();
        return of(
                composition,
                metric -> Arrays.stream(samples.apply(metric)).average(),
                share(succeeded, runs.size()),
                allKnown ? share(Arrays.stream(totals).sum(), succeeded) : OptionalDouble.empty());
    }

    private static double[] totals(TaskRuns runs) {
        return runs.runs().stream()
                .flatMap(run -> Metric.TOTAL.of(run).stream().boxed())
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** Return one figure, where it is known. */
    public OptionalDouble of(EfficiencyFigure figure) {
        Double value = figures.get(figure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static Efficiency of(
            Optional<Composition> composition,
            Function<Metric, OptionalDouble> mean,
            OptionalDouble passRate,
            OptionalDouble tokensPerSuccess) {
        Map<EfficiencyFigure, Double> known = new EnumMap<>(EfficiencyFigure.class);
        put(
                known,
                EfficiencyFigure.CACHE_HIT_RATE,
                rate(
                        composition,
                        agent -> agent.cache().read(),
                        agent -> agent.cache().of()));
        put(
                known,
                EfficiencyFigure.STABLE_PREFIX,
                rate(
                        composition,
                        agent -> agent.repeats().conversation().tokens(),
                        agent -> agent.repeats().conversation().of()));
        put(known, EfficiencyFigure.OUTPUT_RATIO, share(mean.apply(Metric.OUTPUT), mean.apply(Metric.INPUT)));
        put(known, EfficiencyFigure.FIXED_SHARE, rate(composition, Efficiency::fixed, Efficiency::seenInput));
        put(known, EfficiencyFigure.CALLS, mean.apply(Metric.CALLS));
        put(known, EfficiencyFigure.TOOL_CALLS, mean.apply(Metric.TOOL_CALLS));
        put(known, EfficiencyFigure.PASS_RATE, passRate);
        put(known, EfficiencyFigure.TOKENS_PER_SUCCESS, tokensPerSuccess);
        return new Efficiency(known);
    }

    private static void put(Map<EfficiencyFigure, Double> known, EfficiencyFigure figure, OptionalDouble value) {
        value.ifPresent(number -> known.put(figure, number));
    }

    private static OptionalDouble mean(Optional<MetricBaseline> accepted) {
        return accepted.isPresent() ? OptionalDouble.of(accepted.get().summary().mean()) : OptionalDouble.empty();
    }

    private static OptionalDouble rate(
            Optional<Composition> composition,
            Function<AgentComposition, BigInteger> part,
            Function<AgentComposition, BigInteger> whole) {
        return composition.isEmpty()
                ? OptionalDouble.empty()
                : share(sum(composition.get(), part), sum(composition.get(), whole));
    }

    private static double sum(Composition composition, Function<AgentComposition, BigInteger> tokens) {
        return composition.agents().values().stream()
                .map(tokens)
                .reduce(BigInteger.ZERO, BigInteger::add)
                .doubleValue();
    }

    private static BigInteger fixed(AgentComposition agent) {
        return agent.sum(Part.SYSTEM).add(agent.sum(Part.TOOLS));
    }

    /** Where every prompt was seen, what is unseen is what the provider keeps of them: the sections are a share of that too. */
    private static BigInteger seenInput(AgentComposition agent) {
        boolean everyPromptSeen = !agent.counted().isEmpty();
        return everyPromptSeen ? agent.input() : agent.input().subtract(agent.sum(Part.UNSEEN));
    }

    private static OptionalDouble share(OptionalDouble part, OptionalDouble whole) {
        return part.isEmpty() || whole.isEmpty()
                ? OptionalDouble.empty()
                : share(part.getAsDouble(), whole.getAsDouble());
    }

    private static OptionalDouble share(double part, double whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
    }
}
