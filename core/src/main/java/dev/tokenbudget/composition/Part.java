package dev.tokenbudget.composition;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A part of a call's tokens: every token of a call belongs to exactly one. */
public enum Part {
    /** The system prompt. */
    SYSTEM(PromptSections::system, "system", "system prompt"),
    /** The definitions of the tools. */
    TOOLS(PromptSections::tools, "tools", "tool definitions"),
    /** Earlier turns of the conversation, tool results left out. */
    HISTORY(PromptSections::history, "history", "history"),
    /** Results of tool calls, of all turns. */
    TOOL_RESULTS(PromptSections::toolResults, "toolResults", "tool results"),
    /** The newest input of the user. */
    USER(PromptSections::user, "user", "user input"),
    /** Input that no section accounts for: the whole input of a call whose prompt was not seen. */
    UNSEEN("unseen", "unseen input", Part::unseen),
    /** The answer without its reasoning. */
    OUTPUT("output", "output", call -> known(call.usage().output().orElse(0)).subtract(reasoning(call))),
    /** Output that was spent on reasoning. */
    REASONING("reasoning", "reasoning", Part::reasoning);

    private final String key;
    private final String label;
    private final Function<ModelCall, BigInteger> tokens;
    private final Optional<Function<PromptSections, Section>> section;

    Part(String key, String label, Function<ModelCall, BigInteger> tokens) {
        this.key = key;
        this.label = label;
        this.tokens = tokens;
        this.section = Optional.empty();
    }

    Part(Function<PromptSections, Section> section, String key, String label) {
        this.key = key;
        this.label = label;
        this.tokens =
                call -> known(call.prompt().map(section).map(Section::tokens).orElse(0L));
        this.section = Optional.of(section);
    }

    /** Return the name used in files. */
    public String key() {
        return key;
    }

    /** Return the part in a word or two, as a legend shows it. */
    public String label() {
        return label;
    }

    /** Whether this is a part of the input. */
    public boolean isInput() {
        return this != OUTPUT && this != REASONING;
    }

    /** Whether this is a section of the prompt, whose length is known where the prompt was seen. */
    public boolean isSection() {
        return section.isPresent();
    }

    /** Return the characters of this section of the prompt of {@code call}; 0 where it is none or was not seen. */
    BigInteger charactersOf(ModelCall call) {
        return known(section.flatMap(known -> call.prompt().map(known))
                .map(Section::characters)
                .orElse(0L));
    }

    /** Return the tokens of this part of {@code call}; an unknown count adds nothing. */
    public BigInteger of(ModelCall call) {
        return tokens.apply(call);
    }

    /**
     * Return the part named {@code key}.
     *
     * @throws IllegalArgumentException where there is none; the message lists the parts
     */
    public static Part named(String key) {
        return Arrays.stream(values())
                .filter(part -> part.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no part '" + key + "' of a call. Use one of "
                        + Arrays.stream(values()).map(Part::key).collect(Collectors.joining(", ")) + "."));
    }

    private static BigInteger unseen(ModelCall call) {
        BigInteger rest = known(call.usage().input().orElse(0));
        for (Part seen : values()) {
            if (seen.isSection()) {
                rest = rest.subtract(seen.of(call));
            }
        }
        return rest;
    }

    /** A provider that reports more reasoning than output must not make the answer negative. */
    private static BigInteger reasoning(ModelCall call) {
        TokenUsage usage = call.usage();
        long output = Math.max(usage.output().orElse(0), 0);
        return known(Math.max(0, Math.min(usage.reasoning().orElse(0), output)));
    }

    private static BigInteger known(long tokens) {
        return BigInteger.valueOf(tokens);
    }
}
