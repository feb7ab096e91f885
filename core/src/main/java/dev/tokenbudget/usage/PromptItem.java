package dev.tokenbudget.usage;

import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * One piece of a prompt: the definition of a tool, a block of a message, what a tool gave. Sizes, hashes and names of tools
 * only, never text.
 *
 * @param kind what it is
 * @param tool the name of the tool that it defines, that it calls, or that gave it; absent where it is none of these, or the
 *     name is not known
 * @param request the first {@value PromptSections#HASH_DIGITS} hexadecimal digits of the SHA-256 of a tool's name and what
 *     it is given; the same for a tool call and for its result
 * @param characters its length in the request, in characters
 * @param tokens its tokens as {@code o200k_base} counts them, whatever the model
 * @param hash the first {@value PromptSections#HASH_DIGITS} hexadecimal digits of the SHA-256 of its text
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record PromptItem(
        Kind kind, Optional<String> tool, Optional<String> request, long characters, long tokens, String hash) {

    /** The section of the prompt that an item is a part of. */
    public enum Kind {
        /** The definition of a tool. */
        TOOL_DEFINITION,
        /** The form that the answer is asked for in. */
        RESPONSE_FORMAT,
        /** A part of the system prompt, wherever it stands. */
        SYSTEM,
        /** A part of an earlier turn; a tool call of the model's where it has a {@link PromptItem#request()}. */
        HISTORY,
        /** What a tool gave. */
        TOOL_RESULT,
        /** A part of what the user asked for. */
        USER
    }

    /**
     * {@return whether this is a tool call that the model made}
     */
    public boolean isToolCall() {
        return kind == Kind.HISTORY && request.isPresent();
    }
}
