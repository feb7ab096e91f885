package dev.tokenbudget.internal.gateway.answers;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that shows what is read from it to somebody else. */
final class CopiedStream extends FilterInputStream {

    private final Copy copy;

    CopiedStream(InputStream in, Copy copy) {
        super(in);
        this.copy = copy;
    }

    /** Sees bytes that are read; a negative length is the end of the stream. */
    @FunctionalInterface
    interface Copy {
        void see(byte[] bytes, int offset, int length);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        copy.see(bytes, offset, read);
        return read;
    }

    /** Nothing passes unseen. */
    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.min(bytes, 1 << 16)).length;
    }
}
