package dev.tokenbudget.internal.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;

/**
 * A server's connection that acknowledges what it reads at once, where the system can be told to. The official SDKs send
 * larger bodies in pieces without TCP_NODELAY: each piece would wait 40 ms for the acknowledgement of the one before.
 * Headers travel byte by byte.
 */
final class QuickAckConnection extends DefaultBHttpServerConnection {

    private static final int TIME_TO_READ_MILLIS = 200;
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    QuickAckConnection(Http1Config limits) {
        super("http", limits, StandardCharsets.ISO_8859_1.newDecoder(), StandardCharsets.ISO_8859_1.newEncoder());
    }

    @Override
    public void bind(Socket socket) throws IOException {
        bind(new SocketHolder(socket) {
            @Override
            protected InputStream getInputStream(Socket bound) throws IOException {
                boolean canBeTold = bound.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
                return canBeTold ? new PromptStream(bound) : bound.getInputStream();
            }
        });
    }

    /** Whether the other side still has its end of the connection, and has at most told that it sends no more. */
    boolean isPeerThere() throws IOException {
        return !isStale() || PeerSocket.isHeld(ensureOpen().getSocket());
    }

    /** End what is sent: the other side gets all that was written, and after it an end. */
    void endOutput() throws IOException {
        flush();
        ensureOpen().getSocket().shutdownOutput();
    }

    /**
     * End what is sent, and close once the other side has read it: a socket that is closed while bytes come in resets, and
     * what was sent may be lost.
     */
    void closeOnceRead() {
        try {
            if (!ensureOpen().getSocket().isOutputShutdown()) {
                endOutput();
            }
            skipInput(LINGER_NANOS);
        } catch (IOException e) {
            // The other side is gone already.
        }
        close(CloseMode.GRACEFUL);
    }

    /** Break the connection off, but give the other side some time to read what was sent. */
    void resetOnceRead() {
        try {
            flush();
            skipInput(TimeUnit.MILLISECONDS.toNanos(TIME_TO_READ_MILLIS));
        } catch (IOException e) {
            // The other side is gone already.
        }
        close(CloseMode.IMMEDIATE);
    }

    private void skipInput(long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        Socket socket = ensureOpen().getSocket();
        socket.setSoTimeout(TIME_TO_READ_MILLIS);
        byte[] skipped = new byte[8192];
        int read = 0;
        while (read >= 0 && System.nanoTime() < end) {
            try {
                read = socket.getInputStream().read(skipped);
            } catch (SocketTimeoutException e) {
                // It still reads.
            }
        }
    }

    private static final class PromptStream extends FilterInputStream {
        private final Socket socket;

        PromptStream(Socket socket) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            // Linux forgets the option after a few packets.
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            return super.read(bytes, offset, length);
        }
    }
}
