package dev.tokenbudget.internal.gateway.counting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.NetworkTransport;
import dev.tokenbudget.internal.gateway.transport.RequestBody;
import dev.tokenbudget.internal.gateway.transport.UpstreamRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderCountingTest {

    private final ProviderCounting counting = new ProviderCounting(new NetworkTransport());
    private HttpServer provider;
    private String path = "";
    private String key = "";
    private JsonNode body = ProviderJson.object();
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", this::answer);
        provider.start();
    }

    @AfterEach
    void stop() {
        counting.close();
        provider.stop(0);
    }

    @Test
    void asks_anthropic_for_what_it_counts_and_no_more() {
        answer = "{\"input_tokens\": 2095}";

        assertThat(count("/v1/messages", """
                {"model": "claude-sonnet-4-5", "max_tokens": 10, "stream": true, "temperature": 0, "system": "Be brief.",
                 "messages": [{"role": "user", "content": "Hi"}], "tools": [{"name": "search"}]}""")).hasValue(2095);
        assertThat(path).isEqualTo("/v1/messages/count_tokens");
        assertThat(key).isEqualTo("sk-of-the-agent");
        assertThat(body.fieldNames()).toIterable().containsExactlyInAnyOrder("model", "system", "messages", "tools");
    }

    @Test
    void asks_openai_for_the_input_of_a_response() {
        answer = "{\"object\": \"response.input_tokens\", \"input_tokens\": 11}";

        assertThat(count("/v1/responses", """
                {"model": "gpt-5", "input": "Hi", "store": false, "stream": true}""")).hasValue(11);
        assertThat(path).isEqualTo("/v1/responses/input_tokens");
        assertThat(body.fieldNames()).toIterable().containsExactlyInAnyOrder("model", "input");
    }

    @Test
    void asks_gemini_for_the_whole_request_whether_it_streams_or_not() {
        answer = "{\"totalTokens\": 31}";

        assertThat(count("/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse", """
                {"contents": [{"parts": [{"text": "Hi"}]}], "systemInstruction": {"parts": [{"text": "Be brief."}]}}"""))
                .hasValue(31);
        assertThat(path).isEqualTo("/v1beta/models/gemini-2.5-flash:countTokens");
        assertThat(body.path("generateContentRequest").path("model").asText()).isEqualTo("models/gemini-2.5-flash");
        assertThat(body.path("generateContentRequest").has("systemInstruction")).isTrue();
    }

    @Test
    void counts_nothing_where_the_provider_does_not() {
        assertThat(count("/v1/chat/completions", "{\"model\": \"gpt-5\"}")).isEmpty();
        assertThat(path).isEmpty();
    }

    @Test
    void counts_nothing_where_the_provider_refuses() {
        status = 401;
        answer = "{\"input_tokens\": 5}";

        assertThat(count("/v1/messages", "{\"model\": \"claude-sonnet-4-5\"}")).isEmpty();
    }

    @Test
    void counts_nothing_where_the_answer_holds_no_number() {
        answer = "{\"input_tokens\": \"many\"}";

        assertThat(count("/v1/messages", "{\"model\": \"claude-sonnet-4-5\"}")).isEmpty();
    }

    private OptionalLong count(String target, String request) {
        byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
        return counting.count(
                new ModelRequest("provider", "POST", target.replaceAll("\\?.*", ""), ProviderJson.parse(bytes)),
                new UpstreamRequest(
                        "provider",
                        "POST",
                        URI.create("http://127.0.0.1:" + provider.getAddress().getPort()),
                        target,
                        List.of(
                                new HeaderField("x-api-key", "sk-of-the-agent"),
                                new HeaderField("Content-Type", "application/json"),
                                new HeaderField("Accept-Encoding", "gzip")),
                        RequestBody.of(bytes)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        path = exchange.getRequestURI().toString();
        key = String.valueOf(exchange.getRequestHeaders().getFirst("x-api-key"));
        body = ProviderJson.parse(exchange.getRequestBody().readAllBytes());
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
