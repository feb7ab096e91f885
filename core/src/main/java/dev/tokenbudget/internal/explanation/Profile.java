package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.Part;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * What an agent does in the mean of all runs of a sample.
 *
 * @param calls calls a run, by position
 * @param tokens tokens a run of each part, by position
 * @param counted tokens a run of each section's text as {@code o200k_base} counts them, by position; empty where they are not known
 */
record Profile(List<Rational> calls, Map<Part, List<Rational>> tokens, Map<Part, List<Rational>> counted) {

    static final Profile NOTHING = new Profile(List.of(), Map.of(), Map.of());

    static Profile of(AgentComposition agent, int runs) {
        return new Profile(
                agent.callsByPosition().stream()
                        .map(calls -> Rational.mean(BigInteger.valueOf(calls), runs))
                        .toList(),
                means(agent.tokens(), runs),
                means(agent.counted(), runs));
    }

    int positions() {
        return calls.size();
    }

    Rational callsAt(int position) {
        return at(calls, position);
    }

    Rational tokensAt(Part part, int position) {
        return at(tokens.getOrDefault(part, List.of()), position);
    }

    /** Return the tokens of {@code part} in a call at {@code position}, which at least one run must reach. */
    Rational tokensOfCall(Part part, int position) {
        return tokensAt(part, position).over(callsAt(position));
    }

    /** Return the reported input of the calls at {@code position} in a run. */
    Rational inputAt(int position) {
        return sum(tokens.keySet().stream()
                .filter(Part::isInput)
                .map(part -> tokensAt(part, position))
                .toList());
    }

    /** Return the reported input of a call at {@code position}, which at least one run must reach. */
    Rational inputOfCall(int position) {
        return inputAt(position).over(callsAt(position));
    }

    /** Return the counted tokens of {@code section} in a call at {@code position}, which at least one run must reach. */
    Rational countedOfCall(Part section, int position) {
        return at(counted.getOrDefault(section, List.of()), position).over(callsAt(position));
    }

    Rational callsOfRun() {
        return sum(calls);
    }

    Rational tokensOfRun(Part part) {
        return sum(tokens.getOrDefault(part, List.of()));
    }

    Rational tokensOfRun() {
        return sum(tokens.keySet().stream().map(this::tokensOfRun).toList());
    }

    boolean isSilent() {
        return callsOfRun().signum() == 0;
    }

    /** Whether input was spent, but of no prompt it was seen on what. */
    boolean seesNoPrompt() {
        return tokensOfRun(Part.UNSEEN).signum() != 0
                && tokens.keySet().stream()
                        .filter(part -> part.isInput() && part != Part.UNSEEN)
                        .allMatch(part -> tokensOfRun(part).signum() == 0);
    }

    /** Return this profile with all input as unseen. */
    Profile withoutPrompts() {
        Map<Part, List<Rational>> merged = new EnumMap<>(Part.class);
        tokens.forEach((part, sums) -> merged.merge(part.isInput() ? Part.UNSEEN : part, sums, Profile::sums));
        return new Profile(calls, merged, Map.of());
    }

    /** Return this profile with all its calls at one position. */
    Profile withoutPositions() {
        Map<Part, List<Rational>> merged = new EnumMap<>(Part.class);
        tokens.forEach((part, sums) -> merged.put(part, List.of(sum(sums))));
        return new Profile(List.of(callsOfRun()), merged, Map.of());
    }

    Profile plus(Profile other) {
        Map<Part, List<Rational>> merged = new EnumMap<>(Part.class);
        merged.putAll(tokens);
        other.tokens.forEach((part, sums) -> merged.merge(part, sums, Profile::sums));
        return new Profile(sums(calls, other.calls), merged, Map.of());
    }

    /** Return this profile with other sizes of {@code parts} at the first {@code positions}. */
    Profile with(List<Part> parts, int positions, BiFunction<Part, Integer, Rational> size) {
        Map<Part, List<Rational>> changed = new EnumMap<>(Part.class);
        changed.putAll(tokens);
        parts.forEach(part -> changed.put(
                part,
                IntStream.range(0, positions())
                        .mapToObj(position ->
                                position < positions ? size.apply(part, position) : tokensAt(part, position))
                        .toList()));
        return new Profile(calls, changed, counted);
    }

    private static Map<Part, List<Rational>> means(Map<Part, List<BigInteger>> sumsOfRuns, int runs) {
        Map<Part, List<Rational>> means = new EnumMap<>(Part.class);
        sumsOfRuns.forEach((part, sums) -> means.put(
                part, sums.stream().map(sum -> Rational.mean(sum, runs)).toList()));
        return means;
    }

    private static List<Rational> sums(List<Rational> some, List<Rational> others) {
        List<Rational> sums = new ArrayList<>();
        IntStream.range(0, Math.max(some.size(), others.size()))
                .forEach(position -> sums.add(at(some, position).plus(at(others, position))));
        return Collections.unmodifiableList(sums);
    }

    private static Rational at(List<Rational> byPosition, int position) {
        return position < byPosition.size() ? byPosition.get(position) : Rational.ZERO;
    }

    private static Rational sum(List<Rational> numbers) {
        return numbers.stream().reduce(Rational.ZERO, Rational::plus);
    }
}
