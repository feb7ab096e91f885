package dev.tokenbudget.internal.history.importing;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The content of a compressed file, which ends where the file is torn or damaged. */
final class WholeGzip extends FilterInputStream {

    private boolean damaged;

    WholeGzip(InputStream bytes) throws IOException {
        super(new GZIPInputStream(bytes));
    }

    /** Whether the content ended before its end. */
    boolean isDamaged() {
        return damaged;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (damaged) {
            return -1;
        }
        try {
            return super.read(target, offset, length);
        } catch (EOFException | ZipException e) {
            damaged = true;
            return -1;
        }
    }
}
