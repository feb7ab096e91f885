package dev.tokenbudget.suites.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Sends bodies as they are to Anthropic Messages, for what no official client would send. */
final class PlainClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    static String asking(String question, String system, String... tools) {
        return """
                {"model": "m", "max_tokens": 4000, "system": "%s", "tools": [%s], "messages": [{"role": "user", "content": "%s"}]}
                """.formatted(system, String.join(",", tools), question);
    }

    JsonNode post(OfflineModel model, String body) throws Exception {
        HttpResponse<String> response = send(model, "/v1/messages", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    HttpResponse<String> send(OfflineModel model, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(model.uri() + path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
