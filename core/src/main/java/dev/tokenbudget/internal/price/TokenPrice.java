package dev.tokenbudget.internal.price;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prices in US dollars, for a prompt of any one size at any one time.
 *
 * <p>Where a list gives no price of its own for a kind of token, it costs what the wider kind costs.
 *
 * @param usd by what is charged: tokens per million, calls per thousand
 */
public record TokenPrice(Map<Kind, BigDecimal> usd) {

    /** What is charged. */
    public enum Kind {
        /** The prompt, without what is read from or written to a cache. */
        INPUT("input"),
        /** The answer. */
        OUTPUT("output"),
        /** What is read from a prompt cache. */
        CACHE_READ("cache read", INPUT),
        /** What is written to a prompt cache for five minutes, or without a time to live. */
        CACHE_WRITE("cache write", INPUT),
        /** What is written to a prompt cache for one hour. */
        CACHE_WRITE_1H("1-hour cache write", CACHE_WRITE),
        /** The part of the answer that is reasoning. */
        REASONING("reasoning", OUTPUT),
        /** Calls, beside their tokens. */
        CALLS("per thousand calls");

        private static final List<Kind> ALL = List.of(values());

        private final String label;

        /** Whose price it has where it has none of its own. */
        private final @Nullable Kind wider;

        Kind(String label) {
            this(label, null);
        }

        Kind(String label, @Nullable Kind wider) {
            this.label = label;
            this.wider = wider;
        }

        /** Return the decimals by which a price is more than that of one: prices are per million tokens, or thousand calls. */
        private int decimals() {
            return this == CALLS ? THOUSAND : MILLION;
        }
    }

    private static final int MILLION = 6;
    private static final int THOUSAND = 3;

    public TokenPrice {
        Map<Kind, BigDecimal> sorted = new EnumMap<>(Kind.class);
        sorted.putAll(usd);
        usd = Collections.unmodifiableMap(sorted);
    }

    /** Return the price that the list gives for {@code kind} itself. */
    public Optional<BigDecimal> of(Kind kind) {
        return Optional.ofNullable(usd.get(kind));
    }

    /** Return the prices as people read them, such as {@code $3 input, $15 output per million tokens}. */
    public String inWords() {
        String tokens = inWords(kind -> kind != Kind.CALLS);
        return Stream.of(tokens.isEmpty() ? "" : tokens + " per million tokens", inWords(Kind.CALLS::equals))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private String inWords(Predicate<Kind> kinds) {
        return usd.entrySet().stream()
                .filter(price -> kinds.test(price.getKey()))
                .map(price -> "$" + price.getValue().stripTrailingZeros().toPlainString() + " " + price.getKey().label)
                .collect(Collectors.joining(", "));
    }

    TokenPrice overriddenBy(TokenPrice changes) {
        Map<Kind, BigDecimal> changed = new EnumMap<>(Kind.class);
        changed.putAll(usd);
        changed.putAll(changes.usd);
        return new TokenPrice(changed);
    }

    TokenPrice times(BigDecimal factor) {
        Map<Kind, BigDecimal> scaled = new EnumMap<>(Kind.class);
        usd.forEach((kind, price) -> scaled.put(kind, price.multiply(factor)));
        return new TokenPrice(scaled);
    }

    /** Whether all of {@code tokens} have a price. */
    boolean covers(BillableTokens tokens) {
        for (Kind kind : Kind.ALL) {
            if (kind != Kind.CALLS && tokens.of(kind) != 0 && !isCharged(kind)) {
                return false;
            }
        }
        return true;
    }

    /** Return what a call of {@code tokens} costs, all of which have a price. */
    CostParts of(BillableTokens tokens) {
        return new CostParts(
                usd(tokens, Kind.INPUT),
                usd(tokens, Kind.CACHE_READ),
                usd(tokens, Kind.CACHE_WRITE).add(usd(tokens, Kind.CACHE_WRITE_1H)),
                usd(tokens, Kind.OUTPUT).add(usd(tokens, Kind.REASONING)),
                usd(tokens, Kind.CALLS));
    }

    /** Return the sum of {@link #of(BillableTokens)}, not yet in its plain form. */
    BigDecimal usd(BillableTokens tokens) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Kind kind : Kind.ALL) {
            sum = sum.add(usd(tokens, kind));
        }
        return sum;
    }

    /** Return what the whole prompt of {@code tokens} costs without a cache. */
    BigDecimal uncachedPrompt(BillableTokens tokens) {
        return charged(Kind.INPUT).multiply(BigDecimal.valueOf(tokens.prompt(), MILLION));
    }

    private boolean isCharged(Kind kind) {
        return usd.containsKey(kind) || kind.wider != null && isCharged(kind.wider);
    }

    /** Return the price of {@code kind} or else of the next wider one that has one; 0 where none has. */
    private BigDecimal charged(Kind kind) {
        BigDecimal price = usd.get(kind);
        if (price != null) {
            return price;
        }
        return kind.wider == null ? BigDecimal.ZERO : charged(kind.wider);
    }

    BigDecimal usd(BillableTokens tokens, Kind kind) {
        return usd(kind, tokens.of(kind));
    }

    /** Return what {@code number} of {@code kind} cost, which has a price of its own or of a wider kind. */
    public BigDecimal usd(Kind kind, long number) {
        return number == 0 ? BigDecimal.ZERO : charged(kind).multiply(BigDecimal.valueOf(number, kind.decimals()));
    }
}
