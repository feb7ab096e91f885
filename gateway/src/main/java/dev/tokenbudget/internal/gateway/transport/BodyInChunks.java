package dev.tokenbudget.internal.gateway.transport;

import java.io.EOFException;
import java.io.IOException;

/** A body in chunks (RFC 9112, 7.1). Extensions and trailers are read and dropped. */
public final class BodyInChunks extends MessageBody {

    private static final int MOST_DIGITS = 16;

    private final MessageInput input;
    private final HeadReader lines;
    private boolean begun;
    private long left;

    public BodyInChunks(MessageInput input, HeadReader.Rules rules) {
        this.input = input;
        this.lines = new HeadReader(input, rules);
    }

    @Override
    int readNext(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
            left = nextSize();
            if (left == 0) {
                lines.readFields();
                return -1;
            }
        }
        int n = input.read(bytes, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw new EOFException("the body ended within a chunk");
        }
        left -= n;
        return n;
    }

    private long nextSize() throws IOException {
        if (begun && !lines.readPlainLine().isEmpty()) {
            throw new MalformedMessageException("a chunk is longer than its size");
        }
        begun = true;
        return size(lines.readPlainLine());
    }

    private static long size(String line) throws MalformedMessageException {
        int end = line.indexOf(';') < 0 ? line.length() : line.indexOf(';');
        String digits = line.substring(0, end).stripTrailing();
        if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
            throw new MalformedMessageException("a chunk has no size");
        }
        long size = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) < 0x80 ? Character.digit(digits.charAt(i), 16) : -1;
            if (digit < 0 || size >> 58 != 0) {
                throw new MalformedMessageException("the size of a chunk is no number");
            }
            size = size << 4 | digit;
        }
        return size;
    }
}
