package dev.tokenbudget.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Streams of binary frames, as Bedrock sends them. */
final class EventStreams {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    EventStreams event(String type, String json) {
        Map<String, HeaderValue> headers = Map.of(
                ":message-type", HeaderValue.fromString("event"),
                ":event-type", HeaderValue.fromString(type),
                ":content-type", HeaderValue.fromString("application/json"));
        new Message(headers, json.getBytes(UTF_8)).encode(bytes);
        return this;
    }

    EventStreams chunk(String json) {
        return event("chunk", "{\"bytes\": \"" + Base64.getEncoder().encodeToString(json.getBytes(UTF_8)) + "\"}");
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
