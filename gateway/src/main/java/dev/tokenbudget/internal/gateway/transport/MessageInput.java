package dev.tokenbudget.internal.gateway.transport;

import java.io.EOFException;
import java.io.IOException;

/** Reads messages from a connection. What was read ahead stays here. */
public final class MessageInput {

    private static final int SIZE = 16 << 10;

    private final byte[] bytes = new byte[SIZE];
    private final Wire wire;
    private final BeforeRead beforeRead;
    private int at;
    private int end;

    /** Something to do before the connection is read. */
    @FunctionalInterface
    public interface BeforeRead {
        void run() throws IOException;
    }

    public MessageInput(Wire wire, BeforeRead beforeRead) {
        this.wire = wire;
        this.beforeRead = beforeRead;
    }

    /** Whether bytes are here that were read and not used. */
    public boolean hasBytes() {
        return at < end;
    }

    /** Return the next byte, or -1 at the end. */
    int next() throws IOException {
        if (at == end && !fill()) {
            return -1;
        }
        return bytes[at++] & 0xFF;
    }

    /** Return the next byte, which {@link #await} has waited for, and leave it here. */
    int peek() {
        return bytes[at] & 0xFF;
    }

    /** Return the next byte of a message that has begun. */
    int required() throws IOException {
        int next = next();
        if (next < 0) {
            throw new EOFException("the connection ended within a message");
        }
        return next;
    }

    /** Read up to {@code length} bytes, from what is here first. */
    int read(byte[] into, int offset, int length) throws IOException {
        if (at == end) {
            if (length >= SIZE) {
                beforeRead.run();
                return wire.read(into, offset, length);
            }
            if (!fill()) {
                return -1;
            }
        }
        int n = Math.min(length, end - at);
        System.arraycopy(bytes, at, into, offset, n);
        at += n;
        return n;
    }

    /** Wait until there is something to read; returns false at the end. */
    public boolean await() throws IOException {
        return at < end || fill();
    }

    /**
     * Whether the other side keeps the connection open and has sent nothing that was not read: bytes left over would be taken
     * for the next answer.
     *
     * @param millis how long something may still come; 0 for what is there now
     */
    boolean isQuiet(int millis) {
        if (at < end) {
            return false;
        }
        try {
            int n = millis == 0 ? wire.readAtOnce(bytes, 0, SIZE) : wire.readWithin(millis, bytes, 0, SIZE);
            at = 0;
            end = Math.max(0, n);
            return n == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Read what comes within a millisecond ahead, where there is room; returns false at the end. */
    public boolean readAhead() throws IOException {
        if (at == end) {
            at = 0;
            end = 0;
        }
        if (end == SIZE) {
            return true;
        }
        int n = wire.readWithin(1, bytes, end, SIZE - end);
        end += Math.max(0, n);
        return n >= 0;
    }

    private boolean fill() throws IOException {
        beforeRead.run();
        int n = wire.read(bytes, 0, SIZE);
        at = 0;
        end = Math.max(0, n);
        return n > 0;
    }
}
