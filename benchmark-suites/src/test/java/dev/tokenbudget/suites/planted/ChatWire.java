package dev.tokenbudget.suites.planted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** OpenAI Chat Completions, whose provider caches by itself. */
record ChatWire() implements Wire {

    @Override
    public String upstream() {
        return "openai";
    }

    @Override
    public String path() {
        return "/chat/completions";
    }

    @Override
    public String model(boolean isLarge) {
        return isLarge ? "gpt-5" : "gpt-5-mini";
    }

    @Override
    public ObjectNode request(String model, int mostOutput, Optional<String> schema, Prompt prompt) {
        ObjectNode request = Json.object();
        request.put("model", model).put("max_completion_tokens", mostOutput);
        schema.ifPresent(description -> request.putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", "answer")
                .set("schema", Json.answerSchema(description)));
        if (!prompt.tools().isEmpty()) {
            request.putArray("tools").addAll(prompt.tools());
        }
        ArrayNode messages = request.putArray("messages");
        messages.addObject().put("role", "system").put("content", prompt.system());
        messages.addAll(prompt.messages());
        return request;
    }

    @Override
    public ObjectNode tool(String name, String description) {
        ObjectNode tool = Json.object();
        tool.putObject("function")
                .put("description", description)
                .put("name", name)
                .set("parameters", Json.argumentsSchema());
        return tool.put("type", "function");
    }

    @Override
    public ObjectNode ofUser(String text) {
        return Json.object().put("role", "user").put("content", text);
    }

    @Override
    public ObjectNode ofModel(JsonNode answer) {
        ObjectNode message = ((ObjectNode) answer.at("/choices/0/message")).deepCopy();
        message.remove("refusal");
        return message;
    }

    @Override
    public ObjectNode result(JsonNode answer, String text) {
        return Json.object()
                .put("role", "tool")
                .put(
                        "tool_call_id",
                        answer.at("/choices/0/message/tool_calls/0/id").asText())
                .put("content", text);
    }

    @Override
    public boolean isCut(JsonNode answer) {
        return answer.at("/choices/0/finish_reason").asText().equals("length");
    }
}
