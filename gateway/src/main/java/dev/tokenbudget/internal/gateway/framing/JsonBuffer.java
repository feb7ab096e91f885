package dev.tokenbudget.internal.gateway.framing;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Collects a JSON document for reading. Of one that grows large, long texts (pictures, sound, files) and long rows of numbers
 * (embeddings) are shortened as they come: nothing reads what they hold, and no document can fill the memory.
 */
public final class JsonBuffer {

    private static final int NEVER_SHORTENED = 1 << 20;
    private static final int LONGEST_TEXT = 16 << 10;
    private static final int LONGEST_ROW = 1 << 10;
    static final int LIMIT = 16 << 20;
    private static final int UNICODE_DIGITS = 4;
    private static final int ESCAPED = 5;

    private Bytes bytes = new Bytes(32);
    private boolean shortening;
    private boolean overflown;

    private boolean inText;
    private boolean dropping;
    private int kept;
    private int escapeLeft;

    /** Hands out what it holds without a copy where that fits: the copy took a tenth of what a call costs the gateway. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes(int size) {
            super(size);
        }

        byte[] taken() {
            return count == buf.length ? buf : toByteArray();
        }
    }

    /** Take the next piece. */
    public void append(byte[] source, int offset, int length) {
        if (!shortening && bytes.size() + length <= NEVER_SHORTENED) {
            if (bytes.size() == 0) {
                // Most answers come in one piece: growing took a twentieth of what a call costs the gateway.
                bytes = new Bytes(length);
            }
            bytes.write(source, offset, length);
            return;
        }
        if (!shortening) {
            shortening = true;
            byte[] begun = bytes.toByteArray();
            bytes = new Bytes(32);
            shorten(begun, 0, begun.length);
        }
        shorten(source, offset, length);
    }

    boolean isEmpty() {
        return bytes.size() == 0 && !overflown;
    }

    /** Return what was collected, or nothing where it was still too large, and start again. */
    public Optional<byte[]> take() {
        Optional<byte[]> taken = overflown ? Optional.empty() : Optional.of(bytes.taken());
        bytes = new Bytes(32);
        shortening = false;
        overflown = false;
        inText = false;
        dropping = false;
        kept = 0;
        escapeLeft = 0;
        return taken;
    }

    private void shorten(byte[] source, int offset, int length) {
        for (int at = offset; at < offset + length; at++) {
            byte b = source[at];
            if (inText ? isKeptOfText(b) : isKeptOutsideText(b)) {
                keep(b);
            }
        }
    }

    private boolean isKeptOfText(byte b) {
        // A character or an escape sequence is kept whole or not at all.
        boolean begins = escapeLeft == 0 && (b & 0xC0) != 0x80;
        if (begins && b == '"') {
            inText = false;
            dropping = false;
            kept = 0;
            return true;
        }
        dropping |= begins && kept >= LONGEST_TEXT;
        kept++;
        escapeLeft = escapeAfter(b);
        return !dropping;
    }

    /** An escape sequence is a backslash and one character, or after a "u" four more. */
    private int escapeAfter(byte b) {
        if (escapeLeft == 0) {
            return b == '\\' ? ESCAPED : 0;
        }
        if (escapeLeft == ESCAPED) {
            return b == 'u' ? UNICODE_DIGITS : 0;
        }
        return escapeLeft - 1;
    }

    private boolean isKeptOutsideText(byte b) {
        if (!isOfNumbers(b)) {
            inText = b == '"';
            dropping = false;
            kept = 0;
            return true;
        }
        dropping |= b == ',' && kept >= LONGEST_ROW;
        kept++;
        return !dropping;
    }

    private static boolean isOfNumbers(byte b) {
        return (b >= '0' && b <= '9') || " \t\r\n,.+-eE".indexOf(b) >= 0;
    }

    private void keep(byte b) {
        if (bytes.size() < LIMIT) {
            bytes.write(b);
        } else {
            overflown = true;
        }
    }
}
