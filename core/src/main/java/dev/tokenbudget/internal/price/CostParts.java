package dev.tokenbudget.internal.price;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Function;

/**
 * What tokens cost in US dollars, by kind; exact.
 *
 * @param input the prompt without its cached parts
 * @param cacheRead what was read from a prompt cache
 * @param cacheWrite what was written to a prompt cache
 * @param output the answer, reasoning included
 * @param perCall what a provider charges for the call itself
 */
public record CostParts(
        BigDecimal input, BigDecimal cacheRead, BigDecimal cacheWrite, BigDecimal output, BigDecimal perCall) {

    public CostParts {
        input = plain(input);
        cacheRead = plain(cacheRead);
        cacheWrite = plain(cacheWrite);
        output = plain(output);
        perCall = plain(perCall);
    }

    /** Return the sum of all parts in US dollars. */
    public BigDecimal usd() {
        return plain(input.add(cacheRead).add(cacheWrite).add(output).add(perCall));
    }

    static CostParts sum(Collection<CostParts> parts) {
        return new CostParts(
                sum(parts, CostParts::input),
                sum(parts, CostParts::cacheRead),
                sum(parts, CostParts::cacheWrite),
                sum(parts, CostParts::output),
                sum(parts, CostParts::perCall));
    }

    private static BigDecimal sum(Collection<CostParts> parts, Function<CostParts, BigDecimal> part) {
        return parts.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Return the one form of {@code usd}, so that equal costs are equal records and print the same. */
    public static BigDecimal plain(BigDecimal usd) {
        BigDecimal stripped = usd.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
