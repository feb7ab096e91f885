package dev.tokenbudget.internal.explanation;

import static java.math.BigInteger.ONE;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * An exact fraction. It need not be in lowest terms, so that equal numbers are found by {@link #compareTo} alone.
 *
 * @param numerator carries the sign
 * @param denominator above 0
 */
record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {

    static final Rational ZERO = of(0);

    /** Reducing takes longer than all other arithmetic, until the numbers are this long. */
    private static final int BITS_WORTH_REDUCING = 256;

    /** A double holds every whole number of so many bits. */
    private static final int EXACT_BITS = 53;

    Rational {
        if (denominator.signum() < 1) {
            throw new ArithmeticException("The denominator of a fraction is above 0, but this one is " + denominator);
        }
        if (denominator.bitLength() > BITS_WORTH_REDUCING) {
            BigInteger divisor = numerator.gcd(denominator);
            numerator = numerator.divide(divisor);
            denominator = denominator.divide(divisor);
        }
    }

    static Rational of(long number) {
        return of(BigInteger.valueOf(number));
    }

    static Rational of(BigInteger number) {
        return new Rational(number, ONE);
    }

    /** Return {@code sum} divided by {@code count}, which is at least 1. */
    static Rational mean(BigInteger sum, int count) {
        return new Rational(sum, BigInteger.valueOf(count));
    }

    Rational plus(Rational other) {
        if (other.signum() == 0) {
            return this;
        }
        if (signum() == 0) {
            return other;
        }
        if (denominator.equals(other.denominator)) {
            return new Rational(numerator.add(other.numerator), denominator);
        }
        return new Rational(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Rational minus(Rational other) {
        return plus(other.negated());
    }

    Rational times(Rational other) {
        if (signum() == 0 || other.signum() == 0) {
            return ZERO;
        }
        return new Rational(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    Rational times(long factor) {
        return times(of(factor));
    }

    /**
     * Divide.
     *
     * @throws ArithmeticException if {@code divisor} is 0
     */
    Rational over(Rational divisor) {
        Rational inverse = divisor.signum() < 0
                ? new Rational(divisor.denominator.negate(), divisor.numerator.negate())
                : new Rational(divisor.denominator, divisor.numerator);
        return times(inverse);
    }

    Rational over(long divisor) {
        return over(of(divisor));
    }

    /** Return the middle between this and {@code other}. */
    Rational middle(Rational other) {
        return plus(other).over(2);
    }

    Rational negated() {
        return new Rational(numerator.negate(), denominator);
    }

    Rational abs() {
        return signum() < 0 ? negated() : this;
    }

    /** Return the value between 0 and {@code limit} that is nearest to this; {@code limit} may be below 0. */
    Rational between0And(Rational limit) {
        if (signum() != limit.signum()) {
            return ZERO;
        }
        return abs().compareTo(limit.abs()) > 0 ? limit : this;
    }

    int signum() {
        return numerator.signum();
    }

    /** Return the largest whole number that is not above this. */
    BigInteger floor() {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        return parts[1].signum() < 0 ? parts[0].subtract(ONE) : parts[0];
    }

    /** Return the nearest whole number, of two the even one. */
    BigInteger rounded() {
        BigInteger below = floor();
        int middle = minus(of(below)).times(2).compareTo(of(1));
        boolean up = middle > 0 || (middle == 0 && below.testBit(0));
        return up ? below.add(ONE) : below;
    }

    double doubleValue() {
        if (numerator.bitLength() <= EXACT_BITS && denominator.bitLength() <= EXACT_BITS) {
            return numerator.doubleValue() / denominator.doubleValue();
        }
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), MathContext.DECIMAL128)
                .doubleValue();
    }

    @Override
    public int compareTo(Rational other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }
}
