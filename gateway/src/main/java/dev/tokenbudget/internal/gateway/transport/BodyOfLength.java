package dev.tokenbudget.internal.gateway.transport;

import java.io.EOFException;
import java.io.IOException;

/** A body whose length its head tells. */
public final class BodyOfLength extends MessageBody {

    private final MessageInput input;
    private final long length;
    private long left;

    public BodyOfLength(MessageInput input, long length) {
        this.input = input;
        this.length = length;
        this.left = length;
    }

    @Override
    boolean isComplete() {
        return left == 0;
    }

    @Override
    int readNext(byte[] bytes, int offset, int most) throws IOException {
        if (left == 0) {
            return -1;
        }
        int n = input.read(bytes, offset, (int) Math.min(most, left));
        if (n < 0) {
            throw new EOFException("the body ended after " + (length - left) + " of " + length + " bytes");
        }
        left -= n;
        return n;
    }
}
