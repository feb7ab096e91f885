package dev.tokenbudget.internal.history;

/**
 * What the natural logarithms of samples add up to: enough to tell their size at an equal number of calls.
 *
 * @param tokens sum of the logarithms of a sample's tokens
 * @param calls sum of the logarithms of its calls
 * @param callsSquares sum of the squares of the latter
 * @param products sum of the products of both
 */
public record LogSums(double tokens, double calls, double callsSquares, double products) {

    /** The sums of no sample. */
    public static final LogSums NONE = new LogSums(0, 0, 0, 0);

    /** Return the sums of one sample; what used nothing counts as 1. */
    public static LogSums of(long tokens, long calls) {
        double logTokens = StrictMath.log(Math.max(1, tokens));
        double logCalls = StrictMath.log(Math.max(1, calls));
        return new LogSums(logTokens, logCalls, logCalls * logCalls, logTokens * logCalls);
    }

    /** Return this and {@code other} together. */
    public LogSums plus(LogSums other) {
        return new LogSums(
                tokens + other.tokens,
                calls + other.calls,
                callsSquares + other.callsSquares,
                products + other.products);
    }
}
