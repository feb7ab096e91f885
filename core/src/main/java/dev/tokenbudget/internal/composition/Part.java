package dev.tokenbudget.internal.composition;

import dev.tokenbudget.usage.ModelCall;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A part of a call's tokens: every token of a call belongs to exactly one. A section of the prompt is the tokens of its own
 * text; nothing is scaled to fit, and what the sections leave of the reported input is a part as well.
 */
public enum Part {
    /** The system prompt. */
    SYSTEM("system", "system prompt", true),
    /** The definitions of the tools. */
    TOOLS("tools", "tool definitions", true),
    /** The form that the answer is asked for in. */
    RESPONSE_FORMAT("responseFormat", "response format", true),
    /** Earlier turns of the conversation, tool results left out. */
    HISTORY("history", "history", true),
    /** Results of tool calls, of all turns. */
    TOOL_RESULTS("toolResults", "tool results", true),
    /** What the user asked for. */
    USER("user", "user input", true),
    /**
     * What no section accounts for in a prompt that holds pictures, files, signatures or encrypted reasoning: their tokens,
     * with the provider's overhead, which cannot be told from them.
     */
    OPAQUE("opaque", "opaque content", false),
    /** What no section accounts for in any other prompt that was wholly seen; negative where the provider counts less. */
    OVERHEAD("overhead", "provider's overhead", false),
    /** The whole input of a call whose prompt was not seen, and of one partly kept by the provider all but its sections. */
    UNSEEN("unseen", "unseen input", false),
    /** The answer without its reasoning. */
    OUTPUT("output", "output", false),
    /** Output that was spent on reasoning. */
    REASONING("reasoning", "reasoning", false);

    private final String key;
    private final String label;
    private final boolean isSection;

    Part(String key, String label, boolean isSection) {
        this.key = key;
        this.label = label;
        this.isSection = isSection;
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
        return isSection;
    }

    /** Return the tokens of every part of {@code call}; 0 where their number is unknown. */
    public static Map<Part, BigInteger> of(ModelCall call) {
        PositionTally alone = new PositionTally();
        alone.add(call, TokenSlope.of(call.provider(), call.requestedModel()), Optional.empty());
        Map<Part, BigInteger> tokens = new EnumMap<>(Part.class);
        for (Part part : values()) {
            tokens.put(part, alone.tokens(part));
        }
        return tokens;
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
}
