package dev.tokenbudget.internal.price;

import dev.tokenbudget.usage.ModelCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the lists say of one model at any time. */
final class Quotes {

    private final String upstream;
    private final String model;
    private final OptionalLong contextWindow;
    private final List<Dated> dated = new ArrayList<>();
    private final Quote.Missing missing;

    /**
     * Take what the lists have for a model.
     *
     * @param upstream the upstream's name
     * @param model the model's name as it was asked for
     * @param found what the lists have for it
     */
    Quotes(String upstream, String model, Shelves.Found found) {
        this.upstream = upstream;
        this.model = model;
        List<ListedModel> models = found.models();
        contextWindow = models.stream()
                .map(ListedModel::contextWindow)
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
        missing = new Quote.Missing(unpriced(models.isEmpty() ? found.ifNone() : Cost.Reason.NO_TOKEN_PRICE));
        for (ListedModel listed : models) {
            for (DatedPrice price : listed.latestFirst()) {
                dated.add(new Dated(price, new Quote.Listed(missing.name(), listed, price.price(), found.basis())));
            }
        }
    }

    /** Take what a list has for {@code model} under its own name. */
    Quotes(ListedModel model) {
        this(
                model.provider(),
                model.id(),
                new Shelves.Found(List.of(model), Cost.Basis.UPSTREAM, Cost.Reason.NO_TOKEN_PRICE));
    }

    private record Dated(DatedPrice price, Quote.Listed quote) {}

    /** Return the same quote at every time at which the same price is in force. */
    Quote at(Instant time) {
        for (Dated each : dated) {
            if (each.price().isValidAt(time)) {
                return each.quote();
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
        return at(time) instanceof Quote.Listed quote ? cost(quote, tokens.get()) : missing.missing();
    }

    private Cost cost(Quote.Listed quote, BillableTokens tokens) {
        TokenPrice step = quote.price().forPrompt(tokens.prompt());
        return step.covers(tokens)
                ? new Cost.Priced(quote.model(), quote.price(), quote.basis(), step, tokens)
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
