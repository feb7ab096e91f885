package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Asks for a stream's usage by {@code stream_options.include_usage}, without which a Chat Completions stream reports
 * none. The rest of the body stays as it was, byte for byte: a provider's prompt cache may depend on it.
 */
final class StreamOptions implements UsageRequest {

    private static final String NAME = "stream_options";

    /** Part of a body, in bytes. */
    private record Span(int start, int end) {}

    @Override
    public Optional<byte[]> addTo(byte[] body) {
        try (JsonParser parser = ProviderJson.factory().createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            int afterBrace = (int) parser.currentLocation().getByteOffset();
            Optional<Span> options = Optional.empty();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals(NAME);
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                // Of a field that stands there twice, the last one counts.
                options = found
                        ? Optional.of(
                                new Span(start, (int) parser.currentLocation().getByteOffset()))
                        : options;
            }
            if (options.isPresent()) {
                return replace(body, options.get());
            }
            if (body[afterBrace - 1] != '{') {
                // The parser does not count in this body's bytes.
                return Optional.empty();
            }
            String first = body[nextVisible(body, afterBrace)] == '}' ? "" : ",";
            return Optional.of(spliced(
                    body, new Span(afterBrace, afterBrace), "\"" + NAME + "\":{\"include_usage\":true}" + first));
        } catch (IOException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isAnswer(JsonNode document) {
        JsonNode choices = document.path("choices");
        return choices.isArray() && choices.isEmpty() && document.path("usage").isObject();
    }

    @Override
    public boolean isNamedIn(String errorBody) {
        return errorBody.contains(NAME) || errorBody.contains("include_usage");
    }

    /** Options that are no options are left to the provider to refuse. */
    private static Optional<byte[]> replace(byte[] body, Span span) {
        JsonNode options = ProviderJson.parse(Arrays.copyOfRange(body, span.start(), span.end()));
        boolean known = options.isObject() || options.isNull();
        if (!known || options.path("include_usage").asBoolean()) {
            return Optional.empty();
        }
        ObjectNode asking = options instanceof ObjectNode object ? object : ProviderJson.object();
        return Optional.of(spliced(body, span, asking.put("include_usage", true).toString()));
    }

    private static byte[] spliced(byte[] body, Span span, String insertion) {
        ByteArrayOutputStream result = new ByteArrayOutputStream(body.length + insertion.length());
        result.write(body, 0, span.start());
        result.writeBytes(insertion.getBytes(StandardCharsets.UTF_8));
        result.write(body, span.end(), body.length - span.end());
        return result.toByteArray();
    }

    private static int nextVisible(byte[] body, int from) {
        int at = from;
        while (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t') {
            at++;
        }
        return at;
    }
}
