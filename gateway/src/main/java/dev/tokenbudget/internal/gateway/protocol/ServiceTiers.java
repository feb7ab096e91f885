package dev.tokenbudget.internal.gateway.protocol;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The words by which providers tell how a call was served. */
final class ServiceTiers {

    /** Served as every call is, at the prices that lists have. */
    private static final Set<String> USUAL =
            Set.of("", "standard", "default", "auto", "on_demand", "unspecified", "null", "1");

    private ServiceTiers() {}

    /** Return {@code name} in lower case where it is none of the words for the usual. */
    static Optional<String> unusual(String name) {
        if (USUAL.contains(name)) {
            return Optional.empty();
        }
        String plain = name.strip()
                .toLowerCase(Locale.ROOT)
                .replace("service_tier_", "")
                .replace("traffic_type_", "");
        return Optional.of(plain).filter(tier -> !USUAL.contains(tier));
    }
}
