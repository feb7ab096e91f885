package dev.tokenbudget.internal.junit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A loopback provider of Chat Completions: it adds up what it was asked for by the marker that a request gives as its model. */
final class Provider implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final LoopbackServer server = new LoopbackServer(this::answer);
    private final Map<String, Long> tokensByMarker = new ConcurrentHashMap<>();

    String baseUrl() {
        return server.url() + "/v1";
    }

    /** Return a build in {@code folder} whose calls of OpenAI come here. */
    TestBuild build(Path folder) {
        return new TestBuild(folder).property("tokenbudget.upstream.openai", baseUrl());
    }

    /** Return the tokens billed, by marker. */
    Map<String, Long> tokensByMarker() {
        return tokensByMarker;
    }

    /** Make a call as an OpenAI client would that got {@code baseUrl}, asking for {@code tokens} of output. */
    static void call(String baseUrl, String marker, long tokens) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"model\":\"" + marker + "\",\"max_tokens\":" + tokens + "}"))
                .build();
        try {
            int status = CLIENT.send(request, BodyHandlers.ofString()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("The provider answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String marker = request.replaceAll(".*\"model\":\"([^\"]*)\".*", "$1");
        long tokens = Long.parseLong(request.replaceAll(".*\"max_tokens\":(\\d+).*", "$1"));
        tokensByMarker.merge(marker, 10 + tokens, Long::sum);
        byte[] answer = ("{\"object\":\"chat.completion\",\"model\":\"" + marker + "\",\"choices\":[],"
                        + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":" + tokens + ",\"total_tokens\":"
                        + (10 + tokens) + "}}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.close();
    }
}
