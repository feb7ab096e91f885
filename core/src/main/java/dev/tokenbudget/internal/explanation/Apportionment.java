package dev.tokenbudget.internal.explanation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rounds numbers so that they add up to a whole number, by largest remainders (Hamilton's method). */
final class Apportionment {

    private static final double MILLIONTHS = 1e6;

    private Apportionment() {}

    /**
     * Return whole numbers that add up to {@code sum}, each less than 1 away from its original as far as doubles are exact.
     *
     * @param numbers what to round
     * @param sum what the numbers add up to, rounded
     */
    static List<BigInteger> whole(List<Double> numbers, BigInteger sum) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        List<BigInteger> floors = numbers.stream().map(Apportionment::floor).toList();
        BigInteger missing = sum.subtract(floors.stream().reduce(BigInteger.ZERO, BigInteger::add));
        BigInteger count = BigInteger.valueOf(numbers.size());
        List<Integer> byRemainder = IntStream.range(0, numbers.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainder(numbers.get(i)))
                        .reversed())
                .toList();
        List<Integer> roundedUp = byRemainder.subList(0, missing.mod(count).intValueExact());
        // where doubles miss the sum by more than rounding, as beyond 2^53, all share what is missing
        BigInteger ofEach = missing.subtract(missing.mod(count)).divide(count);
        return IntStream.range(0, numbers.size())
                .mapToObj(i -> floors.get(i).add(ofEach).add(roundedUp.contains(i) ? BigInteger.ONE : BigInteger.ZERO))
                .toList();
    }

    /** Return the remainder so coarsely that those which are equal but for what doubles leave are equal. */
    private static double remainder(double number) {
        return Math.rint((number - Math.floor(number)) * MILLIONTHS);
    }

    private static BigInteger floor(double number) {
        return new BigDecimal(number).setScale(0, RoundingMode.FLOOR).toBigInteger();
    }
}
