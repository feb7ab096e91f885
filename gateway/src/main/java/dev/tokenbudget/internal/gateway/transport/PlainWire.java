package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * A connection without TLS. It reads and writes in one system call each: a socket with a time-out of its own would take three
 * to read (read, poll, read), so that {@link Deadlines} keeps the time.
 */
public final class PlainWire implements Wire, Deadlines.Timed {

    private final SocketChannel channel;
    private long patienceNanos;
    private volatile long deadline = Deadlines.NONE;
    private volatile boolean timedOut;

    /** Use a connection of which each {@link #read} waits for {@code patience} at most. */
    public PlainWire(SocketChannel channel, Duration patience) {
        this.channel = channel;
        this.patienceNanos = patience.toNanos();
    }

    /** Set how long a {@link #read} waits from now on. */
    public void patience(long nanos) {
        patienceNanos = nanos;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        deadline = Deadlines.in(patienceNanos);
        int n;
        try {
            n = channel.read(ByteBuffer.wrap(bytes, offset, length));
        } finally {
            deadline = Deadlines.NONE;
        }
        if (n < 0 && timedOut) {
            throw new SocketTimeoutException("nothing came for too long");
        }
        return n;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    @Override
    public int readAtOnce(byte[] bytes, int offset, int length) throws IOException {
        channel.configureBlocking(false);
        try {
            return channel.read(ByteBuffer.wrap(bytes, offset, length));
        } finally {
            channel.configureBlocking(true);
        }
    }

    @Override
    public int readWithin(int millis, byte[] bytes, int offset, int length) throws IOException {
        Socket socket = channel.socket();
        socket.setSoTimeout(millis);
        try {
            return socket.getInputStream().read(bytes, offset, length);
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    @Override
    public boolean hasInput() throws IOException {
        return channel.socket().getInputStream().available() > 0;
    }

    @Override
    public Socket socket() {
        return channel.socket();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void abort() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // It is closed already.
        }
        close();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nobody can do anything about it.
        }
    }

    @Override
    public long deadline() {
        return deadline;
    }

    @Override
    public void giveUp() {
        timedOut = true;
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            close();
        }
    }
}
