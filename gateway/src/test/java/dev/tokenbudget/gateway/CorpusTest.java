package dev.tokenbudget.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.gateway.Corpus.Exchange;
import dev.tokenbudget.run.RunInProgress;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Serves every recorded exchange through the real gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusTest {

    private static final int CHUNK = 97;

    private final Map<String, Exchange> byName = new ConcurrentHashMap<>();
    private Provider provider;
    private MeasuredRun gateway;

    static Stream<Exchange> exchanges() {
        return Corpus.exchanges().stream();
    }

    @BeforeAll
    void start() {
        provider = new Provider((request, wire) ->
                serve(requireNonNull(byName.get(request.headers().get("x-exchange"))), wire));
        Upstreams upstreams = Upstreams.publicDefaults();
        for (Exchange exchange : Corpus.exchanges()) {
            upstreams = upstreams.with(exchange.provider(), provider.url());
        }
        gateway = new MeasuredRun(upstreams);
    }

    @AfterAll
    void stop() throws IOException {
        if (gateway != null) {
            gateway.close();
        }
        if (provider != null) {
            provider.close();
        }
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void gives_the_expected_usage_and_unchanged_bytes(Exchange exchange) throws IOException {
        byName.put(exchange.name(), exchange);
        RunInProgress run = gateway.newRun();
        String url = gateway.gateway.open(run).rootUrl(exchange.provider());
        byte[] received = send(exchange, URI.create(url));
        assertThat(received).isEqualTo(exchange.response());
        check(exchange, MeasuredRun.end(run).calls());
    }

    private static void check(Exchange exchange, List<ModelCall> calls) {
        JsonNode expected = exchange.expected();
        if (exchange.headersOnly()) {
            assertThat(calls).singleElement().extracting(ModelCall::usage).isEqualTo(exchange.usageInHeaders());
        } else if (expected.isNull()) {
            assertThat(calls).noneMatch(call -> call.status() == UsageStatus.REPORTED);
        } else {
            assertThat(calls).hasSize(1 + expected.path("outsideTopLevel").size());
            check(expected, calls.get(0));
            for (int i = 1; i < calls.size(); i++) {
                check(expected.path("outsideTopLevel").path(i - 1), calls.get(i));
            }
        }
    }

    private static void check(JsonNode expected, ModelCall call) {
        TokenUsage usage = call.usage();
        boolean inputOnly = call.kind() != CallKind.INFERENCE && usage.input().isPresent() && !expected.has("output");
        boolean inUnits = expected.has("units");
        assertThat(usage.input()).as("input").isEqualTo(count(expected, "input"));
        assertThat(usage.output()).as("output").isEqualTo(inputOnly ? OptionalLong.of(0) : count(expected, "output"));
        assertThat(call.status())
                .isEqualTo(usage.total().isPresent() || inUnits ? UsageStatus.REPORTED : UsageStatus.UNKNOWN);
        if (!expected.has("type")) {
            assertThat(usage.cacheRead()).as("cacheRead").isEqualTo(count(expected, "cacheRead"));
            assertThat(usage.cacheWrite()).as("cacheWrite").isEqualTo(count(expected, "cacheWrite"));
            assertThat(usage.reasoning()).as("reasoning").isEqualTo(count(expected, "reasoning"));
        }
    }

    private static OptionalLong count(JsonNode expected, String name) {
        return expected.has(name) ? OptionalLong.of(expected.path(name).asLong()) : OptionalLong.empty();
    }

    private static void serve(Exchange exchange, Provider.Wire wire) throws IOException {
        StringBuilder head = new StringBuilder(
                "HTTP/1.1 " + exchange.recorded().path("status").asInt() + " OK\r\n");
        head.append("Content-Type: ")
                .append(exchange.recorded().path("content_type").asText())
                .append("\r\n");
        byte[] body = exchange.response();
        exchange.recorded().path("response_headers").properties().stream()
                .filter(header ->
                        !header.getKey().matches("(?i)content-encoding|transfer-encoding|content-length|connection"))
                .forEach(header -> head.append(header.getKey())
                        .append(": ")
                        .append(header.getValue().asText())
                        .append("\r\n"));
        if (!exchange.isStream()) {
            wire.send(head + "Content-Length: " + body.length + "\r\n\r\n");
            wire.send(body);
            return;
        }
        wire.send(head + "Transfer-Encoding: chunked\r\n\r\n");
        for (int at = 0; at < body.length; at += CHUNK) {
            wire.chunk(Arrays.copyOfRange(body, at, Math.min(at + CHUNK, body.length)));
        }
        wire.lastChunk();
    }

    /** Send with a bare socket: some recorded paths hold characters that the JDK's client refuses. */
    private static byte[] send(Exchange exchange, URI base) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", base.getPort())) {
            byte[] body = exchange.request();
            OutputStream out = socket.getOutputStream();
            String head = exchange.method() + " " + base.getRawPath() + exchange.path()
                    + " HTTP/1.1\r\nHost: gateway\r\n"
                    + "X-Exchange: " + exchange.name() + "\r\nContent-Type: application/json\r\nConnection: close\r\n"
                    + "Content-Length: " + body.length + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(body);
            out.flush();
            return RawAnswer.read(socket.getInputStream()).body();
        }
    }
}
