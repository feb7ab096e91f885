package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes messages to a connection: head and first piece of a body in one system call, where they are small. */
public final class MessageOutput extends OutputStream {

    private static final int SIZE = 32 << 10;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Wire wire;
    private final byte[] bytes = new byte[SIZE];
    private int length;

    public MessageOutput(Wire wire) {
        this.wire = wire;
    }

    /** Write a line. Line ends in its text, which would be another header, become spaces. */
    public void line(String text) throws IOException {
        text(text);
        write(LINE_END, 0, 2);
    }

    public void field(String name, String value) throws IOException {
        text(name);
        text(": ");
        line(value);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        if (count > SIZE - length) {
            flush();
        }
        if (count > SIZE) {
            wire.write(source, offset, count);
        } else {
            System.arraycopy(source, offset, bytes, length, count);
            length += count;
        }
    }

    @Override
    public void flush() throws IOException {
        int pending = length;
        length = 0;
        if (pending > 0) {
            wire.write(bytes, 0, pending);
        }
    }

    private void text(String text) throws IOException {
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < latin.length; i++) {
            if (latin[i] == '\r' || latin[i] == '\n' || latin[i] == 0) {
                latin[i] = ' ';
            }
        }
        write(latin, 0, latin.length);
    }
}
