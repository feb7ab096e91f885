package dev.tokenbudget.internal.gateway.framing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What comes out of a compressed body, up to a limit: a thousand times as much can come out as went in. */
final class DecompressedBody extends FilterInputStream {

    /** Also what bounds the time that reading takes. */
    static final int LIMIT = 32 << 20;

    private long left = LIMIT;

    DecompressedBody(InputStream plain) {
        super(plain);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** @throws BeyondLimitException if more comes than is read */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = super.read(bytes, offset, length);
        left -= Math.max(0, n);
        if (left < 0) {
            throw new BeyondLimitException("it is larger than " + (LIMIT >> 20) + " MiB when it is decompressed");
        }
        return n;
    }
}
