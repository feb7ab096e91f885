package dev.tokenbudget.internal.price;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prices in US dollars per million tokens, for a prompt of any one size at any one time.
 *
 * <p>Where a list gives no price of its own for a part, the part costs what the wider one costs: cache reads and writes
 * cost as input, one-hour writes as five-minute writes, reasoning as output.
 *
 * @param input the prompt, without what is read from or written to a cache
 * @param output the answer
 * @param cacheRead what is read from a prompt cache
 * @param cacheWrite what is written to a prompt cache for five minutes, or without a time to live
 * @param cacheWrite1h what is written to a prompt cache for one hour
 * @param reasoning the part of the answer that is reasoning
 * @param perThousandCalls US dollars per thousand calls, beside their tokens
 */
public record TokenPrice(
        Optional<BigDecimal> input,
        Optional<BigDecimal> output,
        Optional<BigDecimal> cacheRead,
        Optional<BigDecimal> cacheWrite,
        Optional<BigDecimal> cacheWrite1h,
        Optional<BigDecimal> reasoning,
        Optional<BigDecimal> perThousandCalls) {

    private static final int MILLION = 6;
    private static final int THOUSAND = 3;

    /** Return the prices as people read them, such as {@code $3 input, $15 output per million tokens}. */
    public String inWords() {
        String perMillion = Stream.of(
                        part(input, "input"),
                        part(output, "output"),
                        part(cacheRead, "cache read"),
                        part(cacheWrite, "cache write"),
                        part(cacheWrite1h, "1-hour cache write"),
                        part(reasoning, "reasoning"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return Stream.of(
                        Optional.of(perMillion + " per million tokens").filter(text -> !perMillion.isEmpty()),
                        part(perThousandCalls, "per thousand calls"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> part(Optional<BigDecimal> price, String name) {
        return price.map(usd -> "$" + usd.stripTrailingZeros().toPlainString() + " " + name);
    }

    /** Return these prices with those of {@code changes} in their place where it has them. */
    TokenPrice overriddenBy(TokenPrice changes) {
        return new TokenPrice(
                changes.input.or(() -> input),
                changes.output.or(() -> output),
                changes.cacheRead.or(() -> cacheRead),
                changes.cacheWrite.or(() -> cacheWrite),
                changes.cacheWrite1h.or(() -> cacheWrite1h),
                changes.reasoning.or(() -> reasoning),
                changes.perThousandCalls.or(() -> perThousandCalls));
    }

    /** Return {@code factor} times these prices. */
    TokenPrice times(BigDecimal factor) {
        return new TokenPrice(
                input.map(factor::multiply),
                output.map(factor::multiply),
                cacheRead.map(factor::multiply),
                cacheWrite.map(factor::multiply),
                cacheWrite1h.map(factor::multiply),
                reasoning.map(factor::multiply),
                perThousandCalls.map(factor::multiply));
    }

    /** Whether all of {@code tokens} have a price. */
    boolean covers(BillableTokens tokens) {
        return (tokens.fresh() == 0 || input.isPresent())
                && (tokens.cacheRead() == 0 || ofCacheRead().isPresent())
                && (tokens.cacheWrite5m() == 0 || ofCacheWrite().isPresent())
                && (tokens.cacheWrite1h() == 0 || ofCacheWrite1h().isPresent())
                && (tokens.answer() == 0 || output.isPresent())
                && (tokens.reasoning() == 0 || ofReasoning().isPresent());
    }

    /** Return what a call of {@code tokens} costs, all of which have a price. */
    CostParts of(BillableTokens tokens) {
        return new CostParts(
                usd(tokens.fresh(), input),
                usd(tokens.cacheRead(), ofCacheRead()),
                usd(tokens.cacheWrite5m(), ofCacheWrite()).add(usd(tokens.cacheWrite1h(), ofCacheWrite1h())),
                usd(tokens.answer(), output).add(usd(tokens.reasoning(), ofReasoning())),
                perThousandCalls.orElse(BigDecimal.ZERO).movePointLeft(THOUSAND));
    }

    private Optional<BigDecimal> ofCacheRead() {
        return cacheRead.isPresent() ? cacheRead : input;
    }

    private Optional<BigDecimal> ofCacheWrite() {
        return cacheWrite.isPresent() ? cacheWrite : input;
    }

    private Optional<BigDecimal> ofCacheWrite1h() {
        return cacheWrite1h.isPresent() ? cacheWrite1h : ofCacheWrite();
    }

    private Optional<BigDecimal> ofReasoning() {
        return reasoning.isPresent() ? reasoning : output;
    }

    private static BigDecimal usd(long tokens, Optional<BigDecimal> perMillion) {
        return perMillion
                .map(price -> price.multiply(BigDecimal.valueOf(tokens, MILLION)))
                .orElse(BigDecimal.ZERO);
    }
}
