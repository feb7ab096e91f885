package dev.tokenbudget.opentelemetry;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * One request to the receiver.
 *
 * @param method of HTTP
 * @param path of its URL
 * @param contentType what its body is
 * @param compressed whether its body is in gzip
 * @param runKey the key of a run, from its header
 * @param body its body, as it is sent, of which nothing has been read
 */
record OtlpRequest(
        String method, String path, String contentType, boolean compressed, Optional<String> runKey, InputStream body) {

    static final String PROTOBUF = "application/x-protobuf";

    private static final String JSON = "application/json";
    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    static OtlpRequest of(HttpExchange exchange) {
        return new OtlpRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                header(exchange, "Content-Type").orElse("").toLowerCase(Locale.ROOT),
                header(exchange, "Content-Encoding")
                        .filter("gzip"::equalsIgnoreCase)
                        .isPresent(),
                header(exchange, ReportingRun.HEADER),
                exchange.getRequestBody());
    }

    boolean isTraces() {
        return method.equals("POST") && path.equals("/v1/traces") && (isJson() || contentType.startsWith(PROTOBUF));
    }

    boolean isOtherSignal() {
        return method.equals("POST") && (path.equals("/v1/metrics") || path.equals("/v1/logs"));
    }

    boolean isJson() {
        return contentType.startsWith(JSON);
    }

    /**
     * Read the spans, once.
     *
     * @throws IllegalArgumentException if the body is not what its type says
     * @throws IOException if it cannot be decompressed or is too large
     */
    List<ResourceSpans> spans() throws IOException {
        byte[] sent = limited(body);
        byte[] content = sent;
        if (compressed) {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
                content = limited(in);
            }
        }
        return isJson() ? OtlpJson.read(content) : OtlpProtobuf.read(content);
    }

    /** Read a body and drop it, so that its sender does not fail. */
    void skip() throws IOException {
        byte[] part = new byte[8192];
        int all = 0;
        for (int read = body.read(part); read >= 0 && all < LARGEST_BODY; read = body.read(part)) {
            all += read;
        }
    }

    private static byte[] limited(InputStream in) throws IOException {
        byte[] content = in.readNBytes(LARGEST_BODY + 1);
        if (content.length > LARGEST_BODY) {
            throw new IOException("it is larger than " + LARGEST_BODY + " bytes");
        }
        return content;
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }
}
