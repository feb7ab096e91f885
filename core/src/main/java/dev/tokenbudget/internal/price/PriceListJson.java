package dev.tokenbudget.internal.price;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.json.MalformedFileException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON form of a price list; {@code docs/prices.schema.json} describes it. */
record PriceListJson(
        int schemaVersion,
        @JsonProperty(required = true) String date,
        @Nullable String source,

        @JsonProperty("extends") @Nullable String base,

        @Nullable Map<String, String> upstreams,
        @Nullable List<String> unpriced,
        @Nullable List<ProviderJson> providers) {

    static final String REMEDY = " docs/prices.md describes the format.";

    private static final int SCHEMA_VERSION = 1;
    private static final String VERSION_FIELD = "schemaVersion";
    private static final String BUNDLED = "bundled";

    static PriceListJson read(Path file) {
        return JsonFile.read(file, VERSION_FIELD, SCHEMA_VERSION, PriceListJson.class);
    }

    /** Read the list that is called {@code name} and whose bytes are {@code json}. */
    static PriceListJson read(Path name, byte[] json) {
        return JsonFile.read(name, json, VERSION_FIELD, SCHEMA_VERSION, PriceListJson.class);
    }

    boolean extendsBundled() {
        return base != null;
    }

    /** @throws MalformedFileException if a value says what a price list cannot say */
    PriceFile toPriceFile(Path file) {
        try {
            if (base != null && !base.equals(BUNDLED)) {
                throw new IllegalArgumentException(
                        "extends is \"" + base + "\", but only \"bundled\" can be extended.");
            }
            Map<String, String> aliases = new TreeMap<>();
            if (upstreams != null) {
                upstreams.forEach((upstream, provider) -> aliases.put(lowerCase(upstream), provider));
            }
            Set<String> free = new HashSet<>(map(unpriced, PriceListJson::lowerCase));
            PriceSource from = new PriceSource(source == null ? file.toString() : source, day(date, "date"));
            List<ListedProvider> listed = map(providers, ProviderJson::toProvider);
            requireOnce(map(providers, ProviderJson::id), "providers");
            return new PriceFile(from, aliases, free, listed);
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(file, e.getMessage() + REMEDY, e);
        }
    }

    record ProviderJson(
            @JsonProperty(required = true) String id,
            @Nullable List<String> matches,
            @Nullable List<String> makes,
            @Nullable List<String> alsoSells,
            @Nullable BigDecimal factor,
            @Nullable Map<String, BigDecimal> tiers,
            @Nullable List<ModelJson> models) {

        private static final BigDecimal MOST_FACTOR = BigDecimal.valueOf(1000);
        private static final int MOST_DECIMALS = 20;

        ListedProvider toProvider() {
            requireFactor("the factor of provider \"" + id + "\"", factor == null ? BigDecimal.ONE : factor);
            Map<String, BigDecimal> byTier = new TreeMap<>();
            if (tiers != null) {
                tiers.forEach((tier, times) -> {
                    requireFactor("the tier \"" + tier + "\" of provider \"" + id + "\"", times);
                    byTier.put(lowerCase(tier), times);
                });
            }
            List<ListedProvider.Item> items = items();
            return new ListedProvider(
                    id,
                    map(matches, NamePattern::parse),
                    map(makes, NamePattern::parse),
                    map(alsoSells, other -> other),
                    factor == null ? BigDecimal.ONE : factor,
                    byTier,
                    () -> items);
        }

        /** Return what the provider sells. */
        List<ListedProvider.Item> items() {
            requireOnce(map(models, ModelJson::id), "the models of \"" + id + "\"");
            return map(models, model -> model.toItem(id));
        }

        private static void requireFactor(String name, @Nullable BigDecimal factor) {
            boolean isFactor = factor != null
                    && factor.signum() >= 0
                    && factor.compareTo(MOST_FACTOR) <= 0
                    && factor.scale() <= MOST_DECIMALS;
            if (!isFactor) {
                throw new IllegalArgumentException(name + " is " + factor + ", but it must be from 0 to " + MOST_FACTOR
                        + " with " + MOST_DECIMALS + " decimals at most.");
            }
        }
    }

    record ModelJson(
            @JsonProperty(required = true) String id,
            @Nullable List<String> matches,
            @Nullable Long context,
            @Nullable Boolean deprecated,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<PriceJson> prices) {

        ListedProvider.Item toItem(String provider) {
            try {
                OptionalLong window = context == null ? OptionalLong.empty() : OptionalLong.of(context);
                return new ListedProvider.Item(
                        map(matches == null ? List.of(id) : matches, NamePattern::parse),
                        new ListedModel(
                                provider,
                                id,
                                window,
                                Boolean.TRUE.equals(deprecated),
                                map(prices, PriceJson::toPrice)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "model \"" + id + "\" of \"" + provider + "\": " + e.getMessage(), e);
            }
        }
    }

    static LocalDate day(String text, String field) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(field + " is \"" + text + "\", but a day is written 2026-12-31.", e);
        }
    }

    static <T, R> List<R> map(@Nullable List<T> list, Function<T, R> convert) {
        return list == null ? List.of() : list.stream().map(convert).toList();
    }

    private static void requireOnce(List<String> ids, String of) {
        Set<String> seen = new HashSet<>();
        ids.stream().filter(id -> !seen.add(id)).findFirst().ifPresent(twice -> {
            throw new IllegalArgumentException("\"" + twice + "\" occurs twice among " + of + ".");
        });
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
