package dev.tokenbudget.internal.price;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.usage.ModelCall;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What models cost, by provider, size of the prompt and date.
 *
 * <p>A model that is not listed has no cost; it never costs 0. {@code docs/prices.md} describes how models are found.
 */
public final class PriceList {

    private final List<PriceFile> files;
    private final ModelLookup lookup;

    /** By what a call says of its model and how it was served: finding one matches all names, and calls are many, models few. */
    private final Map<List<Object>, PriceHistory> found = new ConcurrentHashMap<>();

    private PriceList(List<PriceFile> files) {
        this.files = List.copyOf(files);
        this.lookup = new ModelLookup(files);
    }

    private static final class Bundled {
        static final PriceList LIST = new PriceList(List.of(BundledPrices.read()));
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
        PriceFile own = json.toPriceFile(file);
        PriceList list = new PriceList(
                json.extendsBundled() ? List.of(own, bundled().files.get(0)) : List.of(own));
        own.references().forEach((place, provider) -> {
            if (!list.lookup.sells(provider)) {
                throw new MalformedFileException(
                        file,
                        place + " names the provider \"" + provider + "\", but the list has none of this id."
                                + PriceListJson.REMEDY);
            }
        });
        return list;
    }

    /** Return which lists this one is made of, the one that goes before the others first. */
    public List<PriceSource> sources() {
        return files.stream().map(PriceFile::source).toList();
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
        return historyOf(call).cost(call, at);
    }

    /** Return what {@code call} would have cost on {@code model} if it had used as many tokens there. */
    Cost costOn(ListedModel model, ModelCall call) {
        ModelLookup.Found found =
                new ModelLookup.Found(List.of(model), Cost.Basis.UPSTREAM, Cost.Reason.NO_TOKEN_PRICE);
        return new PriceHistory(model.provider(), model.id(), found).cost(call, timeOf(call));
    }

    /** Return what {@code calls} cost together when they were made. */
    public Bill bill(Collection<ModelCall> calls) {
        return Bill.of(calls.stream().map(this::cost).toList());
    }

    /**
     * Return the model that an upstream's model name means, and so its prices.
     *
     * @param upstream the upstream's name, such as {@code openai}
     * @param model the model's name, such as {@code gpt-4o-2024-08-06}
     * @param at when it is asked for
     */
    public Optional<ListedModel> model(String upstream, String model, Instant at) {
        return listPrice(upstream, model, at) instanceof ListPrice.Listed listed
                ? Optional.of(listed.model())
                : Optional.empty();
    }

    /** Return the price of the model of {@code call} when it was made, or why there is none. */
    public ListPrice listPrice(ModelCall call) {
        return historyOf(call).at(timeOf(call));
    }

    /**
     * Return the price of a model, or why there is none.
     *
     * @param upstream the upstream's name, such as {@code openai}
     * @param model the model's name, such as {@code gpt-4o-2024-08-06}
     * @param at when it is asked for
     */
    public ListPrice listPrice(String upstream, String model, Instant at) {
        return new PriceHistory(upstream, model, lookup.find(upstream, ModelNames.of(model))).at(at);
    }

    /** Return the tokens that the context window of the model of {@code call} holds, where the list says so. */
    public OptionalLong contextWindow(ModelCall call) {
        return historyOf(call).contextWindow();
    }

    /** Return what an upstream sells, in the list's order; nothing where the list does not know it. */
    public List<ListedModel> models(String upstream) {
        return lookup.modelsOf(upstream);
    }

    private PriceHistory historyOf(ModelCall call) {
        List<Object> asked = List.of(call.provider(), call.requestedModel(), call.responseModel(), call.serviceTier());
        PriceHistory known = found.get(asked);
        return known != null ? known : found.computeIfAbsent(asked, unknown -> find(call));
    }

    private PriceHistory find(ModelCall call) {
        String name = call.requestedModel()
                + call.serviceTier().map(tier -> " (" + tier + ")").orElse("");
        return new PriceHistory(
                call.provider(), name, lookup.find(call.provider(), ModelNames.of(call), call.serviceTier()));
    }

    private Instant timeOf(ModelCall call) {
        if (call.started().isAfter(Instant.EPOCH)) {
            return call.started();
        }
        return files.stream()
                .map(file -> file.source().date())
                .max(Comparator.naturalOrder())
                .map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC))
                .orElse(Instant.EPOCH);
    }
}
