package dev.tokenbudget.internal.gateway.counting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.framing.CompressedBody;
import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.RequestBody;
import dev.tokenbudget.internal.gateway.transport.UpstreamRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import dev.tokenbudget.internal.gateway.transport.UpstreamTransport;
import dev.tokenbudget.internal.text.ClassLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets providers count the tokens of requests that they do not answer, with the key that the agent sends: Anthropic's {@code
 * count_tokens}, Gemini's {@code countTokens} and {@code input_tokens} of OpenAI's Responses API, all of them free.
 */
public final class ProviderCounting implements AutoCloseable {

    private static final ClassLog LOG = new ClassLog(ProviderCounting.class);
    private static final int LARGEST_ANSWER = 1 << 20;

    private final UpstreamTransport transport;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /** Count by {@code transport}, which is closed with this. */
    public ProviderCounting(UpstreamTransport transport) {
        this.transport = transport;
    }

    /**
     * Return the input tokens of a request as its provider counts them; nothing where it has no endpoint for that, or does not
     * count this one. Why is logged, once for each upstream.
     *
     * @param asked the request as protocols see it
     * @param request the request as it would be sent, with the agent's key
     */
    public OptionalLong count(ModelRequest asked, UpstreamRequest request) {
        return CountedRequest.of(asked, request.target())
                .map(counted -> count(counted, request))
                .orElseGet(() -> notCounted(request.upstream(), "it has no endpoint that counts " + asked.path()));
    }

    @Override
    public void close() {
        transport.close();
    }

    private OptionalLong count(CountedRequest counted, UpstreamRequest request) {
        UpstreamRequest question = new UpstreamRequest(
                request.upstream(),
                "POST",
                request.origin(),
                counted.target(),
                headers(request.headers()),
                RequestBody.of(counted.body().toString().getBytes(StandardCharsets.UTF_8)));
        try (UpstreamTransport.Exchange exchange = transport.open(question)) {
            UpstreamResponse answer = exchange.send();
            byte[] body = read(answer);
            if (answer.status() != 200) {
                return notCounted(request.upstream(), "it answered " + answer.status());
            }
            JsonNode document = ProviderJson.parse(body);
            OptionalLong tokens = ProviderJson.count(document, counted.field());
            return tokens.isPresent()
                    ? tokens
                    : notCounted(request.upstream(), "its answer has no field " + counted.field());
        } catch (IOException e) {
            return notCounted(request.upstream(), e.toString());
        }
    }

    private static List<HeaderField> headers(List<HeaderField> ofAgent) {
        List<HeaderField> headers = new ArrayList<>(ofAgent.stream()
                .filter(field -> !field.is("Content-Encoding") && !field.is("Accept-Encoding") && !field.is("Accept"))
                .toList());
        headers.add(new HeaderField("Accept", "application/json"));
        headers.add(new HeaderField("Accept-Encoding", "identity"));
        return headers;
    }

    private static byte[] read(UpstreamResponse answer) throws IOException {
        String coding = answer.header("Content-Encoding");
        try (InputStream body = CompressedBody.decoded(
                coding.isEmpty() ? "identity" : coding, answer.body().orElseGet(InputStream::nullInputStream))) {
            return body.readNBytes(LARGEST_ANSWER);
        }
    }

    private OptionalLong notCounted(String upstream, String because) {
        if (reported.add(upstream)) {
            LOG.get()
                    .log(
                            System.Logger.Level.WARNING,
                            "Upstream {0} did not count a changed prompt ({1}); its tokens are estimated",
                            upstream,
                            because);
        }
        return OptionalLong.empty();
    }
}
