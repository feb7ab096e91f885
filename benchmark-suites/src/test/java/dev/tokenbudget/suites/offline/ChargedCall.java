package dev.tokenbudget.suites.offline;

import java.util.List;

/**
 * What an offline model charged a call with, by its own count.
 *
 * @param caller whose call it is
 * @param model the model's name as requested
 * @param uncached input that was neither read from the cache nor written to it
 * @param cacheRead input that was read from the cache
 * @param cacheWrite input that was written to the cache
 * @param output the answer, reasoning included
 * @param reasoning the part of the output that was reasoning
 * @param prompt the parts of the prompt, in the order in which they are cached, as o200k_base counts them
 */
public record ChargedCall(
        String caller,
        String model,
        long uncached,
        long cacheRead,
        long cacheWrite,
        long output,
        long reasoning,
        List<Part> prompt) {

    /**
     * A part of a prompt.
     *
     * @param section the section that it belongs to, such as {@code TOOL_RESULT}
     * @param tool the tool that it declares or that gave it; empty where it is of none
     * @param tokens its length
     */
    public record Part(String section, String tool, long tokens) {}

    /** Return input and output. */
    public long tokens() {
        return uncached + cacheRead + cacheWrite + output;
    }
}
