package dev.tokenbudget.internal.price;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

    /** Return the prices of which the first that is valid is in force. */
    List<DatedPrice> latestFirst() {
        List<DatedPrice> reversed = new ArrayList<>(prices);
        Collections.reverse(reversed);
        return reversed;
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
