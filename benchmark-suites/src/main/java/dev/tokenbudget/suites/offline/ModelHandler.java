package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Takes a request, lets its protocol read it and the brain answer it, and lets the protocol write the reply. */
final class ModelHandler implements HttpHandler {

    /** Always the same moment, so that runs that are recorded again give the same recordings. */
    private static final Instant ANSWERED = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Dialect> dialects;
    private final AtomicLong replies = new AtomicLong();
    private final Map<Long, Integer> timesSaid = new ConcurrentHashMap<>();
    private final LongAdder tokens = new LongAdder();
    private final Answering brain;

    ModelHandler(Answering brain, Counting counting) {
        this.brain = brain;
        this.dialects = List.of(
                new AnthropicDialect(counting), new ChatCompletionsDialect(counting), new ResponsesDialect(counting));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] received = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            Optional<Dialect> dialect = exchange.getRequestMethod().equals("POST")
                    ? dialects.stream().filter(d -> path.endsWith(d.path())).findFirst()
                    : Optional.empty();
            if (dialect.isEmpty()) {
                String asked = exchange.getRequestMethod() + " " + path;
                send(exchange, 404, dialects.get(0).error("not_found_error", "The offline model has no " + asked));
                return;
            }
            answer(exchange, dialect.get(), received);
        }
    }

    long callsAnswered() {
        return replies.get();
    }

    long tokensCharged() {
        return tokens.sum();
    }

    private void answer(HttpExchange exchange, Dialect dialect, byte[] received) throws IOException {
        ObjectNode body;
        Reply reply;
        try {
            body = OfflineJson.read(received);
            reply = reply(dialect, dialect.read(body), exchange.getRequestHeaders());
        } catch (BadRequest e) {
            send(exchange, 400, dialect.error("invalid_request_error", e.reason()));
            return;
        }
        if (!reply.request().stream()) {
            send(exchange, 200, dialect.write(body, reply));
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            dialect.stream(body, reply, new EventStream(out));
        }
    }

    private Reply reply(Dialect dialect, OfflineRequest request, Headers headers) {
        Answer answer = brain.answer(request, headers);
        Charge charge = dialect.charge(request).withOutputOf(answer);
        tokens.add(charge.input() + charge.output());
        replies.incrementAndGet();
        long said = Draws.seed(request.prompt(), answer);
        Reply reply =
                new Reply(request, answer, charge, Draws.seed(said, timesSaid.merge(said, 1, Integer::sum)), ANSWERED);
        brain.charged(reply, headers);
        return reply;
    }

    private static void send(HttpExchange exchange, int status, ObjectNode json) throws IOException {
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
