package dev.tokenbudget.internal.gateway.transport;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends requests over the network: directly, or through the proxy that this JVM is configured to use ({@code https.proxyHost},
 * {@code http.proxyHost}, {@code http.nonProxyHosts}).
 */
public final class NetworkTransport implements UpstreamTransport {

    /** Official SDKs wait for ten minutes; a client that gives up earlier closes its own connection. */
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final Function<Optional<InetSocketAddress>, UpstreamTransport> byProxy;
    private final Map<Optional<InetSocketAddress>, UpstreamTransport> transports = new ConcurrentHashMap<>();

    /** Start with the trust that this JVM has by default. */
    public NetworkTransport() {
        this(() -> (SSLSocketFactory) SSLSocketFactory.getDefault(), SILENCE);
    }

    NetworkTransport(Supplier<SSLSocketFactory> tls, Duration silence) {
        this.byProxy = proxy -> new DirectTransport(new Connector(tls, silence, proxy));
    }

    @Override
    public Exchange open(UpstreamRequest request) {
        return transports.computeIfAbsent(proxyOf(request.origin()), byProxy).open(request);
    }

    @Override
    public void close() {
        transports.values().forEach(UpstreamTransport::close);
    }

    private static Optional<InetSocketAddress> proxyOf(URI origin) {
        ProxySelector selector = ProxySelector.getDefault();
        for (Proxy proxy : selector == null ? List.<Proxy>of() : selector.select(origin)) {
            if (proxy.type() == Proxy.Type.HTTP) {
                return Optional.of((InetSocketAddress) proxy.address());
            }
        }
        return Optional.empty();
    }
}
