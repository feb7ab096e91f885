package shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** An agent that asks a model twice: what a change is about, and what is wrong with it. */
public final class ReviewAgent {

    private static final String PROMPT =
            "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":500,\"system\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";
    private static final String SYSTEM =
            "You review changes of a shop's software. Say what is wrong with them, and nothing else. ".repeat(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String baseUrl;

    public ReviewAgent(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String review(String change) throws IOException, InterruptedException {
        ask("What is this change about? " + change);
        return ask("What is wrong with this change? " + change);
    }

    private String ask(String question) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/v1/messages"))
                .header("Content-Type", "application/json")
                .header("x-api-key", "none")
                .POST(HttpRequest.BodyPublishers.ofString(PROMPT.formatted(SYSTEM, question)))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
