package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.Costs;
import dev.tokenbudget.internal.composition.Part;
import java.math.BigInteger;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What an agent's tokens cost in all runs of a sample, as they were charged; in the unit of {@link Costs}.
 *
 * @param runs number of runs
 * @param tokens tokens of each part, by position
 * @param costs what they cost, likewise; empty where that is not known
 * @param uncached what the input would cost without a cache, by position
 */
record Charges(int runs, Map<Part, List<Double>> tokens, Map<Part, List<Double>> costs, List<Double> uncached) {

    /** Prices that differ by less are what doubles leave of the same. */
    private static final double SAME = 1e-6;

    static Charges of(AgentComposition agent, int runs, Map<Part, List<Double>> tokens) {
        return new Charges(
                runs,
                tokens,
                agent.costs().map(costs -> doubles(costs.parts())).orElse(Map.of()),
                agent.costs().map(costs -> doubles(costs.uncached())).orElse(List.of()));
    }

    static Charges none(int runs) {
        return new Charges(runs, Map.of(), Map.of(), List.of());
    }

    /** Return what a run costs. */
    double ofRun() {
        return sum(costs, part -> true, Charges::sum) / runs;
    }

    /** Return what a token of {@code part} costs at {@code position} in the middle between these and {@code after}. */
    double rate(Charges after, Part part, int position) {
        return rate(after, part, sums -> position < sums.size() ? sums.get(position) : 0);
    }

    /** Return what a token of {@code part} costs in the mean of all calls, in the middle between these and {@code after}. */
    double rate(Charges after, Part part) {
        return rate(after, part, Charges::sum);
    }

    /** Where the provider's own tokens stand in a prompt is not known, so that each of them costs what the mean of the input does. */
    private double rate(Charges after, Part part, ToDoubleFunction<List<Double>> which) {
        boolean isOwn = part.isSection() || !part.isInput();
        OptionalDouble own = isOwn ? middle(rate(part, which), after.rate(part, which)) : OptionalDouble.empty();
        return own.orElseGet(() -> middle(rate(Part::isInput, which), after.rate(Part::isInput, which))
                .orElse(0));
    }

    private OptionalDouble rate(Part part, ToDoubleFunction<List<Double>> which) {
        return ratio(
                which.applyAsDouble(costs.getOrDefault(part, List.of())),
                which.applyAsDouble(tokens.getOrDefault(part, List.of())));
    }

    private OptionalDouble rate(Predicate<Part> parts, ToDoubleFunction<List<Double>> which) {
        return ratio(sum(costs, parts, which), sum(tokens, parts, which));
    }

    private static OptionalDouble middle(OptionalDouble one, OptionalDouble other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return OptionalDouble.of((one.getAsDouble() + other.getAsDouble()) / 2);
    }

    /** Return what a run that uses what it does in the mean of both would cost more by the prices of {@code after} than by these. */
    double byPrices(Charges after) {
        double ofInput = moved(priceOfInput(), after.priceOfInput())
                * middle(tokensOfRun(Part::isInput), after.tokensOfRun(Part::isInput))
                * middle(cached(), after.cached());
        double ofOutput = moved(rate(Charges::isOutput, Charges::sum), after.rate(Charges::isOutput, Charges::sum))
                * middle(tokensOfRun(Charges::isOutput), after.tokensOfRun(Charges::isOutput));
        return ofInput + ofOutput;
    }

    private OptionalDouble priceOfInput() {
        return ratio(sum(uncached), sum(tokens, Part::isInput, Charges::sum));
    }

    private static double middle(double one, double other) {
        return (one + other) / 2;
    }

    /** Whether something was read from or written to a cache. */
    boolean isCached() {
        return Math.abs(cached() - 1) > SAME;
    }

    /** Return what the input costs as a fraction of what it would without a cache. */
    private double cached() {
        return ratio(sum(costs, Part::isInput, Charges::sum), sum(uncached)).orElse(1);
    }

    Charges withoutPrompts() {
        return new Charges(runs, withoutPrompts(tokens), withoutPrompts(costs), uncached);
    }

    Charges withoutPositions() {
        return new Charges(runs, withoutPositions(tokens), withoutPositions(costs), List.of(sum(uncached)));
    }

    Charges plus(Charges other) {
        return new Charges(runs, plus(tokens, other.tokens), plus(costs, other.costs), plus(uncached, other.uncached));
    }

    private static double moved(OptionalDouble before, OptionalDouble after) {
        return before.isEmpty()
                        || after.isEmpty()
                        || Math.abs(after.getAsDouble() - before.getAsDouble()) <= SAME * Math.abs(before.getAsDouble())
                ? 0
                : after.getAsDouble() - before.getAsDouble();
    }

    private static boolean isOutput(Part part) {
        return !part.isInput();
    }

    private double tokensOfRun(Predicate<Part> parts) {
        return sum(tokens, parts, Charges::sum) / runs;
    }

    private static OptionalDouble ratio(double costs, double tokens) {
        return tokens > 0 ? OptionalDouble.of(costs / tokens) : OptionalDouble.empty();
    }

    private static double sum(
            Map<Part, List<Double>> byPart, Predicate<Part> parts, ToDoubleFunction<List<Double>> which) {
        DoubleSummaryStatistics sums = new DoubleSummaryStatistics();
        for (Map.Entry<Part, List<Double>> part : byPart.entrySet()) {
            if (parts.test(part.getKey())) {
                sums.accept(which.applyAsDouble(part.getValue()));
            }
        }
        return sums.getSum();
    }

    private static Map<Part, List<Double>> withoutPrompts(Map<Part, List<Double>> byPart) {
        Map<Part, List<Double>> merged = new EnumMap<>(Part.class);
        byPart.forEach((part, sums) -> merged.merge(part.isInput() ? Part.UNSEEN : part, sums, Charges::plus));
        return merged;
    }

    private static Map<Part, List<Double>> withoutPositions(Map<Part, List<Double>> byPart) {
        Map<Part, List<Double>> merged = new EnumMap<>(Part.class);
        byPart.forEach((part, sums) -> merged.put(part, List.of(sum(sums))));
        return merged;
    }

    private static Map<Part, List<Double>> plus(Map<Part, List<Double>> some, Map<Part, List<Double>> others) {
        Map<Part, List<Double>> merged = new EnumMap<>(Part.class);
        merged.putAll(some);
        others.forEach((part, sums) -> merged.merge(part, sums, Charges::plus));
        return merged;
    }

    private static List<Double> plus(List<Double> some, List<Double> others) {
        return IntStream.range(0, Math.max(some.size(), others.size()))
                .mapToObj(i -> (i < some.size() ? some.get(i) : 0) + (i < others.size() ? others.get(i) : 0))
                .toList();
    }

    private static Map<Part, List<Double>> doubles(Map<Part, List<BigInteger>> byPart) {
        Map<Part, List<Double>> doubles = new EnumMap<>(Part.class);
        byPart.forEach((part, sums) -> doubles.put(part, doubles(sums)));
        return doubles;
    }

    private static List<Double> doubles(List<BigInteger> sums) {
        return sums.stream().map(BigInteger::doubleValue).toList();
    }

    private static double sum(List<Double> numbers) {
        DoubleSummaryStatistics sums = new DoubleSummaryStatistics();
        for (double number : numbers) {
            sums.accept(number);
        }
        return sums.getSum();
    }
}
