package dev.tokenbudget.usage;

import dev.tokenbudget.internal.composition.TokenSlope;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a call's prompt was made of: sizes and hashes only, never text.
 *
 * <p>A section is its own text and nothing else, so that the sections do not add up to the input that the provider reports:
 * what it adds of its own, and what is no text, is left over.
 *
 * @param system the system prompt
 * @param tools the definitions of the tools
 * @param responseFormat the form that the answer is asked for in, a schema for the most part
 * @param history earlier turns of the conversation, tool results left out
 * @param toolResults results of tool calls, of all turns
 * @param user what the user asked for: all that stands behind the last turn that ended with an answer
 * @param opaqueCharacters length of what is no text, in characters: pictures, files, signatures of thoughts, encrypted
 *     reasoning, and references to them; only the provider knows how many tokens it makes
 * @param toolCount number of tools defined
 * @param repeatedToolCalls tool calls of the conversation that ask for what an earlier one asked: the same tool with the same
 *     arguments
 * @param whole whether the request holds the whole prompt; it does not where it goes on from a conversation, a response or
 *     a cached content that the provider keeps
 * @param hashes stand for the texts
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record PromptSections(
        Section system,
        Section tools,
        Section responseFormat,
        Section history,
        Section toolResults,
        Section user,
        long opaqueCharacters,
        int toolCount,
        int repeatedToolCalls,
        boolean whole,
        Hashes hashes) {

    /** Enough to tell the prompts of a project apart: with a million of them, two agree in one of 37 million projects. */
    public static final int HASH_DIGITS = 16;

    /** A prompt of nothing. */
    public static final PromptSections NONE = new PromptSections(
            Section.EMPTY,
            Section.EMPTY,
            Section.EMPTY,
            Section.EMPTY,
            Section.EMPTY,
            Section.EMPTY,
            0,
            0,
            0,
            true,
            Hashes.NONE);

    /**
     * The size of one section.
     *
     * @param characters its length in the request, in characters
     * @param tokens its tokens as {@code o200k_base} counts them, whatever the model; see {@link TokenSlope}
     */
    public record Section(long characters, long tokens) {

        /** A section that the prompt does not have. */
        public static final Section EMPTY = new Section(0, 0);
    }

    /**
     * The first {@value #HASH_DIGITS} hexadecimal digits of SHA-256 sums. The order of keys in JSON is nothing to them, that
     * of the elements of a list is.
     *
     * @param system that of the system prompt, where there is one
     * @param tools that of the tool definitions, where there are some
     * @param responseFormat that of the response format, where there is one
     * @param settings that of everything in the request that is in no section and no message: temperature, limits, effort
     * @param request that of the whole request without the model's name, whether it is streamed, and what clients make up
     *     anew each time
     */
    public record Hashes(
            Optional<String> system,
            Optional<String> tools,
            Optional<String> responseFormat,
            Optional<String> settings,
            Optional<String> request) {

        /** Nothing is known. */
        public static final Hashes NONE =
                new Hashes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Start a prompt of nothing. */
    public static Builder builder() {
        return new Builder(NONE);
    }

    /** Return this prompt as a builder, to change some of it. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Whether there is something in the prompt whose size only the provider knows. */
    public boolean isPartlyOpaque() {
        return opaqueCharacters > 0;
    }

    /** Collects what is known of a prompt. */
    public static final class Builder {
        private Section system;
        private Section tools;
        private Section responseFormat;
        private Section history;
        private Section toolResults;
        private Section user;
        private long opaqueCharacters;
        private int toolCount;
        private int repeatedToolCalls;
        private boolean whole;
        private Hashes hashes;

        private Builder(PromptSections start) {
            system = start.system;
            tools = start.tools;
            responseFormat = start.responseFormat;
            history = start.history;
            toolResults = start.toolResults;
            user = start.user;
            opaqueCharacters = start.opaqueCharacters;
            toolCount = start.toolCount;
            repeatedToolCalls = start.repeatedToolCalls;
            whole = start.whole;
            hashes = start.hashes;
        }

        public Builder system(Section section) {
            this.system = section;
            return this;
        }

        public Builder tools(Section section, int count) {
            this.tools = section;
            this.toolCount = count;
            return this;
        }

        public Builder responseFormat(Section section) {
            this.responseFormat = section;
            return this;
        }

        public Builder history(Section section) {
            this.history = section;
            return this;
        }

        public Builder toolResults(Section section) {
            this.toolResults = section;
            return this;
        }

        public Builder user(Section section) {
            this.user = section;
            return this;
        }

        public Builder opaqueCharacters(long characters) {
            this.opaqueCharacters = characters;
            return this;
        }

        public Builder repeatedToolCalls(int number) {
            this.repeatedToolCalls = number;
            return this;
        }

        public Builder whole(boolean whole) {
            this.whole = whole;
            return this;
        }

        public Builder systemHash(String hash) {
            return hashes(new Hashes(
                    Optional.of(hash), hashes.tools, hashes.responseFormat, hashes.settings, hashes.request));
        }

        public Builder toolsHash(String hash) {
            return hashes(new Hashes(
                    hashes.system, Optional.of(hash), hashes.responseFormat, hashes.settings, hashes.request));
        }

        public Builder hashes(Hashes hashes) {
            this.hashes = hashes;
            return this;
        }

        public PromptSections build() {
            return new PromptSections(
                    system,
                    tools,
                    responseFormat,
                    history,
                    toolResults,
                    user,
                    opaqueCharacters,
                    toolCount,
                    repeatedToolCalls,
                    whole,
                    hashes);
        }
    }
}
