package dev.tokenbudget.internal.price;

import java.math.BigDecimal;
import java.util.Collection;

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

    /** Return the sums of all {@code parts}. */
    static CostParts sum(Collection<CostParts> parts) {
        BigDecimal input = BigDecimal.ZERO;
        BigDecimal cacheRead = BigDecimal.ZERO;
        BigDecimal cacheWrite = BigDecimal.ZERO;
        BigDecimal output = BigDecimal.ZERO;
        BigDecimal perCall = BigDecimal.ZERO;
        for (CostParts part : parts) {
            input = input.add(part.input);
            cacheRead = cacheRead.add(part.cacheRead);
            cacheWrite = cacheWrite.add(part.cacheWrite);
            output = output.add(part.output);
            perCall = perCall.add(part.perCall);
        }
        return new CostParts(input, cacheRead, cacheWrite, output, perCall);
    }

    /** One form for one value, so that equal costs are equal records and print the same. */
    private static BigDecimal plain(BigDecimal usd) {
        BigDecimal stripped = usd.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
