package dev.tokenbudget.internal.composition;

import java.math.BigInteger;
import java.util.Optional;

/**
 * The definition of one tool, as it was sent.
 *
 * @param hash the first 16 digits of its text's SHA-256; absent where its texts differ
 * @param calls calls that sent it
 * @param tokens its tokens, summed over the calls
 */
public record ToolDefinition(Optional<String> hash, long calls, BigInteger tokens) {

    public ToolDefinition {
        if (calls < 1 || tokens.signum() < 0) {
            throw new IllegalArgumentException("A tool's definition is sent by at least one call and has 0 tokens or"
                    + " more, but this one has " + calls + " and " + tokens + ".");
        }
    }

    /** Return both together; what they do not share of the hash is lost. */
    public ToolDefinition with(ToolDefinition other) {
        return new ToolDefinition(HashTally.of(hash, other.hash), calls + other.calls, tokens.add(other.tokens));
    }

    /** Return a definition of the same name in the same calls. */
    ToolDefinition beside(ToolDefinition other) {
        return new ToolDefinition(Optional.empty(), Math.max(calls, other.calls), tokens.add(other.tokens));
    }

    /** Whether {@code other} has the same text. */
    public boolean isSameAs(ToolDefinition other) {
        return hash.isPresent()
                ? hash.equals(other.hash)
                : other.hash.isEmpty() && tokensOfCall() == other.tokensOfCall();
    }

    /** Return the tokens in a call that sends it. */
    public double tokensOfCall() {
        return tokens.doubleValue() / calls;
    }
}
