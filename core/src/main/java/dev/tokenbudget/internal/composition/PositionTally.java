package dev.tokenbudget.internal.composition;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Adds up calls by the parts of their tokens; an unknown count adds nothing. */
final class PositionTally {

    private final Map<Part, BigInteger> tokens = new EnumMap<>(Part.class);
    private final Map<Part, BigInteger> counted = new EnumMap<>(Part.class);
    private final HashTally request = new HashTally();
    private long calls;

    /**
     * Add a call.
     *
     * @param slope that of the call's model
     */
    void add(ModelCall call, TokenSlope slope) {
        calls++;
        TokenUsage usage = call.usage();
        Part left = call.prompt().map(PositionTally::leftOver).orElse(Part.UNSEEN);
        add(tokens, left, usage.input().orElse(0));
        if (call.prompt().isPresent()) {
            PromptSections sections = call.prompt().get();
            add(Part.SYSTEM, sections.system(), slope, left);
            add(Part.TOOLS, sections.tools(), slope, left);
            add(Part.RESPONSE_FORMAT, sections.responseFormat(), slope, left);
            add(Part.HISTORY, sections.history(), slope, left);
            add(Part.TOOL_RESULTS, sections.toolResults(), slope, left);
            add(Part.USER, sections.user(), slope, left);
        }
        request.add(call.prompt().flatMap(prompt -> prompt.hashes().request()));
        long output = usage.output().orElse(0);
        // a provider that reports more reasoning than output must not make the answer negative
        long reasoning = Math.max(0, Math.min(usage.reasoning().orElse(0), Math.max(output, 0)));
        add(tokens, Part.OUTPUT, output - reasoning);
        add(tokens, Part.REASONING, reasoning);
    }

    long calls() {
        return calls;
    }

    BigInteger tokens(Part part) {
        return tokens.getOrDefault(part, BigInteger.ZERO);
    }

    /** Return the tokens of a section's text as {@code o200k_base} counts them; 0 for a part that is no section. */
    BigInteger counted(Part part) {
        return counted.getOrDefault(part, BigInteger.ZERO);
    }

    /** Return the hash of the request that every call sent; nothing where they differ. */
    Optional<String> request() {
        return request.hash();
    }

    private void add(Part part, Section section, TokenSlope slope, Part left) {
        long size = slope.of(section.tokens());
        add(tokens, part, size);
        add(tokens, left, -size);
        add(counted, part, section.tokens());
    }

    private static void add(Map<Part, BigInteger> sums, Part part, long number) {
        if (number != 0) {
            sums.merge(part, BigInteger.valueOf(number), BigInteger::add);
        }
    }

    /** Whose the input is that no section accounts for. */
    private static Part leftOver(PromptSections prompt) {
        if (!prompt.whole()) {
            return Part.UNSEEN;
        }
        return prompt.isPartlyOpaque() ? Part.OPAQUE : Part.OVERHEAD;
    }
}
