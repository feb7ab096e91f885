package dev.tokenbudget.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/** Reads a streamed answer: binary frames, whose check sums the SDK's own decoder tests. */
final class EventStreamAnswer {

    private final AnswerUsage reading = new AnswerUsage();
    private final MessageDecoder frames = new MessageDecoder(this::read);

    /** Read the next bytes, wherever the stream was cut into pieces. */
    void read(ByteBuffer bytes) {
        if (!reading.isUnreadable()) {
            try {
                frames.feed(bytes);
            } catch (Throwable e) {
                // Nothing after it can be read, which must not keep the client from reading on.
                reading.unreadable();
            }
        }
    }

    AnswerUsage reading() {
        return reading;
    }

    private void read(Message frame) {
        String type = Optional.ofNullable(frame.getHeaders().get(":event-type"))
                .map(HeaderValue::getString)
                .orElse("");
        JsonNode event = AnswerJson.read(frame.getPayload());
        switch (type) {
            case "chunk" ->
                reading.read(Base64.getDecoder().decode(event.path("bytes").asText()));
            case "contentBlockStart" ->
                reading.countToolCalls(event.path("start").has("toolUse") ? 1 : 0);
            case "messageStop" -> reading.stopReason(event.path("stopReason"));
            case "metadata" -> {
                reading.read(event);
                reading.complete();
            }
            default -> {
                // Text and its borders say nothing of usage.
            }
        }
    }
}
