package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.gateway.answers.LiveAnswers;
import dev.tokenbudget.internal.gateway.transport.NetworkTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * The same gateway as {@link Gateway}, in front of a running application: its URLs carry no key, and who pays for a call is found by
 * its headers.
 */
public final class StandaloneGateway implements AutoCloseable {

    private final ClientWatch watch = new ClientWatch();
    private final AnswerSource answers = new LiveAnswers(new NetworkTransport());
    private final Listener listener;

    private StandaloneGateway(InetSocketAddress address, Upstreams upstreams, Traffic traffic, OpenEntrance entrance)
            throws IOException {
        RequestRouter router = new RequestRouter(entrance, upstreams, traffic, answers, watch);
        this.listener = new Listener(router::handle, address);
    }

    /**
     * Start a gateway.
     *
     * @param address where it listens
     * @param upstreams what requests may name
     * @param traffic which requests are not measured
     * @param entrance which requests come in
     * @throws UncheckedIOException if nothing can listen there
     */
    public static StandaloneGateway start(
            InetSocketAddress address, Upstreams upstreams, Traffic traffic, OpenEntrance entrance) {
        try {
            return new StandaloneGateway(address, upstreams, traffic, entrance);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The gateway cannot listen on " + address.getHostString() + ":" + address.getPort() + ": "
                            + e.getMessage() + ". Free the port, or choose another.",
                    e);
        }
    }

    /** Return the port that the gateway listens on. */
    public int port() {
        return listener.port();
    }

    /** Let nobody in any more, and wait until the exchanges under way have ended, for {@code patience} at most. */
    public void finish(Duration patience) {
        listener.finish(patience);
    }

    /** Stop: open connections are broken off, and what they used is charged before this returns. */
    @Override
    public void close() {
        listener.close();
        watch.close();
        answers.close();
    }
}
