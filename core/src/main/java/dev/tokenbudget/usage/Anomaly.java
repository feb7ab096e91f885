package dev.tokenbudget.usage;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A provider's numbers contradict each other, or the prompt that they are for, or could not be read at all; what was sent is
 * kept and shown with this remark.
 *
 * @param kind the rule that is broken
 * @param detail the numbers, such as "cacheRead + cacheWrite = 161 &gt; input = 10", or what kept them from being read
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Anomaly(Kind kind, String detail) {

    /** A rule of the normal form, or a sum that a provider itself reports otherwise. */
    public enum Kind {
        /** A count is below 0. */
        NEGATIVE,
        /** A count is larger than that of any call. */
        TOO_MANY,
        /** cacheRead + cacheWrite is more than the whole input. */
        CACHE_EXCEEDS_INPUT,
        /** Reasoning is more than the whole output. */
        REASONING_EXCEEDS_OUTPUT,
        /** The provider's total is not what its parts add up to. */
        TOTAL_MISMATCH,
        /** No input was reported for a prompt that was answered. */
        NO_INPUT,
        /** Nobody knows what requests of this path use, and the answer did not tell. */
        UNKNOWN_PATH,
        /** What the provider sent could not be read: its usage is unknown. */
        UNREADABLE
    }
}
