package dev.tokenbudget.internal.span;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * An amount of money.
 *
 * @param amount how much, 0 or more
 * @param currency its ISO 4217 code in upper case
 */
public record Money(BigDecimal amount, String currency) {

    /** US dollars. */
    public static final String USD = "USD";

    /** More than any call or report costs, and less than overflows a sum. */
    private static final BigDecimal MOST = new BigDecimal("1e9");

    public Money {
        currency = currency.strip().toUpperCase(Locale.ROOT);
    }

    /** Return {@code amount} US dollars. */
    public static Money usd(BigDecimal amount) {
        return new Money(amount, USD);
    }

    /** Return the amount that {@code text} is; nothing where it is none. */
    public static Optional<BigDecimal> amount(String text) {
        try {
            BigDecimal amount = new BigDecimal(text.strip());
            return amount.signum() >= 0 && amount.compareTo(MOST) < 0 ? Optional.of(amount) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Return the amount where it is in US dollars: no other currency is converted. */
    public Optional<BigDecimal> inUsd() {
        return currency.equals(USD) ? Optional.of(amount) : Optional.empty();
    }
}
