package dev.tokenbudget.internal.gateway.framing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The headers of one frame of {@code application/vnd.amazon.eventstream} that are texts: name (after its length, one byte),
 * type, value.
 */
record AwsFrameHeaders(Map<String, String> texts) {

    private static final int TEXT = 7;
    private static final int BYTES = 6;
    /** Lengths of the values of the other types, by type: true, false, byte, short, int, long; timestamp, UUID. */
    private static final Map<Integer, Integer> LENGTHS = Map.of(0, 0, 1, 0, 2, 1, 3, 2, 4, 4, 5, 8, 8, 8, 9, 16);

    static AwsFrameHeaders read(ByteBuffer headers) {
        Map<String, String> texts = new TreeMap<>();
        while (headers.hasRemaining()) {
            String name = text(headers, headers.get() & 0xFF);
            int type = headers.get();
            if (type == TEXT) {
                texts.put(name, text(headers, headers.getShort() & 0xFFFF));
            } else {
                int length = type == BYTES ? headers.getShort() & 0xFFFF : LENGTHS.getOrDefault(type, 0);
                headers.position(headers.position() + length);
            }
        }
        return new AwsFrameHeaders(texts);
    }

    /** Return {@code document}, or an error that holds it where the frame is an exception. */
    byte[] asError(byte[] document) {
        String kind = texts.getOrDefault(":message-type", "event");
        if (!kind.equals("exception") && !kind.equals("error")) {
            return document;
        }
        return ErrorDocument.of(
                texts.getOrDefault(":exception-type", texts.getOrDefault(":error-code", kind)), document);
    }

    private static String text(ByteBuffer headers, int length) {
        byte[] bytes = new byte[length];
        headers.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
