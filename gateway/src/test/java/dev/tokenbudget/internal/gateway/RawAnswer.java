package dev.tokenbudget.internal.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An HTTP/1.1 answer read from a bare socket. */
record RawAnswer(String head, byte[] body) {

    static RawAnswer read(InputStream in) throws IOException {
        String head = readHead(in);
        return new RawAnswer(
                head,
                head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked") ? chunks(in) : in.readAllBytes());
    }

    int status() {
        return Integer.parseInt(head.split(" ")[1]);
    }

    static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("cut in the head: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            byte[] chunk = in.readNBytes(size);
            if (chunk.length < size) {
                throw new IOException("cut in a chunk");
            }
            body.write(chunk);
            in.readNBytes(2);
        }
        return body.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("cut between chunks");
            }
            line.write(b);
        }
        return Integer.parseInt(line.toString(StandardCharsets.US_ASCII).trim(), 16);
    }
}
