package dev.tokenbudget.internal.composition;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one tool gave, and how often it was read.
 *
 * @param tokens tokens of its results at each position, summed over the runs
 * @param fresh tokens of its results where they were read for the first time, summed over the runs
 * @param number its results, each counted once a run
 * @param reads how often its results stood in a prompt
 */
public record ToolResults(List<BigInteger> tokens, BigInteger fresh, long number, long reads) {

    /** The name that stands for tools whose name is not known. */
    public static final String UNNAMED = "";

    public ToolResults {
        tokens = List.copyOf(tokens);
        if (number < 0 || reads < number) {
            throw new IllegalArgumentException(
                    "Every result is read, but " + number + " result(s) of a tool were read " + reads + " time(s).");
        }
    }

    /** Return results of which nothing but their size is known. */
    static ToolResults unnamed(List<BigInteger> tokens) {
        return new ToolResults(tokens, BigInteger.ZERO, 0, 0);
    }

    ToolResults plus(ToolResults other) {
        return new ToolResults(
                sums(tokens, other.tokens), fresh.add(other.fresh), number + other.number, reads + other.reads);
    }

    /** Return these results with zeros up to {@code positions}. */
    ToolResults upTo(int positions) {
        return new ToolResults(sums(tokens, Collections.nCopies(positions, BigInteger.ZERO)), fresh, number, reads);
    }

    private static List<BigInteger> sums(List<BigInteger> some, List<BigInteger> others) {
        List<BigInteger> sums = new ArrayList<>(some.size() >= others.size() ? some : others);
        for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
            sums.set(i, some.get(i).add(others.get(i)));
        }
        return sums;
    }
}
