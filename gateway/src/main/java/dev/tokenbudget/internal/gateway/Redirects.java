package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.UpstreamRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * Leads clients that follow an upstream's {@code Location} back through the gateway, where what they do is counted on the
 * same run. Only a location at the same origin is led back: for the client every upstream is one host, so that it would send
 * the key of one provider on to another.
 *
 * @param host the gateway's, as the client calls it; empty where it does not
 * @param key the run's, in the URL; empty where URLs carry none
 * @param upstreams what the gateway forwards to
 */
record Redirects(String host, String key, Upstreams upstreams) {

    private static final int TEMPORARY = 307;
    private static final int PERMANENT = 308;

    /** Return the answer's headers with a location that leads back, where it stays at the upstream. */
    List<HeaderField> ledBack(List<HeaderField> headers, UpstreamRequest request) {
        if (HeaderField.first(headers, "Location").isEmpty()) {
            return headers;
        }
        return headers.stream()
                .map(field -> field.is("Location")
                        ? new HeaderField(
                                field.name(), back(field.value(), request).orElse(field.value()))
                        : field)
                .toList();
    }

    /** Whether a client that follows the answer sends the same request to where the gateway does not see it. */
    boolean leadsAway(UpstreamResponse answer, UpstreamRequest request) {
        boolean repeats = answer.status() == TEMPORARY || answer.status() == PERMANENT;
        return repeats
                && HeaderField.first(answer.headers(), "Location")
                        .filter(location -> back(location, request).isEmpty())
                        .isPresent();
    }

    private Optional<String> back(String location, UpstreamRequest request) {
        try {
            URI from = new URI(request.origin() + request.target());
            // The JDK resolves a reference that is a query only against the folder of the path.
            String reference = location.startsWith("?") ? from.getRawPath() + location : location;
            return behindGateway(from.resolve(new URI(reference)), request)
                    .map(path -> isWholeUrl(location) && !host.isEmpty() ? "http://" + host + path : path);
        } catch (URISyntaxException | IllegalArgumentException e) {
            // A path that no URI allows, but that clients send.
            boolean path = location.startsWith("/") && !isWholeUrl(location);
            return path ? Optional.of(urlOf(request.upstream()) + location) : Optional.empty();
        }
    }

    /** Clients that expect a whole URL get one: what was told with its host stays so. */
    private static boolean isWholeUrl(String location) {
        return location.startsWith("//") || location.matches("[A-Za-z][A-Za-z0-9+.-]*:.*");
    }

    private Optional<String> behindGateway(URI target, UpstreamRequest request) {
        return UpstreamOrigin.of(target)
                .filter(origin -> UpstreamOrigin.of(request.origin())
                        .filter(origin::equals)
                        .isPresent())
                .map(same -> urlOf(request.upstream()) + pathOf(target));
    }

    private String urlOf(String upstream) {
        return key.isEmpty() ? "/" + upstream : "/" + key + "/" + upstream;
    }

    private static String pathOf(URI target) {
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        String fragment = target.getRawFragment() == null ? "" : "#" + target.getRawFragment();
        return path + query + fragment;
    }
}
