package dev.tokenbudget.internal.recording;

import java.util.OptionalDouble;

/**
 * The line on which a provider's counts of a model's prompts lie, by the shortest and the longest of them: it counts so many
 * tokens for each that {@code o200k_base} counts, and adds so many of its own. Not safe for use by several threads.
 */
final class CountingLine {

    /** Prompts that are nearly as long as each other tell no slope. */
    private static final double TOLD_BY = 1.5;

    /** Counts are whole numbers, so that even a line that they lie on exactly is told by them only nearly. */
    private static final double LEAST_MARGIN = 0.005;

    /** The next prompt may lie further off than any so far. */
    private static final double MORE_OF_MISS = 2;

    private double shortest = Double.POSITIVE_INFINITY;
    private double inputOfShortest;
    private double longest;
    private double inputOfLongest;
    private double worstMiss;

    /** Take note of a prompt of {@code counted} tokens, for which the provider counts {@code input}. */
    void learn(double counted, double input) {
        expected(counted).ifPresent(expected -> worstMiss = Math.max(worstMiss, Math.abs(input - expected) / expected));
        if (counted < shortest) {
            shortest = counted;
            inputOfShortest = input;
        }
        if (counted > longest) {
            longest = counted;
            inputOfLongest = input;
        }
    }

    /** Return the fewest tokens to be expected of a prompt, by how far others were off; nothing where too few are known. */
    OptionalDouble least(double counted) {
        double margin = Math.max(LEAST_MARGIN, MORE_OF_MISS * worstMiss);
        OptionalDouble expected = expected(counted);
        return expected.isPresent() ? OptionalDouble.of(expected.getAsDouble() * (1 - margin)) : expected;
    }

    private OptionalDouble expected(double counted) {
        if (longest < TOLD_BY * shortest || inputOfLongest <= inputOfShortest) {
            return OptionalDouble.empty();
        }
        double slope = (inputOfLongest - inputOfShortest) / (longest - shortest);
        double expected = inputOfShortest + slope * (counted - shortest);
        return expected > 0 ? OptionalDouble.of(expected) : OptionalDouble.empty();
    }
}
