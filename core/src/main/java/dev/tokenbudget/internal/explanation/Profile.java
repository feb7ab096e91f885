package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.Part;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * What an agent does in all runs of a sample. Sums are kept and divided last, so that means of equal numbers are equal.
 *
 * @param runs number of runs
 * @param calls calls by position, summed over the runs
 * @param tokens tokens of each part, by position, summed over the runs
 * @param results tokens of each tool's results, likewise; empty where they were not told apart
 * @param charges what was charged
 * @param counted tokens of each section's text as {@code o200k_base} counts them, likewise; empty where they are not known
 */
record Profile(
        int runs,
        List<Double> calls,
        Map<Part, List<Double>> tokens,
        Map<String, List<Double>> results,
        Charges charges,
        Map<Part, List<Double>> counted) {

    static Profile of(AgentComposition agent, int runs) {
        Map<Part, List<Double>> tokens = doubles(agent.tokens());
        return new Profile(
                runs,
                agent.callsByPosition().stream().map(Long::doubleValue).toList(),
                tokens,
                resultsOf(agent),
                Charges.of(agent, runs, tokens),
                doubles(agent.counted()));
    }

    static Profile idle(int runs) {
        return new Profile(runs, List.of(), Map.of(), Map.of(), Charges.none(runs), Map.of());
    }

    int positions() {
        return calls.size();
    }

    double callsOfAllRuns(int position) {
        return at(calls, position);
    }

    double tokensOfAllRuns(Part part, int position) {
        return at(tokens.getOrDefault(part, List.of()), position);
    }

    double inputOfAllRuns(int position) {
        return tokens.keySet().stream()
                .filter(Part::isInput)
                .mapToDouble(part -> tokensOfAllRuns(part, position))
                .sum();
    }

    double callsAt(int position) {
        return callsOfAllRuns(position) / runs;
    }

    double tokensAt(Part part, int position) {
        return tokensOfAllRuns(part, position) / runs;
    }

    /** Return the tokens of {@code part} in a call at {@code position}, which at least one run must reach. */
    double tokensOfCall(Part part, int position) {
        return tokensOfAllRuns(part, position) / callsOfAllRuns(position);
    }

    /** Return the reported input of a call at {@code position}, which at least one run must reach. */
    double inputOfCall(int position) {
        return inputOfAllRuns(position) / callsOfAllRuns(position);
    }

    /** Return the counted tokens of {@code section} in a call at {@code position}, which at least one run must reach. */
    double countedOfCall(Part section, int position) {
        return at(counted.getOrDefault(section, List.of()), position) / callsOfAllRuns(position);
    }

    /** Return the tokens of results of {@code tool} in a call at {@code position}, which at least one run must reach. */
    double resultsOfCall(String tool, int position) {
        return at(results.getOrDefault(tool, List.of()), position) / callsOfAllRuns(position);
    }

    /** Whether it is known which tool gave what, or that none gave anything. */
    boolean tellsResults() {
        return !results.isEmpty() || tokensOfRun(Part.TOOL_RESULTS) == 0;
    }

    double callsOfRun() {
        return sum(calls) / runs;
    }

    double tokensOfRun(Part part) {
        return sum(tokens.getOrDefault(part, List.of())) / runs;
    }

    Amount ofRun() {
        return new Amount(tokensOfRun(), charges.ofRun());
    }

    double tokensOfRun() {
        return tokens.keySet().stream().mapToDouble(this::tokensOfRun).sum();
    }

    /** Whether input was spent, but of no prompt it was seen on what. */
    boolean seesNoPrompt() {
        return tokensOfRun(Part.UNSEEN) != 0
                && tokens.keySet().stream()
                        .filter(part -> part.isInput() && part != Part.UNSEEN)
                        .allMatch(part -> tokensOfRun(part) == 0);
    }

    Profile withoutPrompts() {
        Map<Part, List<Double>> merged = new EnumMap<>(Part.class);
        tokens.forEach((part, sums) -> merged.merge(part.isInput() ? Part.UNSEEN : part, sums, Profile::sums));
        return new Profile(runs, calls, merged, Map.of(), charges.withoutPrompts(), Map.of());
    }

    Profile withoutPositions() {
        Map<Part, List<Double>> merged = new EnumMap<>(Part.class);
        tokens.forEach((part, sums) -> merged.put(part, List.of(sum(sums))));
        return new Profile(runs, List.of(sum(calls)), merged, Map.of(), charges.withoutPositions(), Map.of());
    }

    /** Return what this agent and {@code other} do in the same runs. */
    Profile plus(Profile other) {
        Map<Part, List<Double>> merged = new EnumMap<>(Part.class);
        merged.putAll(tokens);
        other.tokens.forEach((part, sums) -> merged.merge(part, sums, Profile::sums));
        return new Profile(runs, sums(calls, other.calls), merged, Map.of(), charges.plus(other.charges), Map.of());
    }

    /** Return this profile with other sizes of {@code parts}, of all runs, at the first {@code positions}. */
    Profile with(List<Part> parts, int positions, ToDoubleBiFunction<Part, Integer> size) {
        Map<Part, List<Double>> changed = new EnumMap<>(Part.class);
        changed.putAll(tokens);
        parts.forEach(part -> changed.put(
                part,
                IntStream.range(0, positions())
                        .mapToObj(position -> position < positions
                                ? size.applyAsDouble(part, position)
                                : tokensOfAllRuns(part, position))
                        .toList()));
        return new Profile(runs, calls, changed, results, charges, counted);
    }

    private static Map<String, List<Double>> resultsOf(AgentComposition agent) {
        Map<String, List<Double>> results = new TreeMap<>();
        agent.results()
                .forEach((tool, given) -> results.put(
                        tool,
                        given.tokens().stream().map(BigInteger::doubleValue).toList()));
        return results;
    }

    private static Map<Part, List<Double>> doubles(Map<Part, List<BigInteger>> sums) {
        Map<Part, List<Double>> doubles = new EnumMap<>(Part.class);
        sums.forEach((part, ofPart) ->
                doubles.put(part, ofPart.stream().map(BigInteger::doubleValue).toList()));
        return doubles;
    }

    private static List<Double> sums(List<Double> some, List<Double> others) {
        return IntStream.range(0, Math.max(some.size(), others.size()))
                .mapToObj(position -> at(some, position) + at(others, position))
                .toList();
    }

    private static double at(List<Double> byPosition, int position) {
        return position < byPosition.size() ? byPosition.get(position) : 0;
    }

    private static double sum(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).sum();
    }
}
