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
 * @param body its body, as sent
 */
record OtlpRequest(
        String method, String path, String contentType, boolean compressed, Optional<String> runKey, byte[] body) {

    static final String PROTOBUF = "application/x-protobuf";

    private static final String JSON = "application/json";
    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    static OtlpRequest of(HttpExchange exchange) throws IOException {
        return new OtlpRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                header(exchange, "Content-Type").orElse("").toLowerCase(Locale.ROOT),
                header(exchange, "Content-Encoding")
                        .filter("gzip"::equalsIgnoreCase)
                        .isPresent(),
                header(exchange, ReportingRun.HEADER),
                limited(exchange.getRequestBody()));
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
     * Return the spans.
     *
     * @throws IllegalArgumentException if the body is not what its type says
     * @throws IOException if it cannot be decompressed or is too large
     */
    List<ResourceSpans> spans() throws IOException {
        byte[] content = body;
        if (compressed) {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                content = limited(in);
            }
        }
        return isJson() ? OtlpJson.read(content) : OtlpProtobuf.read(content);
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
