package dev.tokenbudget.internal.composition;

import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds up calls by the parts of their tokens; an unknown count adds nothing. */
final class PositionTally {

    private final Map<Part, BigInteger> tokens = new EnumMap<>(Part.class);
    private final Map<Part, BigInteger> counted = new EnumMap<>(Part.class);
    private final Map<Part, BigInteger> costs = new EnumMap<>(Part.class);
    private BigInteger uncached = BigInteger.ZERO;
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
        call.prompt().ifPresent(prompt -> sections(prompt).forEach((part, section) -> add(part, section, slope, left)));
        request.add(call.prompt().flatMap(prompt -> prompt.hashes().request()));
        long output = usage.output().orElse(0);
        // a provider that reports more reasoning than output must not make the answer negative
        long reasoning = Math.max(0, Math.min(usage.reasoning().orElse(0), Math.max(output, 0)));
        add(tokens, Part.OUTPUT, output - reasoning);
        add(tokens, Part.REASONING, reasoning);
    }

    /**
     * Add what a call cost.
     *
     * @param slope that of the call's model
     */
    void addCost(ModelCall call, TokenSlope slope, Cost.Priced cost) {
        Map<Part, Long> sizes = new EnumMap<>(Part.class);
        call.prompt()
                .ifPresent(prompt ->
                        sections(prompt).forEach((part, section) -> sizes.put(part, slope.of(section.tokens()))));
        new CostSplit(cost)
                .of(
                        sizes,
                        call.prompt().map(PromptSections::items).orElse(List.of()),
                        call.prompt().map(PositionTally::leftOver).orElse(Part.UNSEEN))
                .forEach((part, units) -> {
                    if (units.signum() != 0) {
                        costs.merge(part, units, BigInteger::add);
                    }
                });
        uncached = uncached.add(Costs.unitsOf(cost.uncachedPrompt()));
    }

    private static Map<Part, Section> sections(PromptSections prompt) {
        Map<Part, Section> sections = new EnumMap<>(Part.class);
        sections.put(Part.SYSTEM, prompt.system());
        sections.put(Part.TOOLS, prompt.tools());
        sections.put(Part.RESPONSE_FORMAT, prompt.responseFormat());
        sections.put(Part.HISTORY, prompt.history());
        sections.put(Part.TOOL_RESULTS, prompt.toolResults());
        sections.put(Part.USER, prompt.user());
        return sections;
    }

    /** Return what {@code part} cost, in the unit of {@link Costs}. */
    BigInteger cost(Part part) {
        return costs.getOrDefault(part, BigInteger.ZERO);
    }

    /** Return what the input would have cost without a cache, in the unit of {@link Costs}. */
    BigInteger uncached() {
        return uncached;
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
