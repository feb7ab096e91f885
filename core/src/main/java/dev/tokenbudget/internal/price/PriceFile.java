package dev.tokenbudget.internal.price;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One price list as a file holds it.
 *
 * @param source which one it is
 * @param upstreams providers of upstreams, by the upstream's name
 * @param unpriced upstreams that charge nothing that a list could know
 * @param providers the providers
 */
record PriceFile(
        PriceSource source, Map<String, String> upstreams, Set<String> unpriced, List<ListedProvider> providers) {

    /** Return the ids of providers that this list mentions, by the place of the mention. */
    Map<String, String> references() {
        Map<String, String> references = new TreeMap<>();
        upstreams.forEach((upstream, provider) -> references.put("upstreams." + upstream, provider));
        providers.forEach(provider ->
                provider.alsoSells().forEach(other -> references.put("alsoSells of \"" + provider.id() + "\"", other)));
        return references;
    }

    Optional<ListedProvider> provider(String id) {
        return providers.stream().filter(provider -> provider.id().equals(id)).findFirst();
    }
}
