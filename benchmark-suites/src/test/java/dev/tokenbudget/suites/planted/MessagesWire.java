package dev.tokenbudget.suites.planted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Anthropic Messages, with marks to cache up to at the system prompt and at the last two messages of the user. */
record MessagesWire() implements Wire {

    @Override
    public String upstream() {
        return "anthropic";
    }

    @Override
    public String path() {
        return "/v1/messages";
    }

    @Override
    public String model(boolean isLarge) {
        return isLarge ? "claude-opus-4-5" : "claude-sonnet-4-5";
    }

    @Override
    public ObjectNode request(String model, int mostOutput, Optional<String> schema, Prompt prompt) {
        ObjectNode request = Json.object();
        request.put("model", model).put("max_tokens", mostOutput);
        schema.ifPresent(description -> request.putObject("output_config")
                .putObject("format")
                .put("type", "json_schema")
                .set("schema", Json.answerSchema(description)));
        if (!prompt.tools().isEmpty()) {
            request.putArray("tools").addAll(prompt.tools());
        }
        mark(request.putArray("system").addObject().put("type", "text").put("text", prompt.system()));
        ArrayNode messages = request.putArray("messages");
        prompt.messages().forEach(message -> messages.add(message.deepCopy()));
        List<JsonNode> ofUser = IntStream.range(0, messages.size())
                .mapToObj(messages::get)
                .filter(message -> message.path("role").asText().equals("user"))
                .toList();
        ofUser.subList(Math.max(0, ofUser.size() - 2), ofUser.size())
                .forEach(message -> mark((ObjectNode) message.path("content").get(0)));
        return request;
    }

    @Override
    public ObjectNode tool(String name, String description) {
        ObjectNode tool = Json.object().put("description", description);
        tool.set("input_schema", Json.argumentsSchema());
        return tool.put("name", name);
    }

    @Override
    public ObjectNode ofUser(String text) {
        ObjectNode message = Json.object().put("role", "user");
        message.putArray("content").addObject().put("type", "text").put("text", text);
        return message;
    }

    @Override
    public ObjectNode ofModel(JsonNode answer) {
        ObjectNode message = Json.object().put("role", "assistant");
        message.set("content", answer.path("content"));
        return message;
    }

    @Override
    public ObjectNode result(JsonNode answer, String text) {
        JsonNode blocks = answer.path("content");
        ObjectNode message = Json.object().put("role", "user");
        message.putArray("content")
                .addObject()
                .put("type", "tool_result")
                .put("tool_use_id", blocks.get(blocks.size() - 1).path("id").asText())
                .put("content", text);
        return message;
    }

    @Override
    public boolean isCut(JsonNode answer) {
        return answer.path("stop_reason").asText().equals("max_tokens");
    }

    private static void mark(ObjectNode block) {
        block.putObject("cache_control").put("type", "ephemeral");
    }
}
