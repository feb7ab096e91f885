package dev.tokenbudget.usage;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a call's prompt was made of: sizes and hashes only, never text.
 *
 * <p>A section is its own text and nothing else, so that the sections do not add up to the input that the provider reports:
 * what it adds of its own, and what is no text, is left over.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public sealed interface PromptSections permits MeasuredPrompt {

    /**
     * Enough to tell the prompts of a project apart: with a million of them, two agree in one of 37 million projects.
     */
    int HASH_DIGITS = 16;

    /** A prompt of nothing. */
    PromptSections NONE = new MeasuredPrompt(
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
            Hashes.NONE,
            List.of(),
            Repeat.Compared.NOT);

    /**
     * The size of one section.
     *
     * @param characters its length in the request, in characters
     * @param tokens its tokens as {@code o200k_base} counts them, whatever the model
     */
    record Section(long characters, long tokens) {

        /** A section that the prompt does not have. */
        public static final Section EMPTY = new Section(0, 0);

        // written out, as the one below, for the same reason as that of an item
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Section section && characters == section.characters && tokens == section.tokens;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(characters) * 31 + Long.hashCode(tokens);
        }
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
     *     again each time
     */
    record Hashes(
            Optional<String> system,
            Optional<String> tools,
            Optional<String> responseFormat,
            Optional<String> settings,
            Optional<String> request) {

        /** Nothing is known. */
        public static final Hashes NONE =
                new Hashes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

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
     * @param quotes what of it stands word by word in earlier prompts of other agents of its run, by the agent that read it
     *     first
     */
    record Item(
            Kind kind,
            Optional<String> tool,
            Optional<String> request,
            long characters,
            long tokens,
            String hash,
            List<Quote> quotes) {

        /**
         * Describe an item that quotes nothing.
         *
         * @param kind as {@link #kind()}
         * @param tool as {@link #tool()}
         * @param request as {@link #request()}
         * @param characters as {@link #characters()}
         * @param tokens as {@link #tokens()}
         * @param hash as {@link #hash()}
         */
        public Item(
                Kind kind, Optional<String> tool, Optional<String> request, long characters, long tokens, String hash) {
            this(kind, tool, request, characters, tokens, hash, List.of());
        }

        // written out, as the one below: those of a record cost each JVM some classes, and runs hold many items
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Item item
                    && kind == item.kind
                    && tool.equals(item.tool)
                    && request.equals(item.request)
                    && characters == item.characters
                    && tokens == item.tokens
                    && hash.equals(item.hash)
                    && quotes.equals(item.quotes);
        }

        @Override
        public int hashCode() {
            return hash.hashCode();
        }

        /** The section of the prompt that an item is a part of. */
        public enum Kind {
            /** The definition of a tool. */
            TOOL_DEFINITION,
            /** The form that the answer is asked for in. */
            RESPONSE_FORMAT,
            /** A part of the system prompt, wherever it stands. */
            SYSTEM,
            /** A part of an earlier turn; a tool call of the model's where it has a {@link #request()}. */
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

        /**
         * Change what the item quotes.
         *
         * @param others as {@link #quotes()}
         * @return this item with other quotes
         */
        public Item quoting(List<Quote> others) {
            return new Item(kind, tool, request, characters, tokens, hash, List.copyOf(others));
        }
    }

    /**
     * What an item has word by word from what another agent read.
     *
     * @param agent the agent that read it first; empty for one without a name
     * @param tokens how many of the item's tokens that is
     */
    record Quote(String agent, long tokens) {}

    /**
     * How much of a prompt repeats an earlier one from the begin, in the order in which providers cache it: tool definitions,
     * response format, system prompt, messages.
     *
     * @param tokens tokens that repeat, as {@code o200k_base} counts them, whatever the model
     * @param of tokens of the whole prompt
     * @param difference where the prompts first differ; absent where one goes on where the other ends, and where only what is
     *     asked is another
     */
    record Repeat(long tokens, long of, Optional<Difference> difference) {

        /**
         * The earlier prompts that a prompt was compared with.
         *
         * @param conversation with the latest of the same conversation in the same run; absent where there is none, and where it
         *     was not compared
         * @param previousRun with the one that stood there in the task's previous run of the same JVM; absent likewise
         */
        public record Compared(Optional<Repeat> conversation, Optional<Repeat> previousRun) {

            /** Nothing was compared. */
            public static final Compared NOT = new Compared(Optional.empty(), Optional.empty());
        }
    }

    /**
     * Where a prompt first differs from an earlier one that it repeats up to there, and what the difference looks like. Places
     * and lengths only, never text.
     *
     * @param section the section that differs
     * @param number the number of the item in its section, from 1
     * @param tool the name of the tool that the item is of, where there is one
     * @param offset characters of the item that still repeat
     * @param length characters of the item as they were sent; 0 where the item is gone, and where items stand in another order
     * @param look what the difference looks like
     */
    record Difference(Item.Kind section, int number, Optional<String> tool, long offset, long length, Look look) {

        /** What a difference looks like. */
        public enum Look {
            /** A date, a time, or the seconds or milliseconds since 1970. */
            TIME,
            /** A random id: a UUID, a ULID, hexadecimal digits, base64. */
            ID,
            /** A number. */
            NUMBER,
            /** The same items, JSON keys, lines or words in another order. */
            ORDER,
            /** The same text with other spaces or line breaks. */
            WHITESPACE,
            /** Items stand before the one that stood there. */
            ADDED,
            /** Items that stood there are gone. */
            REMOVED,
            /** Any other text. */
            TEXT
        }
    }

    /**
     * Start a prompt of nothing.
     *
     * @return a builder of the prompt
     */
    static Builder builder() {
        return new Builder(NONE);
    }

    /** {@return all sections, in the order of the methods below} */
    default List<Section> sections() {
        return List.of(system(), tools(), responseFormat(), history(), toolResults(), user());
    }

    /** {@return the tokens of all sections, as {@code o200k_base} counts them} */
    default long tokens() {
        return sections().stream().mapToLong(Section::tokens).sum();
    }

    /** {@return the system prompt} */
    Section system();

    /** {@return the definitions of the tools} */
    Section tools();

    /** {@return the form that the answer is asked for in, a schema for the most part} */
    Section responseFormat();

    /** {@return the earlier turns of the conversation, tool results left out} */
    Section history();

    /** {@return the results of tool calls, of all turns} */
    Section toolResults();

    /** {@return what the user asked for: all that stands behind the last turn that ended with an answer} */
    Section user();

    /**
     * {@return the length of what is no text, in characters: pictures, files, signatures of thoughts, encrypted
     * reasoning, and references to them; only the provider knows how many tokens it makes}
     */
    long opaqueCharacters();

    /** {@return the number of tools defined} */
    int toolCount();

    /**
     * {@return the number of tool calls of the conversation that ask for what an earlier one asked: the same tool with
     * the same arguments}
     */
    int repeatedToolCalls();

    /**
     * {@return whether the request holds the whole prompt} It does not where it goes on from a conversation, a response
     * or a cached content that the provider keeps.
     */
    boolean whole();

    /** {@return what stands for the texts} */
    Hashes hashes();

    /**
     * {@return the pieces of the prompt in the order in which providers keep it in their caches: tool definitions, response
     * format, system prompt, messages; empty where they were not told apart}
     */
    List<Item> items();

    /** {@return how much of the prompt repeats earlier ones, text for text as it was sent} */
    Repeat.Compared repeats();

    /** {@return this prompt as a builder, to change some of it} */
    Builder toBuilder();

    /** {@return whether there is something in the prompt whose size only the provider knows} */
    boolean isPartlyOpaque();

    /** Collects what is known of a prompt. */
    final class Builder {
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
        private List<Item> items;
        private Repeat.Compared repeats;

        Builder(PromptSections start) {
            system = start.system();
            tools = start.tools();
            responseFormat = start.responseFormat();
            history = start.history();
            toolResults = start.toolResults();
            user = start.user();
            opaqueCharacters = start.opaqueCharacters();
            toolCount = start.toolCount();
            repeatedToolCalls = start.repeatedToolCalls();
            whole = start.whole();
            hashes = start.hashes();
            items = start.items();
            repeats = start.repeats();
        }

        /**
         * Set {@link PromptSections#system()}.
         *
         * @param section its size
         * @return this builder
         */
        public Builder system(Section section) {
            this.system = section;
            return this;
        }

        /**
         * Set {@link PromptSections#tools()} and {@link PromptSections#toolCount()}.
         *
         * @param section its size
         * @param count the number of tools
         * @return this builder
         */
        public Builder tools(Section section, int count) {
            this.tools = section;
            this.toolCount = count;
            return this;
        }

        /**
         * Set {@link PromptSections#responseFormat()}.
         *
         * @param section its size
         * @return this builder
         */
        public Builder responseFormat(Section section) {
            this.responseFormat = section;
            return this;
        }

        /**
         * Set {@link PromptSections#history()}.
         *
         * @param section its size
         * @return this builder
         */
        public Builder history(Section section) {
            this.history = section;
            return this;
        }

        /**
         * Set {@link PromptSections#toolResults()}.
         *
         * @param section its size
         * @return this builder
         */
        public Builder toolResults(Section section) {
            this.toolResults = section;
            return this;
        }

        /**
         * Set {@link PromptSections#user()}.
         *
         * @param section its size
         * @return this builder
         */
        public Builder user(Section section) {
            this.user = section;
            return this;
        }

        /**
         * Set {@link PromptSections#opaqueCharacters()}.
         *
         * @param characters their number
         * @return this builder
         */
        public Builder opaqueCharacters(long characters) {
            this.opaqueCharacters = characters;
            return this;
        }

        /**
         * Set {@link PromptSections#repeatedToolCalls()}.
         *
         * @param number their number
         * @return this builder
         */
        public Builder repeatedToolCalls(int number) {
            this.repeatedToolCalls = number;
            return this;
        }

        /**
         * Set {@link PromptSections#whole()}.
         *
         * @param whole {@code true} if it does
         * @return this builder
         */
        public Builder whole(boolean whole) {
            this.whole = whole;
            return this;
        }

        /**
         * Set the hash of the system prompt.
         *
         * @param hash the hash's digits
         * @return this builder
         */
        public Builder systemHash(String hash) {
            return hashes(new Hashes(
                    Optional.of(hash), hashes.tools, hashes.responseFormat, hashes.settings, hashes.request));
        }

        /**
         * Set the hash of the tool definitions.
         *
         * @param hash the hash's digits
         * @return this builder
         */
        public Builder toolsHash(String hash) {
            return hashes(new Hashes(
                    hashes.system, Optional.of(hash), hashes.responseFormat, hashes.settings, hashes.request));
        }

        /**
         * Set {@link PromptSections#hashes()}.
         *
         * @param hashes the hashes
         * @return this builder
         */
        public Builder hashes(Hashes hashes) {
            this.hashes = hashes;
            return this;
        }

        /**
         * Set {@link PromptSections#items()}.
         *
         * @param items the pieces, in order
         * @return this builder
         */
        public Builder items(List<Item> items) {
            this.items = List.copyOf(items);
            return this;
        }

        /**
         * Set {@link PromptSections#repeats()}.
         *
         * @param compared how much repeats earlier prompts
         * @return this builder
         */
        public Builder repeats(Repeat.Compared compared) {
            this.repeats = compared;
            return this;
        }

        /** {@return the prompt} */
        public PromptSections build() {
            return new MeasuredPrompt(
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
                    hashes,
                    items,
                    repeats);
        }
    }
}
