package dev.tokenbudget.internal.waste;

import java.util.Arrays;
import java.util.Optional;

/**
 * A way to spend what need not be spent. A token that several of them would claim belongs to the first: whole calls go before
 * parts of prompts, parts of prompts before answers, and what is saved before what is only made cheaper.
 */
public enum WasteKind {
    /** An answer that was cut at the output limit, and asked for again. */
    CUT_ANSWER("cutAnswer"),
    /** A request that is sent again because the answer to the one before does not parse. */
    UNPARSABLE_ANSWER("unparsableAnswer"),
    /** A request that is sent again as it was. */
    IDENTICAL_REQUEST("identicalRequest"),
    /** A tool call with the arguments of an earlier one, which gives the same. */
    REPEATED_TOOL_CALL("repeatedToolCall"),
    /** A tool's result that stands in the same prompt twice. */
    REPEATED_RESULT("repeatedResult"),
    /** The definition of a tool that no run calls. */
    UNUSED_TOOL("unusedTool"),
    /** What another agent of the run has read already. */
    SHARED_CONTEXT("sharedContext"),
    /** What an answer says beyond the form that it was asked for in. */
    BEYOND_FORM("beyondForm"),
    /** New input far beyond what is made of it. */
    LONG_PROMPT("longPrompt"),
    /** A beginning of prompts that stays the same, and that the provider would cache. */
    UNCACHED_PREFIX("uncachedPrefix"),
    /** A small task on a model that costs many times what another of its provider does. */
    DEAR_MODEL("dearModel");

    private final String key;

    WasteKind(String key) {
        this.key = key;
    }

    /** Return the name that files use. */
    public String key() {
        return key;
    }

    /** Return the kind that files call {@code key}, or nothing where a later version wrote it. */
    public static Optional<WasteKind> named(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }

    /** Whether the tokens would not be spent; those of the others would be spent for less. */
    public boolean savesTokens() {
        return this != UNCACHED_PREFIX && this != DEAR_MODEL;
    }
}
