package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a body in chunks: one for each piece that it is given. */
public final class ChunkOutput extends OutputStream {

    private final MessageOutput out;

    public ChunkOutput(MessageOutput out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            out.line(Integer.toHexString(length));
            out.write(bytes, offset, length);
            out.line("");
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Write what ends the body. */
    public void end() throws IOException {
        out.line("0");
        out.line("");
    }
}
