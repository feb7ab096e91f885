package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The numbered events of one stream of OpenAI Responses. */
final class ResponseEvents {

    private final EventStream events;
    private int number;

    ResponseEvents(EventStream events) {
        this.events = events;
    }

    void send(String type, ObjectNode response) throws IOException {
        ObjectNode event = event(type);
        event.set("response", response);
        events.sendNamed(event);
    }

    void sendItems(ArrayNode items) throws IOException {
        int index = 0;
        for (JsonNode item : items) {
            sendItem((ObjectNode) item, index++);
        }
    }

    private void sendItem(ObjectNode item, int index) throws IOException {
        ObjectNode begun = item.deepCopy().put("status", "in_progress");
        String type = item.path("type").asText();
        if (type.equals("message")) {
            begun.putArray("content");
        } else if (type.equals("function_call")) {
            begun.put("arguments", "");
        }
        sendWith("item", begun, event("response.output_item.added").put("output_index", index));
        if (type.equals("message")) {
            sendText(item, index);
        } else if (type.equals("function_call")) {
            sendArguments(item, index);
        }
        sendWith("item", item, event("response.output_item.done").put("output_index", index));
    }

    private void sendText(ObjectNode item, int index) throws IOException {
        ObjectNode part = (ObjectNode) item.path("content").path(0);
        sendWith("part", ResponseItems.text(""), inItem("response.content_part.added", item, index));
        for (String piece : O200kTokens.pieces(part.path("text").asText())) {
            ObjectNode delta = inItem("response.output_text.delta", item, index).put("delta", piece);
            sendWith("logprobs", OfflineJson.array(), delta);
        }
        ObjectNode done = inItem("response.output_text.done", item, index);
        done.set("text", part.path("text"));
        sendWith("logprobs", OfflineJson.array(), done);
        sendWith("part", part, inItem("response.content_part.done", item, index));
    }

    private void sendArguments(ObjectNode item, int index) throws IOException {
        String arguments = item.path("arguments").asText();
        for (String piece : O200kTokens.pieces(arguments)) {
            events.sendNamed(event("response.function_call_arguments.delta")
                    .put("item_id", item.path("id").asText())
                    .put("output_index", index)
                    .put("delta", piece));
        }
        events.sendNamed(event("response.function_call_arguments.done")
                .put("item_id", item.path("id").asText())
                .put("name", item.path("name").asText())
                .put("output_index", index)
                .put("arguments", arguments));
    }

    private void sendWith(String field, JsonNode value, ObjectNode event) throws IOException {
        event.set(field, value);
        events.sendNamed(event);
    }

    private ObjectNode inItem(String type, ObjectNode item, int index) {
        return event(type)
                .put("item_id", item.path("id").asText())
                .put("output_index", index)
                .put("content_index", 0);
    }

    private ObjectNode event(String type) {
        return OfflineJson.object().put("type", type).put("sequence_number", number++);
    }
}
