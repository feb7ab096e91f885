package dev.tokenbudget.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Real answers of Bedrock, replayed to the SDK's real clients; skipped where the recordings are absent. */
class RecordedExchangesTest {

    private static final Path CORPUS = Path.of("../../../shared/corpus");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LoopbackProvider PROVIDER = LoopbackProvider.start();
    private static final BedrockRuntimeClient CLIENT = Clients.client(PROVIDER);
    private static final BedrockRuntimeAsyncClient ASYNC_CLIENT = Clients.asyncClient(PROVIDER);

    @AfterAll
    static void stop() {
        CLIENT.close();
        ASYNC_CLIENT.close();
        PROVIDER.close();
    }

    @TestFactory
    Stream<DynamicTest> gives_the_usage_expected_of_each_exchange() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "The recorded exchanges are not beside the checkout.");
        List<Path> exchanges = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(CORPUS, "*-bedrock-bedrock.*.json")) {
            files.forEach(exchanges::add);
        }
        assertThat(exchanges).hasSizeGreaterThanOrEqualTo(20);
        return exchanges.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> replay(file)));
    }

    private static void replay(Path file) throws IOException {
        JsonNode exchange = JSON.readTree(file.toFile());
        String text = exchange.path("response_body").asText();
        byte[] body = exchange.path("response_body_encoding").asText().equals("base64")
                ? Base64.getDecoder().decode(text)
                : text.getBytes(UTF_8);
        Map<String, String> headers = new HashMap<>();
        exchange.path("response_headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        headers.keySet().removeIf(name -> name.matches("(?i)transfer-encoding|content-length|connection"));
        headers.put("Content-Type", exchange.path("content_type").asText());
        PROVIDER.answering("/", exchange.path("status").asInt(), headers, body);
        try (ObservedRun run = ObservedRun.start(file.getFileName().toString())) {
            call(exchange.path("url_path").asText());

            ModelCall call = run.onlyCall();
            assertThat(withoutEmptyCache(call.usage())).isEqualTo(withoutEmptyCache(expected(exchange, call.kind())));
            assertThat(call.isMeasurable()).isTrue();
        }
    }

    private static void call(String path) {
        if (path.endsWith("/converse-stream")) {
            Clients.converseStream(ASYNC_CLIENT).join();
        } else if (path.endsWith("/converse")) {
            Clients.converse(CLIENT);
        } else if (path.endsWith("/invoke-with-response-stream")) {
            Clients.invokeStream(ASYNC_CLIENT).join();
        } else {
            Clients.invoke(CLIENT);
        }
    }

    /** Leave out a cache of 0, which some answers hold under a second name that the expectations do not read. */
    private static TokenUsage withoutEmptyCache(TokenUsage usage) {
        return TokenUsage.builder()
                .input(usage.input())
                .output(usage.output())
                .cacheRead(unlessZero(usage.cacheRead()))
                .cacheWrite(unlessZero(usage.cacheWrite()))
                .cacheWrite5m(usage.cacheWrite5m())
                .cacheWrite1h(usage.cacheWrite1h())
                .reasoning(usage.reasoning())
                .build();
    }

    private static OptionalLong unlessZero(OptionalLong tokens) {
        return tokens.orElse(0) == 0 ? OptionalLong.empty() : tokens;
    }

    private static TokenUsage expected(JsonNode exchange, CallKind kind) {
        JsonNode expected = exchange.path("expected");
        if (expected.isNull()) {
            // Nothing in the body: Bedrock's headers have it.
            JsonNode headers = exchange.path("response_headers");
            return TokenUsage.of(
                    headers.path("x-amzn-bedrock-input-token-count").asLong(),
                    headers.path("x-amzn-bedrock-output-token-count").asLong());
        }
        TokenUsage usage = TokenUsage.of(
                expected.path("input").longValue(),
                kind == CallKind.EMBEDDING ? 0 : expected.path("output").longValue());
        if (expected.has("cacheRead")) {
            usage = usage.withCacheRead(expected.path("cacheRead").longValue());
        }
        if (expected.has("cacheWrite")) {
            usage = usage.withCacheWrite(expected.path("cacheWrite").longValue());
        }
        return usage;
    }
}
