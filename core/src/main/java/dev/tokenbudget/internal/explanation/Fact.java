package dev.tokenbudget.internal.explanation;

/**
 * Something that changed and may explain a drift, of tokens or of costs.
 *
 * @param kind what changed
 * @param agent the agent whose calls it was seen in; empty for calls that name none
 * @param sentence what changed, without a full stop
 */
public record Fact(Kind kind, String agent, String sentence) {

    /** Return the sentence without the name of the agent. */
    String what() {
        return sentence.startsWith(agent + ": ") ? sentence.substring(agent.length() + 2) : sentence;
    }

    /** What can have changed, in the order of a report. */
    public enum Kind {
        /** Calls ask for another model. */
        MODEL,
        /** The system prompt is another one. */
        SYSTEM_PROMPT,
        /** Other tools are defined. */
        TOOLS,
        /** Something in the requests is another that is no text: a temperature, a limit, an effort. */
        SETTINGS,
        /** Less of the input was read from a cache. */
        CACHE_HITS_LOST,
        /** More of the input was read from a cache. */
        CACHE_HITS_WON,
        /** Less of the requests repeats the one before, because of something in them that changes. */
        PREFIX_BROKEN,
        /** More of the requests repeats the one before, because something in them no longer changes. */
        PREFIX_MENDED,
        /** The system prompt differs from call to call, more than before. */
        PROMPT_VARIANTS,
        /** Attempts that the provider refused, and that were made again. */
        REFUSED_ATTEMPTS,
        /** Calls that send the prompt of an earlier call of the same run. */
        REPEATED_PROMPTS,
        /** Tool calls that ask for what an earlier one of the same run asked. */
        REPEATED_TOOL_CALLS,
        /** More or fewer answers end at the output limit. */
        OUTPUT_LIMIT,
        /** The model stops for other reasons. */
        STOP_REASONS,
        /** More or fewer tool calls. */
        TOOL_CALLS,
        /** The input of a run's first call, where prompts were not seen. */
        FIRST_INPUT
    }
}
