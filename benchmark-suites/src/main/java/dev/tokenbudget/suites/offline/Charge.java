package dev.tokenbudget.suites.offline;

/**
 * O200kTokens of one call as the model counts them, before a protocol brings them into its own shape.
 *
 * @param input the whole prompt
 * @param cacheRead the part of input that was in the prompt cache
 * @param cacheWrite5m the part of input that went into the prompt cache for five minutes
 * @param cacheWrite1h the part of input that went into the prompt cache for one hour
 * @param output the whole answer, reasoning included
 * @param reasoning the part of output that was reasoning
 */
record Charge(long input, long cacheRead, long cacheWrite5m, long cacheWrite1h, long output, long reasoning) {

    Charge withOutputOf(Answer answer) {
        return new Charge(input, cacheRead, cacheWrite5m, cacheWrite1h, answer.tokens(), answer.reasoningTokens());
    }

    /** Return the input that was neither read from the cache nor written to it. */
    long uncached() {
        return input - cacheRead - cacheWrite5m - cacheWrite1h;
    }
}
