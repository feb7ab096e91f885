package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.transport.HeadReader;
import dev.tokenbudget.internal.gateway.transport.MalformedMessageException;
import dev.tokenbudget.internal.gateway.transport.MessageHead;
import dev.tokenbudget.internal.gateway.transport.PlainWire;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** A client's connection: one request after the other. */
final class ClientConnection {

    private static final int REQUEST_TIMEOUT = 408;

    private final ClientSocket socket;
    private final HeadReader heads;
    private final ClientLimits limits;
    private final Handler handler;
    private boolean inExchange;
    private boolean ending;
    private volatile long idleSince = System.nanoTime();

    /** Answers requests. */
    @FunctionalInterface
    interface Handler {
        void handle(ClientExchange exchange) throws IOException;
    }

    ClientConnection(SocketChannel channel, ClientLimits limits, Handler handler) {
        this.socket = new ClientSocket(channel);
        this.heads = new HeadReader(socket.input(), HeadReader.Rules.OF_REQUESTS);
        this.limits = limits;
        this.handler = handler;
    }

    /** Return what reading may take too long of. */
    PlainWire wire() {
        return socket.wire();
    }

    void serveAll() {
        try {
            boolean more = true;
            while (more) {
                more = serveOne();
            }
        } catch (IOException e) {
            // The client is gone, or has sent half a request.
        } finally {
            socket.closeOnceRead();
        }
    }

    /** Answer the first request with {@code status} and why no more connections are served. */
    void refuse(int status, String because) {
        try {
            socket.awaitsRequest(limits.head());
            socket.input().await();
            ClientExchange.refuse(socket, status, because);
        } catch (IOException e) {
            // The client is gone.
        } finally {
            socket.closeOnceRead();
        }
    }

    /** Break the connection off, so that the client sees a reset and not an answer's end. */
    void abort() {
        socket.abort();
    }

    /** Serve no further request; one that is served is answered to its end. */
    synchronized void endAfterExchange() {
        ending = true;
        if (!inExchange) {
            abort();
        }
    }

    /** Return for how long no request has been served, in nanoseconds; 0 while one is. */
    long idleNanos() {
        long since = idleSince;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    private synchronized boolean beginExchange() {
        inExchange = !ending;
        idleSince = 0;
        return inExchange;
    }

    private synchronized boolean endExchange() {
        inExchange = false;
        idleSince = System.nanoTime();
        return !ending;
    }

    private boolean serveOne() throws IOException {
        socket.awaitsRequest(limits.idle());
        if (!socket.input().await()) {
            return false;
        }
        try {
            socket.readsHead(limits.head());
            Optional<MessageHead> head = heads.read();
            if (head.isEmpty() || !beginExchange()) {
                return false;
            }
            socket.readsBody(limits.body());
            ClientExchange exchange = new ClientExchange(socket, RequestHead.parse(head.get()));
            handler.handle(exchange);
            return exchange.finish() && endExchange();
        } catch (MalformedMessageException e) {
            ClientExchange.refuse(socket, e.status(), "The gateway cannot read this request: " + e.getMessage() + ".");
            return false;
        } catch (SocketTimeoutException e) {
            ClientExchange.refuse(socket, REQUEST_TIMEOUT, "The gateway waited too long for the rest of this request.");
            return false;
        }
    }
}
