package dev.tokenbudget.internal.price;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.usage.ModelCall;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What models cost, by provider, size of the prompt and date.
 *
 * <p>A model that is not listed has no cost; it never costs 0. {@code docs/prices.md} describes how models are found.
 */
public final class PriceList {

    private final List<Catalogue> catalogues;
    private final Shelves shelves;
    private final Map<Asked, Quotes> quotes = new ConcurrentHashMap<>();
    private @Nullable Known latest;
    private final Map<TieredPrice, String> inWords = Collections.synchronizedMap(new IdentityHashMap<>());

    private PriceList(List<Catalogue> catalogues) {
        this.catalogues = List.copyOf(catalogues);
        this.shelves = new Shelves(catalogues);
    }

    /** What a call says of whose model it is, and how it was served. */
    private record Asked(String upstream, String model, Optional<String> answered, Optional<String> tier) {
        static Asked of(ModelCall call) {
            return new Asked(call.provider(), call.requestedModel(), call.responseModel(), call.serviceTier());
        }

        boolean isOf(ModelCall call) {
            return model.equals(call.requestedModel())
                    && upstream.equals(call.provider())
                    && answered.equals(call.responseModel())
                    && tier.equals(call.serviceTier());
        }
    }

    private record Known(Asked asked, Quotes quotes) {}

    private static final class Bundled {
        static final PriceList LIST = new PriceList(List.of(PriceListJson.readBundled()));
    }

    /** Return the price list that comes with TokenBudget. */
    public static PriceList bundled() {
        return Bundled.LIST;
    }

    /**
     * Return the price list in {@code file}, which replaces the bundled one or, where it says so, extends it.
     *
     * @throws MalformedFileException if the file is unreadable, malformed, or of a newer schema version
     */
    public static PriceList read(Path file) {
        PriceListJson json = PriceListJson.read(file);
        Catalogue own = json.toCatalogue(file);
        PriceList list = new PriceList(
                json.extendsBundled() ? List.of(own, bundled().catalogues.get(0)) : List.of(own));
        own.references().forEach((place, provider) -> {
            if (!list.shelves.sells(provider)) {
                throw new MalformedFileException(
                        file,
                        place + " names the provider \"" + provider + "\", but the list has none of this id."
                                + PriceListJson.CURE);
            }
        });
        return list;
    }

    /** Return which lists this one is made of, the one that goes before the others first. */
    public List<Edition> editions() {
        return catalogues.stream().map(Catalogue::edition).toList();
    }

    /** Return what {@code call} cost when it was made, or at the newest list's date where that is not known. */
    public Cost cost(ModelCall call) {
        return cost(call, timeOf(call));
    }

    /**
     * Return what {@code call} costs at the prices of another time.
     *
     * @param call the call
     * @param at when it is made
     */
    public Cost cost(ModelCall call, Instant at) {
        return quotesOf(call).cost(call, at);
    }

    /** Return what {@code call} would have cost on {@code model} if it had used as many tokens there. */
    Cost costOn(Quotes model, ModelCall call) {
        return model.cost(call, timeOf(call));
    }

    /** Return what {@code calls} cost together when they were made. */
    public Bill bill(Collection<ModelCall> calls) {
        Meter meter = new Meter(this);
        calls.forEach(meter::add);
        return meter.bill();
    }

    /**
     * Return the model that an upstream's model name means, and so its prices.
     *
     * @param upstream the upstream's name, such as {@code openai}
     * @param model the model's name, such as {@code gpt-4o-2024-08-06}
     * @param at when it is asked for
     */
    public Optional<ListedModel> model(String upstream, String model, Instant at) {
        return quote(upstream, model, at) instanceof Quote.Listed listed
                ? Optional.of(listed.model())
                : Optional.empty();
    }

    /** Return the price of the model of {@code call} when it was made, or why there is none. */
    public Quote quote(ModelCall call) {
        return quotesOf(call).at(timeOf(call));
    }

    /**
     * Return the price of a model, or why there is none.
     *
     * @param upstream the upstream's name, such as {@code openai}
     * @param model the model's name, such as {@code gpt-4o-2024-08-06}
     * @param at when it is asked for
     */
    public Quote quote(String upstream, String model, Instant at) {
        return new Quotes(upstream, model, shelves.find(upstream, ModelNames.of(model))).at(at);
    }

    /** Return the tokens that the context window of the model of {@code call} holds, where the list says so. */
    public OptionalLong contextWindow(ModelCall call) {
        return quotesOf(call).contextWindow();
    }

    /** Return what an upstream sells, in the list's order; nothing where the list does not know it. */
    public List<ListedModel> models(String upstream) {
        return shelves.modelsOf(upstream);
    }

    /**
     * Return what the lists say of the model of {@code call}. Calls are many and their models few: most have the model of
     * the call before them. Threads may or may not see each other's latest one; it is the right one or not taken.
     */
    private Quotes quotesOf(ModelCall call) {
        Known known = latest;
        if (known == null || !known.asked().isOf(call)) {
            Asked asked = Asked.of(call);
            known = new Known(asked, quotes.computeIfAbsent(asked, unknown -> find(call)));
            latest = known;
        }
        return known.quotes();
    }

    private Quotes find(ModelCall call) {
        String name = call.requestedModel()
                + call.serviceTier().map(tier -> " (" + tier + ")").orElse("");
        return new Quotes(
                call.provider(), name, shelves.find(call.provider(), ModelNames.of(call), call.serviceTier()));
    }

    /** Return {@code price} as people read it; calls are many, and prices few. */
    String inWords(TieredPrice price) {
        return inWords.computeIfAbsent(price, TieredPrice::inWords);
    }

    private Instant timeOf(ModelCall call) {
        if (call.started().isAfter(Instant.EPOCH)) {
            return call.started();
        }
        return catalogues.stream()
                .map(catalogue -> catalogue.edition().date())
                .max(Comparator.naturalOrder())
                .map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC))
                .orElse(Instant.EPOCH);
    }
}
