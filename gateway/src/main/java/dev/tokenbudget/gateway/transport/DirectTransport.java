package dev.tokenbudget.gateway.transport;

import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** Sends requests over connections of its own, reused where both sides keep them open. */
final class DirectTransport implements UpstreamTransport {

    private final Connector connector;
    private final IdleConnections idle = new IdleConnections();

    DirectTransport(Supplier<SSLSocketFactory> tls, Duration silence) {
        this.connector = new Connector(tls, silence);
    }

    @Override
    public Exchange open(UpstreamRequest request) {
        return new DirectExchange(request, connector, idle);
    }

    @Override
    public void close() {
        idle.close();
    }
}
