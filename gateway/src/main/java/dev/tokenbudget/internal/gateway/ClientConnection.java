package dev.tokenbudget.internal.gateway;

import java.io.IOException;
import java.net.Socket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;

/** A client's connection: one request after the other. */
final class ClientConnection {

    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(1 << 16)
            .setMaxHeaderCount(500)
            .build();

    private final QuickAckConnection connection = new QuickAckConnection(LIMITS);
    private final Handler handler;
    private boolean inExchange;
    private boolean ending;

    /** Answers requests. */
    @FunctionalInterface
    interface Handler {
        void handle(ClientExchange exchange) throws IOException, HttpException;
    }

    ClientConnection(Socket socket, Handler handler) throws IOException {
        this.handler = handler;
        connection.bind(socket);
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
            connection.closeOnceRead();
        }
    }

    /** Break the connection off, so that the client sees a reset and not an answer's end. */
    void abort() {
        connection.close(CloseMode.IMMEDIATE);
    }

    /** Serve no further request; one that is served is answered to its end. */
    synchronized void endAfterExchange() {
        ending = true;
        if (!inExchange) {
            abort();
        }
    }

    private synchronized boolean beginExchange() {
        inExchange = !ending;
        return inExchange;
    }

    private synchronized boolean endExchange() {
        inExchange = false;
        return !ending;
    }

    private boolean serveOne() throws IOException {
        try {
            ClassicHttpRequest request = connection.receiveRequestHeader();
            if (request == null || !beginExchange()) {
                return false;
            }
            if (request.containsHeader("Transfer-Encoding") && request.containsHeader("Content-Length")) {
                throw new HttpException("Content-Length beside Transfer-Encoding");
            }
            connection.receiveRequestEntity(request);
            ClientExchange exchange = new ClientExchange(connection, request);
            handler.handle(exchange);
            return exchange.finish() && endExchange();
        } catch (HttpException e) {
            ClientExchange.refuseUnreadable(connection, e);
            return false;
        }
    }
}
