package dev.tokenbudget.internal.history.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver of webhooks on the loopback, which answers as it is told, and then with 200. */
final class Receiver implements AutoCloseable {

    record Message(String body, Optional<String> signature, Optional<String> alert) {}

    private final HttpServer server;
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final List<Message> messages = new CopyOnWriteArrayList<>();

    Receiver(Integer... answers) throws IOException {
        this.answers.addAll(Arrays.asList(answers));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        messages.add(new Message(
                body,
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("TokenBudget-Signature")),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("TokenBudget-Alert"))));
        Integer status = answers.poll();
        exchange.sendResponseHeaders(status == null ? 200 : status, -1);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook/T0P-SECRET-PATH";
    }

    List<Message> messages() {
        return messages;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
