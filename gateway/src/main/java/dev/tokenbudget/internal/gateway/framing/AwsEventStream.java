package dev.tokenbudget.internal.gateway.framing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The binary frames of {@code application/vnd.amazon.eventstream}: a prelude (length of the frame, length of its headers,
 * CRC-32 of both), headers, payload, CRC-32 of all. Each payload is a document; that an exception is one, its headers tell.
 */
final class AwsEventStream implements Framing {

    private static final int PRELUDE = 12;
    private static final int CHECKSUM = 4;
    /** The format's own limit is 24 MiB. */
    static final int LONGEST_FRAME = 24 << 20;

    private static final int PIECE = 16 << 10;

    private final DocumentSink sink;
    private byte[] pending = new byte[PIECE];
    private int filled;

    AwsEventStream(DocumentSink sink) {
        this.sink = sink;
    }

    /** @throws IllegalStateException if a checksum is wrong: nothing after it can be trusted */
    @Override
    public void accept(byte[] bytes, int offset, int length) {
        append(bytes, offset, length);
        int at = 0;
        while (filled - at >= PRELUDE) {
            int frame = lengthOfFrame(pending, at);
            if (filled - at < frame) {
                break;
            }
            byte[] document = payload(pending, at, frame);
            sink.accept(document, 0, document.length);
            at += frame;
        }
        if (at > 0) {
            System.arraycopy(pending, at, pending, 0, filled - at);
            filled -= at;
        }
    }

    private void append(byte[] bytes, int offset, int length) {
        if (pending.length - filled < length) {
            pending = Arrays.copyOf(pending, Math.max(filled + length, 2 * pending.length));
        }
        System.arraycopy(bytes, offset, pending, filled, length);
        filled += length;
    }

    @Override
    public void end() {
        // What is pending is a frame that was cut.
    }

    @Override
    public boolean isStream() {
        return true;
    }

    private static int lengthOfFrame(byte[] all, int at) {
        ByteBuffer prelude = ByteBuffer.wrap(all, at, PRELUDE);
        int frame = prelude.getInt();
        int headers = prelude.getInt();
        check(all, at, PRELUDE - CHECKSUM, prelude.getInt());
        if (headers < 0 || frame < PRELUDE + headers + CHECKSUM || frame > LONGEST_FRAME) {
            throw new IllegalStateException("a frame of " + frame + " bytes with " + headers + " of headers");
        }
        return frame;
    }

    private static byte[] payload(byte[] all, int at, int frame) {
        int headers = ByteBuffer.wrap(all, at + 4, 4).getInt();
        check(
                all,
                at,
                frame - CHECKSUM,
                ByteBuffer.wrap(all, at + frame - CHECKSUM, CHECKSUM).getInt());
        byte[] document = Arrays.copyOfRange(all, at + PRELUDE + headers, at + frame - CHECKSUM);
        return AwsFrameHeaders.read(ByteBuffer.wrap(all, at + PRELUDE, headers)).asError(document);
    }

    private static void check(byte[] all, int at, int length, int expected) {
        CRC32 sum = new CRC32();
        sum.update(all, at, length);
        if ((int) sum.getValue() != expected) {
            throw new IllegalStateException("a frame's checksum is wrong");
        }
    }
}
