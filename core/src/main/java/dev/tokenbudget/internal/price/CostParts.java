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

    private static final CostParts NOTHING =
            new CostParts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

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
        return parts.stream().reduce(NOTHING, CostParts::plus);
    }

    private CostParts plus(CostParts more) {
        return new CostParts(
                input.add(more.input),
                cacheRead.add(more.cacheRead),
                cacheWrite.add(more.cacheWrite),
                output.add(more.output),
                perCall.add(more.perCall));
    }

    /** One form for one value, so that equal costs are equal records and print the same. */
    private static BigDecimal plain(BigDecimal usd) {
        BigDecimal stripped = usd.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
