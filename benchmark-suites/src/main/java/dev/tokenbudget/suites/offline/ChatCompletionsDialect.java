package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** OpenAI Chat Completions. */
final class ChatCompletionsDialect extends Dialect {

    ChatCompletionsDialect(Counting counting) {
        super("/chat/completions", new AutomaticCache(counting)::charge);
    }

    @Override
    OfflineRequest read(ObjectNode body) {
        return new ChatCompletionsRequest(body).read();
    }

    @Override
    ObjectNode write(ObjectNode body, Reply reply) {
        ObjectNode completion = completion("chat.completion", reply);
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        if (reply.answer().text().isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", reply.answer().text());
        }
        message.putNull("refusal");
        if (!reply.answer().toolCalls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            reply.answer()
                    .toolCalls()
                    .forEach(call -> calls.add(
                            toolCall(call).set("function", function(call).put("arguments", call.arguments()))));
        }
        choice.putNull("logprobs").put("finish_reason", finishReason(reply.answer()));
        completion.set("usage", usage(reply.charge()));
        return completion;
    }

    @Override
    void stream(ObjectNode body, Reply reply, EventStream events) throws IOException {
        boolean usageWanted = body.path("stream_options").path("include_usage").asBoolean();
        new CompletionChunks(reply, usageWanted, events).send();
    }

    @Override
    ObjectNode error(String type, String message) {
        return errorOf(type, message);
    }

    /** Write a refusal as all of OpenAI's protocols do. */
    static ObjectNode errorOf(String type, String message) {
        ObjectNode error = OfflineJson.object();
        error.putObject("error").put("message", message).put("type", type).putNull("param");
        return error;
    }

    static ObjectNode toolCall(Answer.ToolCall call) {
        return OfflineJson.object().put("id", call.id()).put("type", "function");
    }

    static ObjectNode function(Answer.ToolCall call) {
        return OfflineJson.object().put("name", call.name());
    }

    static ObjectNode completion(String object, Reply reply) {
        return OfflineJson.object()
                .put("id", reply.id("chatcmpl"))
                .put("object", object)
                .put("created", reply.at().getEpochSecond())
                .put("model", reply.request().model());
    }

    static String finishReason(Answer answer) {
        return switch (answer.stop()) {
            case COMPLETE -> "stop";
            case TOOLS -> "tool_calls";
            case MAX_TOKENS -> "length";
        };
    }

    static ObjectNode usage(Charge charge) {
        ObjectNode usage = OfflineJson.object()
                .put("prompt_tokens", charge.input())
                .put("completion_tokens", charge.output())
                .put("total_tokens", charge.input() + charge.output());
        usage.putObject("prompt_tokens_details").put("cached_tokens", charge.cacheRead());
        usage.putObject("completion_tokens_details").put("reasoning_tokens", charge.reasoning());
        return usage;
    }
}
