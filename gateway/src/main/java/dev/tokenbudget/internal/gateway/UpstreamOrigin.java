package dev.tokenbudget.internal.gateway;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Scheme, host and port of a URL, in lower case and with the port that the scheme stands for. */
record UpstreamOrigin(String scheme, String host, int port) {

    static Optional<UpstreamOrigin> of(URI url) {
        if (url.getScheme() == null || url.getHost() == null) {
            return Optional.empty();
        }
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? 443 : 80;
        return Optional.of(new UpstreamOrigin(
                scheme, url.getHost().toLowerCase(Locale.ROOT), url.getPort() < 0 ? standard : url.getPort()));
    }
}
