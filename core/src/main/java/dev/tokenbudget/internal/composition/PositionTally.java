package dev.tokenbudget.internal.composition;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import java.util.Arrays;
import java.util.Optional;

/** Adds up calls by the parts of their tokens; an unknown count adds nothing. */
final class PositionTally {

    private final ExactSum[] tokens = sums();
    private final ExactSum[] counted = sums();
    private final SharedHash request = new SharedHash();
    private long calls;

    /**
     * Add a call.
     *
     * @param slope that of the call's model
     */
    void add(ModelCall call, TokenSlope slope) {
        calls++;
        TokenUsage usage = call.usage();
        ExactSum left = tokens(call.prompt().map(PositionTally::leftOver).orElse(Part.UNSEEN));
        left.add(usage.input().orElse(0));
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
        ExactSum answer = tokens(Part.OUTPUT);
        answer.add(output);
        answer.subtract(reasoning);
        tokens(Part.REASONING).add(reasoning);
    }

    long calls() {
        return calls;
    }

    /** Return the tokens of a part. */
    ExactSum tokens(Part part) {
        return tokens[part.ordinal()];
    }

    /** Return the tokens of a section's text as {@code o200k_base} counts them; 0 for a part that is no section. */
    ExactSum counted(Part part) {
        return counted[part.ordinal()];
    }

    /** Return the hash of the request that every call sent; nothing where they differ. */
    Optional<String> request() {
        return request.hash();
    }

    private void add(Part part, Section section, TokenSlope slope, ExactSum left) {
        long size = slope.of(section.tokens());
        tokens(part).add(size);
        left.subtract(size);
        counted(part).add(section.tokens());
    }

    /** Whose the input is that no section accounts for. */
    private static Part leftOver(PromptSections prompt) {
        if (!prompt.whole()) {
            return Part.UNSEEN;
        }
        return prompt.isPartlyOpaque() ? Part.OPAQUE : Part.OVERHEAD;
    }

    private static ExactSum[] sums() {
        ExactSum[] sums = new ExactSum[Part.values().length];
        Arrays.setAll(sums, part -> new ExactSum());
        return sums;
    }
}
