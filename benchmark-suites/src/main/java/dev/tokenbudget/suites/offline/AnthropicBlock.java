package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * A content block of Anthropic Messages as it comes in a stream: begun empty, then its value piece by piece.
 *
 * @param block the whole block
 * @param index its place in the message, from 0
 */
record AnthropicBlock(ObjectNode block, int index) {

    void stream(EventStream events) throws IOException {
        switch (block.path("type").asText()) {
            case "tool_use" -> {
                ObjectNode begun = block.deepCopy();
                begun.set("input", OfflineJson.object());
                String input = block.path("input").toString();
                stream(begun, "input_json_delta", "partial_json", input, events);
            }
            case "thinking" -> streamText("thinking", events);
            default -> streamText("text", events);
        }
    }

    private void streamText(String field, EventStream events) throws IOException {
        ObjectNode begun = block.deepCopy().put(field, "");
        stream(begun, field + "_delta", field, block.path(field).asText(), events);
    }

    private void stream(ObjectNode begun, String type, String field, String value, EventStream events)
            throws IOException {
        ObjectNode start = AnthropicDialect.event("content_block_start").put("index", index);
        start.set("content_block", begun);
        events.sendNamed(start);
        for (String piece : O200kTokens.pieces(value)) {
            ObjectNode step = AnthropicDialect.event("content_block_delta").put("index", index);
            step.putObject("delta").put("type", type).put(field, piece);
            events.sendNamed(step);
        }
        events.sendNamed(AnthropicDialect.event("content_block_stop").put("index", index));
    }
}
