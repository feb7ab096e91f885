package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;

/**
 * The chunks of one stream of OpenAI Chat Completions.
 *
 * @param usageWanted whether the request has {@code include_usage}: then the last chunk tells the usage and the others hold
 *     a null, else no chunk mentions it
 */
record CompletionChunks(Reply reply, boolean usageWanted, EventStream events) {

    void send() throws IOException {
        sendDelta(OfflineJson.object().put("role", "assistant").put("content", ""));
        for (String piece : O200kTokens.pieces(reply.answer().text())) {
            sendDelta(OfflineJson.object().put("content", piece));
        }
        int index = 0;
        for (Answer.ToolCall call : reply.answer().toolCalls()) {
            sendToolCall(call, index++);
        }
        sendChoice(OfflineJson.object(), TextNode.valueOf(ChatCompletionsDialect.finishReason(reply.answer())));
        if (usageWanted) {
            ObjectNode chunk = chunk();
            chunk.putArray("choices");
            chunk.set("usage", ChatCompletionsDialect.usage(reply.charge()));
            events.sendUnnamed(chunk);
        }
        events.sendDone();
    }

    private void sendToolCall(Answer.ToolCall call, int index) throws IOException {
        ObjectNode begun = ChatCompletionsDialect.toolCall(call).put("index", index);
        begun.set("function", ChatCompletionsDialect.function(call).put("arguments", ""));
        sendDelta(toolCalls(begun));
        for (String piece : O200kTokens.pieces(call.arguments())) {
            ObjectNode part = OfflineJson.object().put("index", index);
            part.putObject("function").put("arguments", piece);
            sendDelta(toolCalls(part));
        }
    }

    private void sendDelta(ObjectNode delta) throws IOException {
        sendChoice(delta, NullNode.getInstance());
    }

    private void sendChoice(ObjectNode delta, JsonNode finishReason) throws IOException {
        ObjectNode chunk = chunk();
        ArrayNode choices = chunk.putArray("choices");
        ObjectNode choice = choices.addObject().put("index", 0);
        choice.set("delta", delta);
        choice.set("finish_reason", finishReason);
        if (usageWanted) {
            chunk.putNull("usage");
        }
        events.sendUnnamed(chunk);
    }

    private ObjectNode chunk() {
        return ChatCompletionsDialect.completion("chat.completion.chunk", reply);
    }

    private static ObjectNode toolCalls(ObjectNode call) {
        ObjectNode delta = OfflineJson.object();
        delta.putArray("tool_calls").add(call);
        return delta;
    }
}
