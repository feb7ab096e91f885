package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;

/** Sends requests upstream: over the network, or wherever else answers come from. */
public interface UpstreamTransport extends AutoCloseable {

    /** Prepare to send {@code request}. */
    Exchange open(UpstreamRequest request);

    @Override
    void close();

    /** One request and its answer. */
    interface Exchange extends AutoCloseable {

        /**
         * Send the request and wait for the head of its answer.
         *
         * @throws UnreachableException if nothing was sent, because the upstream cannot be reached
         * @throws java.net.SocketTimeoutException if the upstream stayed silent for too long
         * @throws IOException if the exchange broke after it had begun: the upstream may have done its work
         */
        UpstreamResponse send() throws IOException;

        /** Break the exchange off, from any thread: a thread that waits for it gets an {@link IOException}. */
        void cancel();

        /** Let the connection go, to be used again where the answer was read to its end. */
        @Override
        void close();
    }

    /** Nothing could be sent: the upstream does not exist, refuses connections or fails the TLS handshake. */
    final class UnreachableException extends IOException {
        public UnreachableException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
