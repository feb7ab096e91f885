package dev.tokenbudget.opentelemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks through the fields of one protobuf message: the few lines of the wire format that OTLP needs, instead of a library
 * that would clash with the one on a user's class path.
 *
 * <p>Source of the format: protobuf's "Encoding" page.
 */
final class ProtobufFields {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    /** Far more than any attribute needs, and far less than a stack holds. */
    private static final int DEEPEST = 100;

    private final ByteBuffer bytes;
    private final int depth;
    private int number;
    private int wireType;

    ProtobufFields(byte[] message) {
        this(ByteBuffer.wrap(message), 0);
    }

    private ProtobufFields(ByteBuffer bytes, int depth) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
        this.depth = depth;
    }

    /** Go to the next field, whose value has to be taken or skipped; return whether there is one. */
    boolean next() {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long tag = varint();
        number = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        return true;
    }

    /** Return the number of the field. */
    int number() {
        return number;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number has more than 64 bits");
    }

    long fixed64() {
        return bytes.getLong();
    }

    ProtobufFields message() {
        if (depth == DEEPEST) {
            throw new IllegalArgumentException("its messages are nested deeper than " + DEEPEST);
        }
        return new ProtobufFields(slice(), depth + 1);
    }

    String text() {
        return new String(content(), UTF_8);
    }

    byte[] content() {
        ByteBuffer slice = slice();
        byte[] content = new byte[slice.remaining()];
        slice.get(content);
        return content;
    }

    void skip() {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED64 -> fixed64();
            case LENGTH_DELIMITED -> slice();
            case FIXED32 -> bytes.getInt();
            default -> throw new IllegalArgumentException("a field has the unknown type " + wireType);
        }
    }

    private ByteBuffer slice() {
        long length = varint();
        if (wireType != LENGTH_DELIMITED || length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer slice = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return slice;
    }
}
