package dev.tokenbudget.internal.explanation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rounds numbers so that they add up to their rounded sum, by largest remainders (Hamilton's method). */
final class Apportionment {

    private Apportionment() {}

    /** Return whole numbers, each less than 1 away from its original, that add up to the rounded sum of all. */
    static List<BigInteger> whole(List<Rational> numbers) {
        List<BigInteger> whole = numbers.stream().map(Rational::floor).collect(Collectors.toCollection(ArrayList::new));
        Rational sum = numbers.stream().reduce(Rational.ZERO, Rational::plus);
        int missing = sum.rounded()
                .subtract(whole.stream().reduce(BigInteger.ZERO, BigInteger::add))
                .intValueExact();
        IntStream.range(0, numbers.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> numbers.get(i).minus(Rational.of(whole.get(i))))
                        .reversed())
                .limit(missing)
                .toList()
                .forEach(i -> whole.set(i, whole.get(i).add(BigInteger.ONE)));
        return Collections.unmodifiableList(whole);
    }
}
