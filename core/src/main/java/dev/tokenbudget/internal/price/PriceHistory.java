package dev.tokenbudget.internal.price;

import dev.tokenbudget.usage.ModelCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the lists say of one model at any time. */
final class PriceHistory {

    private final String upstream;
    private final String model;
    private final OptionalLong contextWindow;
    private final List<Dated> dated = new ArrayList<>();
    private final ListPrice.Missing missing;

    /**
     * Take what the lists have for a model.
     *
     * @param upstream the upstream's name
     * @param model the model's name as it was asked for
     * @param found what the lists have for it
     */
    PriceHistory(String upstream, String model, ModelLookup.Found found) {
        this.upstream = upstream;
        this.model = model;
        List<ListedModel> models = found.models();
        contextWindow = models.stream()
                .map(ListedModel::contextWindow)
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
        missing = new ListPrice.Missing(unpriced(models.isEmpty() ? found.ifNone() : Cost.Reason.NO_TOKEN_PRICE));
        for (ListedModel listed : models) {
            for (DatedPrice price : listed.latestFirst()) {
                dated.add(new Dated(price, new ListPrice.Listed(missing.name(), listed, price.price(), found.basis())));
            }
        }
    }

    /** Take what a list has for {@code model} under its own name. */
    PriceHistory(ListedModel model) {
        this(
                model.provider(),
                model.id(),
                new ModelLookup.Found(List.of(model), Cost.Basis.UPSTREAM, Cost.Reason.NO_TOKEN_PRICE));
    }

    private record Dated(DatedPrice price, ListPrice.Listed listed) {}

    /** Return the price in force at {@code time}, or why there is none. */
    ListPrice at(Instant time) {
        for (Dated each : dated) {
            if (each.price().isValidAt(time)) {
                return each.listed();
            }
        }
        return missing;
    }

    /** Return what {@code call} costs at {@code time}. */
    Cost cost(ModelCall call, Instant time) {
        if (!call.isBilled()) {
            return new Cost.NotBilled();
        }
        Optional<BillableTokens> tokens = BillableTokens.of(call);
        if (tokens.isEmpty()) {
            return unpriced(Cost.Reason.USAGE_UNKNOWN);
        }
        return at(time) instanceof ListPrice.Listed listed ? cost(listed, tokens.get()) : missing.missing();
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

    /** Return the tokens that the model's context window holds, where a list says so. */
    OptionalLong contextWindow() {
        return contextWindow;
    }
}
