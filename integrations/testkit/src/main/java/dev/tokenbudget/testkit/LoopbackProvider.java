package dev.tokenbudget.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A model provider on loopback that gives answers of known usage.
 *
 * <p>An answer is a file beside this class. {@code {n}} in it is the number of the request, so that ids differ; a request
 * that asks for a stream gets the answer's {@code .sse} file, any other its {@code .json} file.
 */
public final class LoopbackProvider implements AutoCloseable {

    private static final Pattern ASKS_FOR_STREAM = Pattern.compile("\"stream\"\\s*:\\s*true");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requestedPaths = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();

    private LoopbackProvider(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Start a provider that answers every request with 404 until it is told what to answer. */
    public static LoopbackProvider start() {
        try {
            return new LoopbackProvider(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Answer requests whose path contains {@code path} with the files of these names, one after another; the last one
     * answers all further requests.
     */
    public LoopbackProvider answering(String path, String... names) {
        AtomicInteger given = new AtomicInteger();
        answers.put(path, (streaming, number) -> {
            String file = names[Math.min(given.getAndIncrement(), names.length - 1)] + (streaming ? ".sse" : ".json");
            String type = streaming ? "text/event-stream" : "application/json";
            return new Body(
                    200,
                    Map.of("Content-Type", type),
                    read(file).replace("{n}", String.valueOf(number)).getBytes(UTF_8));
        });
        return this;
    }

    /** Answer requests whose path contains {@code path} with these bytes. */
    public LoopbackProvider answering(String path, int status, String contentType, byte[] body) {
        return answering(path, status, Map.of("Content-Type", contentType), body);
    }

    /** Answer requests whose path contains {@code path} with these headers and bytes. */
    public LoopbackProvider answering(String path, int status, Map<String, String> headers, byte[] body) {
        answers.put(path, (streaming, number) -> new Body(status, headers, body));
        return this;
    }

    /** Return the base URL, without a path. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Return the paths of the requests so far, in the order in which they came. */
    public List<String> requestedPaths() {
        return List.copyOf(requestedPaths);
    }

    /** Return the text of an answer's file. */
    public static String read(String file) {
        try (InputStream in = LoopbackProvider.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no answer '" + file + "'.");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requestedPaths.add(path);
            String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            boolean streaming = ASKS_FOR_STREAM.matcher(request).find() || path.contains("stream");
            Body body = answers.entrySet().stream()
                    .filter(answer -> path.contains(answer.getKey()))
                    .findFirst()
                    .map(answer -> answer.getValue().to(streaming, requests.incrementAndGet()))
                    .orElseGet(() -> new Body(404, Map.of("Content-Type", "text/plain"), path.getBytes(UTF_8)));
            body.headers().forEach(exchange.getResponseHeaders()::set);
            // Zero announces a chunked body, as providers send their streams.
            exchange.sendResponseHeaders(body.status(), streaming ? 0 : body.bytes().length);
            exchange.getResponseBody().write(body.bytes());
        }
    }

    private interface Answer {
        Body to(boolean streaming, int number);
    }

    private record Body(int status, Map<String, String> headers, byte[] bytes) {}
}
