package dev.tokenbudget.internal.composition;

import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Adds up calls by the parts of their tokens; an unknown count adds nothing. */
final class PositionTally {

    private final PartSums tokens = new PartSums();
    private final PartSums counted = new PartSums();
    private final PartSums costs = new PartSums();
    private BigInteger uncached = BigInteger.ZERO;
    private final HashTally request = new HashTally();
    private long calls;

    /**
     * Add a call.
     *
     * @param slope that of the call's model
     * @param cost what it cost, where that is known
     */
    void add(ModelCall call, TokenSlope slope, Optional<Cost.Priced> cost) {
        calls++;
        TokenUsage usage = call.usage();
        SectionSizes sizes = new SectionSizes(call.prompt(), slope);
        Part left = call.prompt().map(PositionTally::leftOver).orElse(Part.UNSEEN);
        tokens.add(left, usage.input().orElse(0));
        if (call.prompt().isPresent()) {
            addSections(call.prompt().get(), sizes, left);
        }
        request.add(call.prompt().flatMap(prompt -> prompt.hashes().request()));
        long output = usage.output().orElse(0);
        // a provider that reports more reasoning than output must not make the answer negative
        long reasoning = Math.max(0, Math.min(usage.reasoning().orElse(0), Math.max(output, 0)));
        tokens.add(Part.OUTPUT, output - reasoning);
        tokens.add(Part.REASONING, reasoning);
        if (cost.isPresent()) {
            List<Item> items = call.prompt().map(PromptSections::items).orElse(List.of());
            new CostSplit(cost.get()).addTo(costs, sizes, items, left);
            uncached = uncached.add(Costs.unitsOf(cost.get().uncachedPrompt()));
        }
    }

    private void addSections(PromptSections prompt, SectionSizes sizes, Part left) {
        for (Part part : SectionSizes.SECTIONS) {
            tokens.add(part, sizes.of(part));
            tokens.add(left, -sizes.of(part));
            counted.add(part, SectionSizes.section(prompt, part).tokens());
        }
    }

    /** Return what {@code part} cost, in the unit of {@link Costs}. */
    BigInteger cost(Part part) {
        return costs.of(part);
    }

    /** Return what the input would have cost without a cache, in the unit of {@link Costs}. */
    BigInteger uncached() {
        return uncached;
    }

    long calls() {
        return calls;
    }

    BigInteger tokens(Part part) {
        return tokens.of(part);
    }

    /** Return the tokens of a section's text as {@code o200k_base} counts them; 0 for a part that is no section. */
    BigInteger counted(Part part) {
        return counted.of(part);
    }

    /** Return the hash of the request that every call sent; nothing where they differ. */
    Optional<String> request() {
        return request.hash();
    }

    /** Whose the input is that no section accounts for. */
    private static Part leftOver(PromptSections prompt) {
        if (!prompt.whole()) {
            return Part.UNSEEN;
        }
        return prompt.isPartlyOpaque() ? Part.OPAQUE : Part.OVERHEAD;
    }
}
