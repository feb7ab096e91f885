package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;
import java.io.InputStream;

/** The body of a message on its way, without its framing. Closing it reads nothing, and leaves the connection open. */
public abstract class MessageBody extends InputStream {

    private boolean atEnd;

    /** Whether all of it was read, and what ends it. */
    public final boolean isReadToEnd() {
        return atEnd || isComplete();
    }

    /** Whether all of it is known to have come before its end is read. */
    boolean isComplete() {
        return false;
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        if (atEnd) {
            return -1;
        }
        int n = length == 0 ? 0 : readNext(bytes, offset, length);
        atEnd = n < 0;
        return n;
    }

    /** Read some bytes, at least one; returns -1 at the end of the body. */
    abstract int readNext(byte[] bytes, int offset, int length) throws IOException;
}
