package dev.tokenbudget.internal.price;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A model of a price list.
 *
 * @param provider who sells it, by the list's name
 * @param id the list's name of the model
 * @param contextWindow the tokens that a prompt may have, where the list says so
 * @param deprecated whether the provider is about to stop selling it
 * @param prices its prices, of which the last that is valid is in force; none where it is not charged by the token
 */
public record ListedModel(
        String provider, String id, OptionalLong contextWindow, boolean deprecated, List<DatedPrice> prices) {

    public ListedModel {
        prices = List.copyOf(prices);
    }

    /** Return provider and id, such as {@code anthropic/claude-sonnet-4-5}. */
    public String name() {
        return provider + "/" + id;
    }

    /** Of few fields: maps hold a provider's models, of which each has another name. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Return the prices in force at {@code time}, where there are any. */
    Optional<DatedPrice> priceAt(Instant time) {
        for (int i = prices.size() - 1; i >= 0; i--) {
            if (prices.get(i).isValidAt(time)) {
                return Optional.of(prices.get(i));
            }
        }
        return Optional.empty();
    }

    ListedModel times(BigDecimal factor) {
        if (factor.compareTo(BigDecimal.ONE) == 0) {
            return this;
        }
        List<DatedPrice> scaled =
                prices.stream().map(price -> price.times(factor)).toList();
        return new ListedModel(provider, id, contextWindow, deprecated, scaled);
    }
}
