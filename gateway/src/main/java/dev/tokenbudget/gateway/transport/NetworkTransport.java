package dev.tokenbudget.gateway.transport;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends requests over the network: directly, or through the proxy that this JVM is told to use ({@code https.proxyHost},
 * {@code http.proxyHost}, {@code http.nonProxyHosts}).
 */
public final class NetworkTransport implements UpstreamTransport {

    /** Official SDKs wait for ten minutes; whoever wants to give up earlier closes its own connection. */
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final Duration silence;
    private final UpstreamTransport direct;
    private final Map<InetSocketAddress, UpstreamTransport> proxied = new ConcurrentHashMap<>();

    /** Start with the trust that this JVM has by default. */
    public NetworkTransport() {
        this(() -> (SSLSocketFactory) SSLSocketFactory.getDefault(), SILENCE);
    }

    NetworkTransport(Supplier<SSLSocketFactory> tls, Duration silence) {
        this.silence = silence;
        this.direct = new DirectTransport(tls, silence);
    }

    @Override
    public Exchange open(UpstreamRequest request) {
        return proxyOf(request.origin())
                .map(proxy -> proxied.computeIfAbsent(proxy, address -> new ProxiedTransport(address, silence)))
                .orElse(direct)
                .open(request);
    }

    @Override
    public void close() {
        direct.close();
        proxied.values().forEach(UpstreamTransport::close);
    }

    private static Optional<InetSocketAddress> proxyOf(URI origin) {
        List<Proxy> proxies = Optional.ofNullable(ProxySelector.getDefault())
                .map(selector -> selector.select(origin))
                .orElse(List.of());
        return proxies.stream()
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(proxy -> (InetSocketAddress) proxy.address())
                .findFirst();
    }
}
