package dev.tokenbudget.internal.price;

import dev.tokenbudget.usage.ModelCall;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the lists say of one model at any time.
 *
 * @param upstream the upstream's name
 * @param model the model's name as it was asked for
 * @param found what the lists have for it
 */
record PriceHistory(String upstream, String model, ModelLookup.Found found) {

    ListPrice at(Instant time) {
        for (ListedModel listed : found.models()) {
            Optional<DatedPrice> price = listed.priceAt(time);
            if (price.isPresent()) {
                return new ListPrice.Listed(upstream, model, listed, price.get().price(), found.basis());
            }
        }
        return new ListPrice.Missing(unpriced(found.models().isEmpty() ? found.ifNone() : Cost.Reason.NO_TOKEN_PRICE));
    }

    Cost cost(ModelCall call, Instant time) {
        if (!call.isBilled()) {
            return new Cost.NotBilled();
        }
        Optional<BillableTokens> tokens = BillableTokens.of(call);
        if (tokens.isEmpty()) {
            return unpriced(Cost.Reason.USAGE_UNKNOWN);
        }
        ListPrice price = at(time);
        return price instanceof ListPrice.Missing none ? none.missing() : cost((ListPrice.Listed) price, tokens.get());
    }

    private Cost cost(ListPrice.Listed listed, BillableTokens tokens) {
        TokenPrice step = listed.price().forPrompt(tokens.prompt());
        return step.covers(tokens)
                ? new Cost.Priced(listed.model(), listed.price(), listed.basis(), step, tokens)
                : unpriced(Cost.Reason.NO_TOKEN_PRICE);
    }

    private Cost.Unpriced unpriced(Cost.Reason reason) {
        return new Cost.Unpriced(upstream, model, reason);
    }

    OptionalLong contextWindow() {
        for (ListedModel model : found.models()) {
            if (model.contextWindow().isPresent()) {
                return model.contextWindow();
            }
        }
        return OptionalLong.empty();
    }
}
