package dev.tokenbudget.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * An answer of the gateway as a client reads it.
 *
 * @param status HTTP status
 * @param body without its framing
 */
record ClientAnswer(int status, byte[] body) {

    static ClientAnswer of(byte[] received) {
        String text = new String(received, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        Checks.that(text.startsWith("HTTP/1.1 ") && end > 0, "no answer, but " + received.length + " bytes");
        String head = text.substring(0, end).toLowerCase(Locale.ROOT);
        byte[] rest = Arrays.copyOfRange(received, end + 4, received.length);
        return new ClientAnswer(
                Integer.parseInt(head.substring(9, 12)),
                head.contains("transfer-encoding: chunked") ? joined(rest) : rest);
    }

    private static byte[] joined(byte[] chunks) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String text = new String(chunks, StandardCharsets.ISO_8859_1);
        int at = 0;
        while (true) {
            int lineEnd = text.indexOf("\r\n", at);
            Checks.that(lineEnd >= 0, "an answer that was cut");
            int size = Integer.parseInt(text.substring(at, lineEnd).strip(), 16);
            if (size == 0) {
                return body.toByteArray();
            }
            body.write(chunks, lineEnd + 2, size);
            at = lineEnd + 2 + size + 2;
        }
    }
}
