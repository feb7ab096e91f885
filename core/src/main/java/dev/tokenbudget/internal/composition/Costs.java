package dev.tokenbudget.internal.composition;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the tokens of an agent cost, in trillionths of a US dollar, summed over the runs.
 *
 * @param parts what each part costs at each position
 * @param uncached what the input would cost at each position if none was read from or written to a cache
 */
public record Costs(Map<Part, List<BigInteger>> parts, List<BigInteger> uncached) {

    /** Decimals of a US dollar that are kept. */
    public static final int DECIMALS = 12;

    private static final double UNITS_OF_A_DOLLAR = 1e12;

    /** Below a dollar, doubles are off by less than a thousandth of a unit: what is as near as this is rounded the same in decimals. */
    private static final double NEAR = 0.49;

    public Costs {
        int positions = uncached.size();
        Map<Part, List<BigInteger>> all = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            List<BigInteger> costs = parts.getOrDefault(part, Collections.nCopies(positions, BigInteger.ZERO));
            if (costs.size() != positions) {
                throw new IllegalArgumentException("The costs of " + part.key() + " are given for " + costs.size()
                        + " position(s), but what they are without a cache for " + positions + ".");
            }
            all.put(part, List.copyOf(costs));
        }
        parts = Collections.unmodifiableMap(all);
        uncached = List.copyOf(uncached);
    }

    /** Return an amount of US dollars in the unit of this record, rounded. */
    static BigInteger unitsOf(BigDecimal usd) {
        return usd.movePointRight(DECIMALS).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
    }

    /** Return an amount of US dollars in the unit of this record, rounded as its shortest decimal form is. */
    static BigInteger unitsOf(double usd) {
        double units = usd * UNITS_OF_A_DOLLAR;
        double whole = Math.rint(units);
        boolean isNearToWhole = Math.abs(units - whole) < NEAR && Math.abs(units) < UNITS_OF_A_DOLLAR;
        return isNearToWhole ? BigInteger.valueOf((long) whole) : unitsOf(BigDecimal.valueOf(usd));
    }

    /** Return what an amount in the unit of this record is in US dollars, exact. */
    public static BigDecimal usd(BigInteger units) {
        return new BigDecimal(units, DECIMALS);
    }

    /** Return the cost of all parts at all positions. */
    public BigInteger sum() {
        return parts.values().stream().flatMap(List::stream).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
