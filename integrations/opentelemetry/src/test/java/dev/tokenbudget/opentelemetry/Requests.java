package dev.tokenbudget.opentelemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Export requests that are made by hand. */
final class Requests {

    private Requests() {}

    /** Return a trace in JSON: an agent's span around one call. */
    static String json() throws IOException {
        try (InputStream in = Requests.class.getResourceAsStream("traces.json")) {
            return new String(requireNonNull(in).readAllBytes(), UTF_8);
        }
    }

    /** Send spans in JSON. */
    static HttpResponse<String> postTraces(OtlpReceiver receiver, String key, String json) throws Exception {
        return post(receiver, "/v1/traces", "application/json", key, json.getBytes(UTF_8));
    }

    static HttpResponse<String> post(OtlpReceiver receiver, String path, String contentType, String key, byte[] body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(receiver.endpoint() + path))
                .header("Content-Type", contentType)
                .header(ReportingRun.HEADER, key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
