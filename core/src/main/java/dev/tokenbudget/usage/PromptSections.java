package dev.tokenbudget.usage;

import java.util.Optional;

/**
 * What a call's prompt was made of: sizes and hashes only, never text.
 *
 * <p>The tokens of the five sections are estimates, scaled so that they add up to the input that the provider reported.
 *
 * @param system the system prompt
 * @param tools the definitions of the tools
 * @param history earlier turns of the conversation, tool results left out
 * @param toolResults results of tool calls, of all turns
 * @param user the newest input of the user
 * @param toolCount number of tools defined
 * @param systemHash the first {@value #HASH_DIGITS} hexadecimal digits of the system prompt's SHA-256
 * @param toolsHash the first {@value #HASH_DIGITS} hexadecimal digits of the tool definitions' SHA-256
 */
public record PromptSections(
        Section system,
        Section tools,
        Section history,
        Section toolResults,
        Section user,
        int toolCount,
        Optional<String> systemHash,
        Optional<String> toolsHash) {

    /** Enough to tell the prompts of a project apart: with a million of them, two agree in one of 37 million projects. */
    public static final int HASH_DIGITS = 16;

    /**
     * The size of one section.
     *
     * @param characters its length in the request, in characters
     * @param tokens its share of the call's input, in tokens
     */
    public record Section(long characters, long tokens) {

        /** A section that the prompt does not have. */
        public static final Section EMPTY = new Section(0, 0);
    }

    /** Return the tokens of the part of the prompt that is the same in every call: system prompt and tool definitions. */
    public long fixedTokens() {
        return system.tokens() + tools.tokens();
    }
}
