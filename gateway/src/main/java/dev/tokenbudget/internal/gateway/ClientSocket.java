package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.transport.MessageInput;
import dev.tokenbudget.internal.gateway.transport.MessageOutput;
import dev.tokenbudget.internal.gateway.transport.PlainWire;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;

/**
 * The gateway's end of a client's connection. What comes in the middle of a request is acknowledged at once, where the system
 * can be told to: the official SDKs send larger bodies in pieces without TCP_NODELAY, and each piece would wait 40 ms for the
 * acknowledgement of the one before.
 */
final class ClientSocket {

    private static final int TIME_TO_READ_MILLIS = 200;
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final SocketChannel channel;
    private final PlainWire wire;
    private final MessageInput input;
    private final MessageOutput output;
    private final boolean acknowledges;
    private boolean inRequest;
    private long patienceNanos;
    private long headDeadline;

    ClientSocket(SocketChannel channel) {
        this.channel = channel;
        this.wire = new PlainWire(channel, Duration.ZERO);
        this.input = new MessageInput(wire, this::beforeRead);
        this.output = new MessageOutput(wire);
        this.acknowledges = channel.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
    }

    PlainWire wire() {
        return wire;
    }

    MessageInput input() {
        return input;
    }

    MessageOutput output() {
        return output;
    }

    /** Wait for the next request for {@code patience} at most. */
    void awaitsRequest(Duration patience) {
        inRequest = false;
        patienceNanos = patience.toNanos();
    }

    /** Read a head, which must have come after {@code patience}. */
    void readsHead(Duration patience) {
        inRequest = true;
        patienceNanos = 0;
        headDeadline = System.nanoTime() + patience.toNanos();
    }

    /** Read a body, of which some must come within {@code patience} each time. */
    void readsBody(Duration patience) {
        patienceNanos = patience.toNanos();
    }

    private void beforeRead() throws IOException {
        wire.patience(patienceNanos > 0 ? patienceNanos : headDeadline - System.nanoTime());
        if (inRequest && acknowledges) {
            // Linux forgets the option after a few packets.
            channel.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Whether the other side still has its end of the connection, and has at most told that it sends no more. */
    boolean isPeerThere() throws IOException {
        return input.readAhead() || PeerSocket.isHeld(channel.socket());
    }

    /** End what is sent: the other side gets all that was written, and after it an end. */
    void endOutput() throws IOException {
        output.flush();
        channel.shutdownOutput();
    }

    /** Break the connection off: the other side sees a reset. */
    void abort() {
        wire.abort();
    }

    /**
     * End what is sent, and close once the other side has read it: a socket that is closed while bytes come in resets, and
     * what was sent may be lost.
     */
    void closeOnceRead() {
        try {
            if (!channel.socket().isOutputShutdown()) {
                endOutput();
            }
            skipInput(LINGER_NANOS);
        } catch (IOException e) {
            // The other side is gone already.
        }
        wire.close();
    }

    /** Break the connection off, but give the other side some time to read what was sent. */
    void resetOnceRead() {
        try {
            output.flush();
            skipInput(TimeUnit.MILLISECONDS.toNanos(TIME_TO_READ_MILLIS));
        } catch (IOException e) {
            // The other side is gone already.
        }
        wire.abort();
    }

    private void skipInput(long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        Socket socket = channel.socket();
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
}
