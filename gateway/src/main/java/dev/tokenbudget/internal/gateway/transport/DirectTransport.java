package dev.tokenbudget.internal.gateway.transport;

/** Sends requests over its own connections, reused where both sides keep them open. */
final class DirectTransport implements UpstreamTransport {

    private final Connector connector;
    private final IdleConnections idle = new IdleConnections();

    DirectTransport(Connector connector) {
        this.connector = connector;
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
