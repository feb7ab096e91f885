package dev.tokenbudget.internal.price;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Finds models in price lists of which an earlier one goes before a later one. */
final class Shelves {

    private final List<Catalogue> catalogues;

    Shelves(List<Catalogue> catalogues) {
        this.catalogues = List.copyOf(catalogues);
    }

    /**
     * What the lists have for a model.
     *
     * @param models the model in each list that has it
     * @param basis why it is this model
     * @param ifNone what is missing where there is none
     */
    record Found(List<ListedModel> models, Cost.Basis basis, Cost.Reason ifNone) {}

    Found find(String upstream, List<String> modelNames) {
        String name = plain(upstream);
        Optional<String> provider = provider(name);
        if (provider.isPresent()) {
            return new Found(models(provider.get(), modelNames), Cost.Basis.UPSTREAM, Cost.Reason.MODEL_UNKNOWN);
        }
        if (isUnpriced(name)) {
            return new Found(List.of(), Cost.Basis.UPSTREAM, Cost.Reason.UPSTREAM_UNPRICED);
        }
        List<ListedModel> ofMaker =
                maker(modelNames).map(id -> models(id, modelNames)).orElse(List.of());
        return new Found(ofMaker, Cost.Basis.MAKER, Cost.Reason.UPSTREAM_UNKNOWN);
    }

    /**
     * Find a model for calls that are served in another way than usual: at its usual prices times what the seller charges for
     * that.
     *
     * @param tier the provider's word for how they are served; empty for the usual way
     */
    Found find(String upstream, List<String> modelNames, Optional<String> tier) {
        Found usual = find(upstream, modelNames);
        if (tier.isEmpty() || usual.models().isEmpty()) {
            return usual;
        }
        List<ListedModel> models = new ArrayList<>();
        for (ListedModel model : usual.models()) {
            provider(plain(upstream))
                    .flatMap(seller -> tierFactor(seller, tier.get()))
                    .or(() -> tierFactor(model.provider(), tier.get()))
                    .ifPresent(factor -> models.add(model.times(factor)));
        }
        return new Found(models, usual.basis(), models.isEmpty() ? Cost.Reason.TIER_UNKNOWN : usual.ifNone());
    }

    private Optional<BigDecimal> tierFactor(String sellerId, String tier) {
        return catalogues.stream()
                .flatMap(catalogue -> catalogue.seller(sellerId).stream())
                .flatMap(seller -> Optional.ofNullable(seller.tiers().get(tier)).stream())
                .findFirst();
    }

    /** Return all models that {@code upstream} sells, an earlier list's in place of a later one's. */
    List<ListedModel> modelsOf(String upstream) {
        Map<String, ListedModel> models = new LinkedHashMap<>();
        provider(plain(upstream)).ifPresent(sellerId -> {
            Set<String> ids = sellerIds(sellerId);
            forEachWithFactor(
                    sellerId,
                    (catalogue, factor) -> ids.stream()
                            .flatMap(id -> catalogue.seller(id).stream())
                            .flatMap(seller -> seller.models().stream())
                            .map(Seller.Item::model)
                            .forEach(model -> models.putIfAbsent(model.name(), model.times(factor))));
        });
        return List.copyOf(models.values());
    }

    boolean sells(String providerId) {
        return catalogues.stream()
                .anyMatch(catalogue -> catalogue.seller(providerId).isPresent());
    }

    private Optional<String> provider(String upstream) {
        for (Catalogue catalogue : catalogues) {
            if (catalogue.upstreams().containsKey(upstream)) {
                return Optional.ofNullable(catalogue.upstreams().get(upstream));
            }
            if (catalogue.seller(upstream).isPresent()) {
                return Optional.of(upstream);
            }
            if (catalogue.unpriced().contains(upstream)) {
                return Optional.empty();
            }
        }
        return firstSeller(seller -> seller.isNamed(upstream))
                .or(() -> firstSeller(seller -> seller.isNamed(upstream.replaceAll("[ ._-]", ""))));
    }

    private boolean isUnpriced(String upstream) {
        return catalogues.stream().anyMatch(catalogue -> catalogue.unpriced().contains(upstream));
    }

    private Optional<String> firstSeller(Predicate<Seller> test) {
        return catalogues.stream()
                .flatMap(catalogue -> catalogue.sellers().stream())
                .filter(test)
                .map(Seller::id)
                .findFirst();
    }

    private Optional<String> maker(List<String> modelNames) {
        for (String name : modelNames) {
            Set<String> makers = new LinkedHashSet<>();
            for (Catalogue catalogue : catalogues) {
                catalogue.sellers().stream()
                        .filter(seller -> seller.makes(name))
                        .map(Seller::id)
                        .forEach(makers::add);
            }
            if (makers.size() == 1) {
                return makers.stream().findFirst();
            }
        }
        return Optional.empty();
    }

    private List<ListedModel> models(String sellerId, List<String> modelNames) {
        Set<String> ids = sellerIds(sellerId);
        List<ListedModel> found = new ArrayList<>();
        forEachWithFactor(
                sellerId,
                (catalogue, factor) ->
                        first(catalogue, ids, modelNames).ifPresent(model -> found.add(model.times(factor))));
        return found;
    }

    /** A list's factor on a provider is for the lists that it extends, not for the prices that it gives itself. */
    private void forEachWithFactor(String sellerId, BiConsumer<Catalogue, BigDecimal> action) {
        BigDecimal factor = BigDecimal.ONE;
        for (Catalogue catalogue : catalogues) {
            action.accept(catalogue, factor);
            factor = factor.multiply(
                    catalogue.seller(sellerId).map(Seller::factor).orElse(BigDecimal.ONE));
        }
    }

    private static Optional<ListedModel> first(Catalogue catalogue, Set<String> sellerIds, List<String> modelNames) {
        return modelNames.stream()
                .flatMap(name -> sellerIds.stream()
                        .flatMap(id -> catalogue.seller(id).stream())
                        .flatMap(seller -> seller.model(name).stream()))
                .findFirst();
    }

    private Set<String> sellerIds(String sellerId) {
        Set<String> ids = new LinkedHashSet<>(List.of(sellerId));
        catalogues.forEach(catalogue -> catalogue.seller(sellerId).ifPresent(seller -> ids.addAll(seller.alsoSells())));
        return ids;
    }

    private static String plain(String upstream) {
        return upstream.strip().toLowerCase(Locale.ROOT);
    }
}
