package dev.tokenbudget.internal.gateway;

import java.net.URI;
import java.util.Optional;

/**
 * What a request's path says: {@code /<key>/<upstream>/<rest>}.
 *
 * @param key stands for a run; empty where the path carries none
 * @param upstream an upstream's name
 * @param rest path and query at the upstream, from its slash on
 */
record Target(String key, String upstream, String rest) {

    /** Return what a path without a key says: {@code /<upstream>/<rest>}. */
    static Optional<Target> withoutKey(String requestTarget) {
        return requestTarget.startsWith("/") ? of("/" + requestTarget) : Optional.empty();
    }

    static Optional<Target> of(String requestTarget) {
        String[] parts = requestTarget.split("/", 4);
        if (parts.length < 3 || !parts[0].isEmpty()) {
            return Optional.empty();
        }
        if (parts.length == 4) {
            return Optional.of(new Target(parts[1], parts[2], "/" + parts[3]));
        }
        int query = parts[2].indexOf('?');
        return Optional.of(
                query < 0
                        ? new Target(parts[1], parts[2], "/")
                        : new Target(parts[1], parts[2].substring(0, query), "/" + parts[2].substring(query)));
    }

    /** Return where this leads at an upstream of that base URL. */
    Target at(URI baseUrl) {
        return new Target(key, upstream, EndpointPath.of(upstream, baseUrl.getRawPath(), rest));
    }

    /** Return the path at the upstream without its query. */
    String path() {
        int query = rest.indexOf('?');
        return query < 0 ? rest : rest.substring(0, query);
    }
}
