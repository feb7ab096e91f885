package dev.tokenbudget.gateway.protocol;

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

    @Override
    public Optional<byte[]> addTo(byte[] body) {
        try (JsonParser parser = Json.factory().createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            int afterBrace = (int) parser.currentLocation().getByteOffset();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals(NAME);
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                int end = (int) parser.currentLocation().getByteOffset();
                if (found) {
                    return replace(body, start, end);
                }
            }
            String first = body[nextVisible(body, afterBrace)] == '}' ? "" : ",";
            return Optional.of(
                    spliced(body, afterBrace, afterBrace, "\"" + NAME + "\":{\"include_usage\":true}" + first));
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
    public boolean isRefusedBy(String errorBody) {
        return errorBody.contains(NAME) || errorBody.contains("include_usage");
    }

    private static Optional<byte[]> replace(byte[] body, int start, int end) {
        byte[] value = Arrays.copyOfRange(body, start, end);
        JsonNode options = Json.parse(value);
        if (options.path("include_usage").asBoolean()) {
            return Optional.empty();
        }
        ObjectNode asking = options instanceof ObjectNode known ? known : Json.object();
        return Optional.of(
                spliced(body, start, end, asking.put("include_usage", true).toString()));
    }

    private static byte[] spliced(byte[] body, int start, int end, String insertion) {
        ByteArrayOutputStream result = new ByteArrayOutputStream(body.length + insertion.length());
        result.write(body, 0, start);
        result.writeBytes(insertion.getBytes(StandardCharsets.UTF_8));
        result.write(body, end, body.length - end);
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
