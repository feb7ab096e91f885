package dev.tokenbudget.internal.history.output.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Prometheus of its own, on loopback and in a folder of the test's. */
final class RealPrometheus implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;
    private final int port;
    private final Process process;

    private RealPrometheus(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Whether Prometheus and its tool are installed. */
    static boolean isHere() {
        return Stream.of("prometheus", "promtool")
                .allMatch(program -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, program))));
    }

    /** Start one that knows {@code past}, and scrapes {@code target}, {@code host:port}, every second. */
    static RealPrometheus start(Path folder, Backfill past, String target) throws IOException, InterruptedException {
        Path metrics = Files.writeString(folder.resolve("past.txt"), past.text());
        run(folder, "promtool", "tsdb", "create-blocks-from", "openmetrics", metrics.toString(), folder + "/data");
        Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s}
                scrape_configs:
                  - job_name: tokenbudget
                    static_configs: [{targets: ['%s']}]
                """.formatted(target));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--storage.tsdb.retention.time=1y",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        RealPrometheus prometheus = new RealPrometheus(folder, port, process);
        prometheus.awaitScrapes();
        return prometheus;
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Path log = folder.resolve(command[0] + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + Files.readString(log));
        }
    }

    private void awaitScrapes() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end) && process.isAlive()) {
            try {
                JsonNode scrapes = instant("count_over_time(llm_requests_total[30s]) >= 3");
                if (scrapes.path("data").path("result").size() > 0) {
                    return;
                }
            } catch (IOException notYet) {
                // it is starting
            }
            Thread.sleep(200);
        }
        String log = Files.readString(folder.resolve("prometheus.log"));
        close();
        throw new IOException("Prometheus scraped nothing in " + PATIENCE + ": " + log);
    }

    JsonNode instant(String query) throws IOException, InterruptedException {
        return get("/api/v1/query?query=" + encoded(query));
    }

    JsonNode range(String query, Instant from, Instant to, String step) throws IOException, InterruptedException {
        return get("/api/v1/query_range?query=" + encoded(query) + "&start=" + from.getEpochSecond() + "&end="
                + to.getEpochSecond() + "&step=" + step);
    }

    /** Return what it says of the systems that it scrapes. */
    List<JsonNode> targets() throws IOException, InterruptedException {
        return List.copyOf(get("/api/v1/targets").path("data").findValues("health"));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return json.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
