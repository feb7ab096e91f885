package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a body whose length was told: what is more than that is dropped. */
public final class LengthOutput extends OutputStream {

    private final MessageOutput out;
    private long left;

    public LengthOutput(MessageOutput out, long length) {
        this.out = out;
        this.left = length;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int n = (int) Math.min(length, left);
        out.write(bytes, offset, n);
        left -= n;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /**
     * Note that all was written.
     *
     * @throws IOException if it was less than the length
     */
    public void end() throws IOException {
        if (left > 0) {
            throw new IOException(left + " bytes less than its length");
        }
    }
}
