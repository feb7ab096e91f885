package dev.tokenbudget.internal.price;

import dev.tokenbudget.internal.text.Figures;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Prices that step with the size of the prompt: the whole call is charged at the step that its whole prompt reaches, cache
 * reads and writes included in that size.
 *
 * @param base prices of the smallest prompts
 * @param above by a number of tokens, the prices of prompts that are larger than it
 */
public record TieredPrice(TokenPrice base, NavigableMap<Long, TokenPrice> above) {

    public TieredPrice {
        above = Collections.unmodifiableNavigableMap(new TreeMap<>(above));
    }

    /** Written out, as the one below: those of a record cost each JVM some classes. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof TieredPrice price && base.equals(price.base) && above.equals(price.above);
    }

    @Override
    public int hashCode() {
        return base.hashCode() * 31 + above.hashCode();
    }

    /**
     * Return the prices of a call.
     *
     * @param promptTokens the whole prompt's size
     */
    public TokenPrice forPrompt(long promptTokens) {
        var step = above.lowerEntry(promptTokens);
        return step == null ? base : step.getValue();
    }

    /** Return the prices as people read them, such as {@code $3 input, $15 output per million tokens}. */
    public String inWords() {
        StringBuilder text = new StringBuilder(base.inWords());
        above.forEach((tokens, price) -> text.append("; above ")
                .append(Figures.count(tokens))
                .append(" tokens ")
                .append(price.inWords()));
        return text.toString();
    }

    TieredPrice times(BigDecimal factor) {
        NavigableMap<Long, TokenPrice> scaled = new TreeMap<>();
        above.forEach((tokens, price) -> scaled.put(tokens, price.times(factor)));
        return new TieredPrice(base.times(factor), scaled);
    }
}
