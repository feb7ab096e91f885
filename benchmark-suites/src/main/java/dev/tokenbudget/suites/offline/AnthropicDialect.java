package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Anthropic Messages. */
final class AnthropicDialect extends Dialect {

    AnthropicDialect(Counting counting) {
        super("/messages", new PromptCache(counting)::charge);
    }

    @Override
    OfflineRequest read(ObjectNode body) {
        return new AnthropicRequest(body).read();
    }

    @Override
    ObjectNode write(ObjectNode body, Reply reply) {
        ObjectNode message = message(reply, content(reply.answer()));
        message.put("stop_reason", stopReason(reply.answer()));
        message.set("usage", usage(reply.charge(), reply.charge().output()));
        return message;
    }

    @Override
    void stream(ObjectNode body, Reply reply, EventStream events) throws IOException {
        ObjectNode start = event("message_start");
        ObjectNode message = message(reply, OfflineJson.array());
        message.putNull("stop_reason");
        message.set("usage", usage(reply.charge(), 1));
        start.set("message", message);
        events.sendNamed(start);
        events.sendNamed(event("ping"));
        int index = 0;
        for (JsonNode block : content(reply.answer())) {
            new AnthropicBlock((ObjectNode) block, index++).stream(events);
        }
        ObjectNode end = event("message_delta");
        end.putObject("delta").put("stop_reason", stopReason(reply.answer())).putNull("stop_sequence");
        end.putObject("usage").put("output_tokens", reply.charge().output());
        events.sendNamed(end);
        events.sendNamed(event("message_stop"));
    }

    @Override
    ObjectNode error(String type, String message) {
        ObjectNode error = event("error");
        error.putObject("error").put("type", type).put("message", message);
        return error;
    }

    static ObjectNode event(String type) {
        return OfflineJson.object().put("type", type);
    }

    private static ObjectNode message(Reply reply, ArrayNode content) {
        ObjectNode message = event("message")
                .put("id", reply.id("msg"))
                .put("role", "assistant")
                .put("model", reply.request().model());
        message.set("content", content);
        message.putNull("stop_sequence");
        return message;
    }

    private static ArrayNode content(Answer answer) {
        ArrayNode content = OfflineJson.array();
        if (!answer.reasoning().isEmpty()) {
            content.addObject()
                    .put("type", "thinking")
                    .put("thinking", answer.reasoning())
                    .put("signature", "b2ZmbGluZQ==");
        }
        if (!answer.text().isEmpty()) {
            content.addObject().put("type", "text").put("text", answer.text());
        }
        for (Answer.ToolCall call : answer.toolCalls()) {
            content.addObject()
                    .put("type", "tool_use")
                    .put("id", call.id())
                    .put("name", call.name())
                    .set("input", OfflineJson.parse(call.arguments()));
        }
        return content;
    }

    private static String stopReason(Answer answer) {
        return switch (answer.stop()) {
            case COMPLETE -> "end_turn";
            case TOOLS -> "tool_use";
            case MAX_TOKENS -> "max_tokens";
        };
    }

    private static ObjectNode usage(Charge charge, long output) {
        ObjectNode usage = OfflineJson.object()
                .put("input_tokens", charge.uncached())
                .put("cache_read_input_tokens", charge.cacheRead())
                .put("cache_creation_input_tokens", charge.cacheWrite5m() + charge.cacheWrite1h());
        usage.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", charge.cacheWrite5m())
                .put("ephemeral_1h_input_tokens", charge.cacheWrite1h());
        usage.put("output_tokens", output).put("service_tier", "standard");
        if (charge.reasoning() > 0) {
            usage.putObject("output_tokens_details").put("thinking_tokens", charge.reasoning());
        }
        return usage;
    }
}
