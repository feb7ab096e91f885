package dev.tokenbudget.internal.price;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One price list as a file holds it.
 *
 * @param edition which one it is
 * @param upstreams providers of upstreams, by the upstream's name
 * @param unpriced upstreams that charge nothing that a list could know
 * @param sellers the providers
 */
record Catalogue(Edition edition, Map<String, String> upstreams, Set<String> unpriced, List<Seller> sellers) {

    /** Return the ids of providers that this list mentions, by the place of the mention. */
    Map<String, String> references() {
        Map<String, String> references = new TreeMap<>();
        upstreams.forEach((upstream, provider) -> references.put("upstreams." + upstream, provider));
        sellers.forEach(seller ->
                seller.alsoSells().forEach(other -> references.put("alsoSells of \"" + seller.id() + "\"", other)));
        return references;
    }

    Optional<Seller> seller(String id) {
        return sellers.stream().filter(seller -> seller.id().equals(id)).findFirst();
    }
}
