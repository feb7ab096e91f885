package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events, each on its way to the client before the next is made. */
final class EventStream {

    private final OutputStream out;

    EventStream(OutputStream out) {
        this.out = out;
    }

    /** Send an event under the name that is its {@code type}. */
    void sendNamed(JsonNode event) throws IOException {
        send("event: " + event.path("type").asText() + "\ndata: " + event);
    }

    void sendUnnamed(JsonNode event) throws IOException {
        send("data: " + event);
    }

    void sendDone() throws IOException {
        send("data: [DONE]");
    }

    private void send(String event) throws IOException {
        out.write((event + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
