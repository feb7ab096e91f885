package dev.tokenbudget.internal.explanation;

/**
 * A part of the change of a mean run.
 *
 * @param tokens tokens
 * @param cost what they cost, in the unit of {@link dev.tokenbudget.internal.composition.Costs}; 0 where that is not known
 */
record Amount(double tokens, double cost) {

    static final Amount NONE = new Amount(0, 0);

    Amount plus(Amount other) {
        return new Amount(tokens + other.tokens, cost + other.cost);
    }

    Amount minus(Amount other) {
        return new Amount(tokens - other.tokens, cost - other.cost);
    }
}
