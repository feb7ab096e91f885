package dev.tokenbudget.internal.price;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A provider of a price list.
 *
 * @param id the list's name of it
 * @param names other names that upstreams have that are this provider
 * @param makes names of the models that it makes
 * @param alsoSells providers whose models it sells at their prices
 * @param factor what its prices in the lists that this one extends are multiplied by
 * @param tiers what its prices are multiplied by for calls that are served in another way, by the provider's word for it
 * @param models gives what it sells; the first that a name matches is meant
 */
record ListedProvider(
        String id,
        List<NamePattern> names,
        List<NamePattern> makes,
        List<String> alsoSells,
        BigDecimal factor,
        Map<String, BigDecimal> tiers,
        Supplier<List<Item>> models) {

    /** A model and the patterns of its names. */
    record Item(List<NamePattern> names, ListedModel model) {}

    ListedProvider with(Supplier<List<Item>> newModels) {
        return new ListedProvider(id, names, makes, alsoSells, factor, tiers, newModels);
    }

    Optional<ListedModel> model(String name) {
        return models.get().stream()
                .filter(item -> anyMatches(item.names(), name))
                .map(Item::model)
                .findFirst();
    }

    boolean isNamed(String upstream) {
        return anyMatches(names, upstream);
    }

    boolean makes(String model) {
        return anyMatches(makes, model);
    }

    private static boolean anyMatches(List<NamePattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
