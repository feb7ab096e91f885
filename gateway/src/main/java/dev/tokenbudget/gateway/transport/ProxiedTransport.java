package dev.tokenbudget.gateway.transport;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;

/** Sends requests through an HTTP proxy, which needs CONNECT for TLS: the JDK's client knows it. */
final class ProxiedTransport implements UpstreamTransport {

    private final HttpClient client;
    private final Duration silence;

    ProxiedTransport(InetSocketAddress proxy, Duration silence) {
        this.silence = silence;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .proxy(ProxySelector.of(proxy))
                .build();
    }

    @Override
    public Exchange open(UpstreamRequest request) {
        return new ProxiedExchange(client, request, silence);
    }

    @Override
    public void close() {
        // The client's connections and threads go with the last reference to it.
    }
}
