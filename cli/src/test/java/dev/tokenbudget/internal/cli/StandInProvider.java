package dev.tokenbudget.internal.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A provider on the loopback that speaks OpenAI's Chat Completions: each answer used 1,000 tokens of input and 200 of output. */
final class StandInProvider implements AutoCloseable {

    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":200,\"total_tokens\":1200}";
    private static final String ANSWER =
            "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"model\":\"gpt-4o-2024-08-06\","
                    + "\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"Yes.\"}}],"
                    + USAGE + "}";
    private static final String PIECE =
            "{\"id\":\"chatcmpl-2\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-4o-2024-08-06\","
                    + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Yes\"}}]}";
    private static final String LAST =
            "{\"id\":\"chatcmpl-2\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-4o-2024-08-06\","
                    + "\"choices\":[]," + USAGE + "}";

    private final HttpServer server;
    private final List<HttpExchange> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    StandInProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange);
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean isStream = request.contains("\"stream\":true");
        exchange.getResponseHeaders().add("Content-Type", isStream ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            if (isStream) {
                write(body, "data: " + PIECE + "\n\n");
                begun.countDown();
                if (request.contains("slowly")) {
                    mayEnd.await();
                }
                write(body, "data: " + LAST + "\n\ndata: [DONE]\n\n");
            } else {
                write(body, ANSWER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(OutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.flush();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    List<HttpExchange> requests() {
        return requests;
    }

    /** Wait until a stream is under way. */
    void awaitStream() throws InterruptedException {
        begun.await();
    }

    /** Let streams that were asked for slowly end. */
    void endStreams() {
        mayEnd.countDown();
    }

    @Override
    public void close() {
        endStreams();
        server.stop(0);
    }
}
