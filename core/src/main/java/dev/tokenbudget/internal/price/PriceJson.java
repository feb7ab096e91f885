package dev.tokenbudget.internal.price;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Prices of a model in a price list: in US dollars per million tokens, from a day on or at hours of a day. */
record PriceJson(
        @Nullable String from,
        @Nullable List<String> between,
        @Nullable BigDecimal input,
        @Nullable BigDecimal output,
        @Nullable BigDecimal cacheRead,
        @Nullable BigDecimal cacheWrite,
        @Nullable BigDecimal cacheWrite1h,
        @Nullable BigDecimal reasoning,
        @Nullable BigDecimal perThousandCalls,
        @Nullable List<StepJson> above) {

    private static final int MOST_DECIMALS = 20;
    private static final int MOST_DIGITS = 9;

    /** Prices that are others for prompts of more than {@code tokens}. */
    record StepJson(
            long tokens,
            @Nullable BigDecimal input,
            @Nullable BigDecimal output,
            @Nullable BigDecimal cacheRead,
            @Nullable BigDecimal cacheWrite,
            @Nullable BigDecimal cacheWrite1h,
            @Nullable BigDecimal reasoning,
            @Nullable BigDecimal perThousandCalls) {

        TokenPrice changes() {
            return price(input, output, cacheRead, cacheWrite, cacheWrite1h, reasoning, perThousandCalls);
        }
    }

    DatedPrice toPrice() {
        TokenPrice base = price(input, output, cacheRead, cacheWrite, cacheWrite1h, reasoning, perThousandCalls);
        if (base.of(TokenPrice.Kind.INPUT).isEmpty()
                && base.of(TokenPrice.Kind.OUTPUT).isEmpty()) {
            throw new IllegalArgumentException("prices have neither input nor output.");
        }
        NavigableMap<Long, TokenPrice> steps = new TreeMap<>();
        TokenPrice reached = base;
        for (StepJson step : above == null ? List.<StepJson>of() : above) {
            if (step.tokens() < 0 || (!steps.isEmpty() && step.tokens() <= steps.lastKey())) {
                throw new IllegalArgumentException(
                        "above has a step at " + step.tokens() + " tokens, but steps are 0 or more and must rise.");
            }
            reached = reached.overriddenBy(step.changes());
            steps.put(step.tokens(), reached);
        }
        return new DatedPrice(
                Optional.ofNullable(from).map(day -> PriceListJson.day(day, "from")),
                Optional.ofNullable(between).map(PriceJson::hours),
                new TieredPrice(base, steps));
    }

    /** Take the prices in the order of {@link TokenPrice.Kind}. */
    private static TokenPrice price(@Nullable BigDecimal... usd) {
        Map<TokenPrice.Kind, BigDecimal> known = new EnumMap<>(TokenPrice.Kind.class);
        for (int i = 0; i < usd.length; i++) {
            BigDecimal price = usd[i];
            if (price != null) {
                known.put(TokenPrice.Kind.values()[i], checked(price));
            }
        }
        return new TokenPrice(known);
    }

    private static BigDecimal checked(BigDecimal usd) {
        boolean isPrice =
                usd.signum() >= 0 && usd.scale() <= MOST_DECIMALS && usd.precision() - usd.scale() <= MOST_DIGITS;
        if (!isPrice) {
            throw new IllegalArgumentException("a price is " + usd + ", but prices are from 0 to 999,999,999 US dollars"
                    + " with " + MOST_DECIMALS + " decimals at most.");
        }
        return usd;
    }

    private static DatedPrice.Hours hours(List<String> between) {
        if (between.size() != 2) {
            throw new IllegalArgumentException("between is a start and an end, such as [\"16:30\", \"00:30\"].");
        }
        return new DatedPrice.Hours(time(between.get(0)), time(between.get(1)));
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("between has \"" + text + "\", but a time is written 16:30.", e);
        }
    }
}
