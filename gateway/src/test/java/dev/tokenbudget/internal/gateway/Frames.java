package dev.tokenbudget.internal.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/** Builds the binary frames of Amazon's event streams. */
final class Frames {

    private Frames() {}

    /** Return what InvokeModel wraps a model's own document in. */
    static String packed(String document) {
        return "{\"bytes\":\"" + Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8)) + "\"}";
    }

    static byte[] frames(String... payloads) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (String payload : payloads) {
            byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
            ByteBuffer frame = ByteBuffer.allocate(16 + bytes.length);
            frame.putInt(16 + bytes.length).putInt(0).putInt(crc(frame.array(), 8));
            frame.put(bytes).putInt(crc(frame.array(), 12 + bytes.length));
            stream.writeBytes(frame.array());
        }
        return stream.toByteArray();
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }
}
