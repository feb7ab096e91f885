package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The output items that OpenAI Responses makes of an answer. */
final class ResponseItems {

    private ResponseItems() {}

    static ArrayNode of(Reply reply) {
        Answer answer = reply.answer();
        ArrayNode items = OfflineJson.array();
        if (!answer.reasoning().isEmpty()) {
            items.addObject().put("type", "reasoning").put("id", reply.id("rs")).putArray("summary");
        }
        if (!answer.text().isEmpty()) {
            ObjectNode message = items.addObject()
                    .put("type", "message")
                    .put("id", reply.id("msg"))
                    .put("status", "completed")
                    .put("role", "assistant");
            message.putArray("content").add(text(answer.text()));
        }
        for (Answer.ToolCall call : answer.toolCalls()) {
            items.addObject()
                    .put("type", "function_call")
                    .put("id", reply.id("fc" + items.size()))
                    .put("status", "completed")
                    .put("call_id", call.id())
                    .put("name", call.name())
                    .put("arguments", call.arguments());
        }
        return items;
    }

    static ObjectNode text(String text) {
        ObjectNode part = OfflineJson.object().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        part.putArray("logprobs");
        return part;
    }
}
