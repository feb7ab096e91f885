package dev.tokenbudget.composition;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
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
    OUTPUT("output", "output", Part::answer),
    /** Output that was spent on reasoning. */
    REASONING("reasoning", "reasoning", (call, sum) -> sum.add(reasoning(call)));

    private static final List<Part> SECTIONS =
            Arrays.stream(values()).filter(Part::isSection).toList();

    private final String key;
    private final String label;
    private final BiConsumer<ModelCall, ExactSum> tokens;
    private final Optional<Function<PromptSections, Section>> section;

    Part(String key, String label, BiConsumer<ModelCall, ExactSum> tokens) {
        this.key = key;
        this.label = label;
        this.tokens = tokens;
        this.section = Optional.empty();
    }

    Part(Function<PromptSections, Section> section, String key, String label) {
        this.key = key;
        this.label = label;
        this.tokens = (call, sum) -> sum.add(sizeOf(section, call).tokens());
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

    /** Add the tokens of this part of {@code call} to {@code sum}; an unknown count adds nothing. */
    void addTokens(ModelCall call, ExactSum sum) {
        tokens.accept(call, sum);
    }

    /** Add the characters of this section of the prompt of {@code call} to {@code sum}; 0 where it is none or was not seen. */
    void addCharacters(ModelCall call, ExactSum sum) {
        if (section.isPresent()) {
            sum.add(sizeOf(section.get(), call).characters());
        }
    }

    /** Return the tokens of this part of {@code call}; 0 where their number is unknown. */
    public BigInteger of(ModelCall call) {
        ExactSum sum = new ExactSum();
        addTokens(call, sum);
        return sum.toBigInteger();
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

    private static Section sizeOf(Function<PromptSections, Section> section, ModelCall call) {
        return call.prompt().map(section).orElse(Section.EMPTY);
    }

    private static void unseen(ModelCall call, ExactSum sum) {
        sum.add(call.usage().input().orElse(0));
        for (Part seen : SECTIONS) {
            seen.section.ifPresent(known -> sum.subtract(sizeOf(known, call).tokens()));
        }
    }

    private static void answer(ModelCall call, ExactSum sum) {
        sum.add(call.usage().output().orElse(0));
        sum.subtract(reasoning(call));
    }

    /** A provider that reports more reasoning than output must not make the answer negative. */
    private static long reasoning(ModelCall call) {
        TokenUsage usage = call.usage();
        long output = Math.max(usage.output().orElse(0), 0);
        return Math.max(0, Math.min(usage.reasoning().orElse(0), output));
    }
}
