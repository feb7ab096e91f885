package dev.tokenbudget.internal.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.usage.TokenUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Recorded exchanges of real providers, which lie beside the repository on machines that have them. */
final class Corpus {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Paths of the exchanges that were recorded without one. */
    private static final Map<String, String> PATHS = Map.ofEntries(
            Map.entry("anthropic.messages", "/v1/messages"),
            Map.entry("openai.chat", "/v1/chat/completions"),
            Map.entry("openai.responses", "/v1/responses"),
            Map.entry("openai.completions", "/v1/completions"),
            Map.entry("embeddings", "/v1/embeddings"),
            Map.entry("rerank", "/v1/rerank"),
            Map.entry("cohere.chat.v2", "/v2/chat"),
            Map.entry("cohere.embed", "/v2/embed"),
            Map.entry("bedrock.converse", "/model/some-model/converse"),
            Map.entry("gemini.generateContent", "/v1beta/models/some-model:generateContent"),
            Map.entry("gemini.interactions", "/v1beta/interactions"));

    private static final String HEADER = "x-amzn-bedrock-";

    private Corpus() {}

    /** One recorded exchange. */
    record Exchange(String name, JsonNode recorded) {

        String api() {
            return recorded.path("api").asText();
        }

        String provider() {
            return recorded.path("provider").asText();
        }

        String method() {
            return recorded.path("method").asText("POST").toUpperCase(Locale.ROOT);
        }

        boolean isStream() {
            return !recorded.path("framing").asText().equals("json");
        }

        String path() {
            String path = recorded.path("url_path").asText("");
            return path.isEmpty()
                    ? Optional.ofNullable(PATHS.get(api()))
                            .orElseThrow(() -> new AssertionError("no path for " + api()))
                    : path;
        }

        byte[] request() {
            return recorded.path("request_body").asText("").getBytes(StandardCharsets.UTF_8);
        }

        byte[] response() {
            String body = recorded.path("response_body").asText();
            return recorded.path("response_body_encoding").asText().equals("base64")
                    ? Base64.getDecoder().decode(body)
                    : body.getBytes(StandardCharsets.UTF_8);
        }

        JsonNode expected() {
            return recorded.path("expected");
        }

        /** Whether the body tells nothing, but its headers do. */
        boolean headersOnly() {
            return expected().isNull() && recorded.path("response_headers").has(HEADER + "input-token-count");
        }

        TokenUsage usageInHeaders() {
            JsonNode headers = recorded.path("response_headers");
            return TokenUsage.of(
                    headers.path(HEADER + "input-token-count").asLong(),
                    headers.path(HEADER + "output-token-count").asLong());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Return all exchanges, or abort the test where there are none. */
    static List<Exchange> exchanges() {
        return exchangesIn("shared/corpus");
    }

    /** Return the exchanges in a folder beside the repository, or abort the test where there is none. */
    static List<Exchange> exchangesIn(String name) {
        try (Stream<Path> files = Files.list(folder(name))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Corpus::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return a folder beside the repository, or abort the test where there is none. */
    static Path folder(String name) {
        return Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
                .map(at -> at.resolve(name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new TestAbortedException("Skipped: no ../" + name + " beside the repository"));
    }

    private static Exchange read(Path file) {
        try {
            String name = file.getFileName().toString().replace(".json", "");
            return new Exchange(name, JSON.readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
