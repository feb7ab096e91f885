package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.Corpus.Exchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Plays recorded exchanges: both the client and the provider. */
final class Recordings {

    private static final int CHUNK = 97;

    private Recordings() {}

    /** Answer as {@code exchange} was answered, a stream in small pieces. */
    static void serve(Exchange exchange, Provider.Wire wire) throws IOException {
        StringBuilder head = new StringBuilder(
                "HTTP/1.1 " + exchange.recorded().path("status").asInt() + " OK\r\n");
        head.append("Content-Type: ")
                .append(exchange.recorded().path("content_type").asText())
                .append("\r\n");
        byte[] body = exchange.response();
        exchange.recorded().path("response_headers").properties().stream()
                .filter(header ->
                        !header.getKey().matches("(?i)content-encoding|transfer-encoding|content-length|connection"))
                .forEach(header -> head.append(header.getKey())
                        .append(": ")
                        .append(header.getValue().asText())
                        .append("\r\n"));
        if (!exchange.isStream()) {
            wire.send(head + "Content-Length: " + body.length + "\r\n\r\n");
            wire.send(body);
            return;
        }
        wire.send(head + "Transfer-Encoding: chunked\r\n\r\n");
        for (int at = 0; at < body.length; at += CHUNK) {
            wire.chunk(Arrays.copyOfRange(body, at, Math.min(at + CHUNK, body.length)));
        }
        wire.lastChunk();
    }

    /** Send with a bare socket: some recorded paths hold characters that the JDK's client refuses. */
    static byte[] send(Exchange exchange, URI base) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", base.getPort())) {
            byte[] body = exchange.request();
            OutputStream out = socket.getOutputStream();
            String head = exchange.method() + " " + base.getRawPath() + exchange.path()
                    + " HTTP/1.1\r\nHost: gateway\r\n"
                    + "X-Exchange: " + exchange.name() + "\r\nContent-Type: application/json\r\nConnection: close\r\n"
                    + "Content-Length: " + body.length + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(body);
            out.flush();
            return RawAnswer.read(socket.getInputStream()).body();
        }
    }
}
