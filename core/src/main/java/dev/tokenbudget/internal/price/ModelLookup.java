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
final class ModelLookup {

    private final List<PriceFile> files;

    ModelLookup(List<PriceFile> files) {
        this.files = List.copyOf(files);
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
     * Find a model for calls that are served in another way than usual: at its usual prices times what the provider charges for
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
                    .flatMap(provider -> tierFactor(provider, tier.get()))
                    .or(() -> tierFactor(model.provider(), tier.get()))
                    .ifPresent(factor -> models.add(model.times(factor)));
        }
        return new Found(models, usual.basis(), models.isEmpty() ? Cost.Reason.TIER_UNKNOWN : usual.ifNone());
    }

    private Optional<BigDecimal> tierFactor(String providerId, String tier) {
        return files.stream()
                .flatMap(file -> file.provider(providerId).stream())
                .flatMap(provider -> Optional.ofNullable(provider.tiers().get(tier)).stream())
                .findFirst();
    }

    /** Return all models that {@code upstream} sells, an earlier list's in place of a later one's. */
    List<ListedModel> modelsOf(String upstream) {
        Map<String, ListedModel> models = new LinkedHashMap<>();
        provider(plain(upstream)).ifPresent(providerId -> {
            Set<String> ids = providerIds(providerId);
            forEachWithFactor(
                    providerId,
                    (file, factor) -> ids.stream()
                            .flatMap(id -> file.provider(id).stream())
                            .flatMap(provider -> provider.models().get().stream())
                            .map(ListedProvider.Item::model)
                            .forEach(model -> models.putIfAbsent(model.name(), model.times(factor))));
        });
        return List.copyOf(models.values());
    }

    boolean sells(String providerId) {
        return files.stream().anyMatch(file -> file.provider(providerId).isPresent());
    }

    private Optional<String> provider(String upstream) {
        for (PriceFile file : files) {
            if (file.upstreams().containsKey(upstream)) {
                return Optional.ofNullable(file.upstreams().get(upstream));
            }
            if (file.provider(upstream).isPresent()) {
                return Optional.of(upstream);
            }
            if (file.unpriced().contains(upstream)) {
                return Optional.empty();
            }
        }
        return firstProvider(provider -> provider.isNamed(upstream))
                .or(() -> firstProvider(provider -> provider.isNamed(upstream.replaceAll("[ ._-]", ""))));
    }

    private boolean isUnpriced(String upstream) {
        return files.stream().anyMatch(file -> file.unpriced().contains(upstream));
    }

    private Optional<String> firstProvider(Predicate<ListedProvider> test) {
        return files.stream()
                .flatMap(file -> file.providers().stream())
                .filter(test)
                .map(ListedProvider::id)
                .findFirst();
    }

    private Optional<String> maker(List<String> modelNames) {
        for (String name : modelNames) {
            Set<String> makers = new LinkedHashSet<>();
            for (PriceFile file : files) {
                file.providers().stream()
                        .filter(provider -> provider.makes(name))
                        .map(ListedProvider::id)
                        .forEach(makers::add);
            }
            if (makers.size() == 1) {
                return makers.stream().findFirst();
            }
        }
        return Optional.empty();
    }

    private List<ListedModel> models(String providerId, List<String> modelNames) {
        Set<String> ids = providerIds(providerId);
        List<ListedModel> found = new ArrayList<>();
        forEachWithFactor(
                providerId,
                (file, factor) -> first(file, ids, modelNames).ifPresent(model -> found.add(model.times(factor))));
        return found;
    }

    /** A list's factor on a provider is for the lists that it extends, not for the prices that it gives itself. */
    private void forEachWithFactor(String providerId, BiConsumer<PriceFile, BigDecimal> action) {
        BigDecimal factor = BigDecimal.ONE;
        for (PriceFile file : files) {
            action.accept(file, factor);
            factor = factor.multiply(
                    file.provider(providerId).map(ListedProvider::factor).orElse(BigDecimal.ONE));
        }
    }

    private static Optional<ListedModel> first(PriceFile file, Set<String> providerIds, List<String> modelNames) {
        return modelNames.stream()
                .flatMap(name -> providerIds.stream()
                        .flatMap(id -> file.provider(id).stream())
                        .flatMap(provider -> provider.model(name).stream()))
                .findFirst();
    }

    private Set<String> providerIds(String providerId) {
        Set<String> ids = new LinkedHashSet<>(List.of(providerId));
        files.forEach(file -> file.provider(providerId).ifPresent(provider -> ids.addAll(provider.alsoSells())));
        return ids;
    }

    private static String plain(String upstream) {
        return upstream.strip().toLowerCase(Locale.ROOT);
    }
}
