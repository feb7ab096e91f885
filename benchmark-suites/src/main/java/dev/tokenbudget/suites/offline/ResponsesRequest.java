package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.suites.offline.OfflineRequest.PastAnswer;
import dev.tokenbudget.suites.offline.OfflineRequest.Thinking;
import dev.tokenbudget.suites.offline.PromptPart.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a request to OpenAI Responses. */
final class ResponsesRequest {

    private final ObjectNode body;
    private final ArrayNode items;
    private final List<PromptPart> prompt = new ArrayList<>();
    private final List<String> instructions = new ArrayList<>();
    private final List<String> userTexts = new ArrayList<>();
    private final List<PastAnswer> history = new ArrayList<>();
    private final Set<String> tools = new LinkedHashSet<>();
    private final Map<String, String> toolsByCall = new HashMap<>();

    /**
     * Prepare to read a request.
     *
     * @param items its input items, preceded by those of the responses it continues
     */
    ResponsesRequest(ObjectNode body, ArrayNode items) {
        this.body = body;
        this.items = items;
    }

    OfflineRequest read() {
        String model = OfflineJson.required(body, "model");
        if (items.isEmpty()) {
            throw new BadRequest("input: at least one item is required");
        }
        body.path("tools").forEach(this::addTool);
        if (body.at("/text/format/type").asText().equals("json_schema")) {
            addText(Kind.RESPONSE_FORMAT, body.at("/text/format").toString());
        }
        if (body.path("instructions").isTextual()) {
            addText(Kind.SYSTEM, body.path("instructions").asText());
            instructions.add(body.path("instructions").asText());
        }
        items.forEach(this::addItem);
        boolean mayCall = !body.path("tool_choice").asText("").equals("none");
        return new OfflineRequest(
                model,
                body.path("stream").asBoolean(),
                Thinking.ofEffort(body.path("reasoning").path("effort").asText("none")),
                OfflineJson.number(body, "max_output_tokens"),
                prompt,
                String.join("\n", instructions),
                userTexts,
                history,
                mayCall ? tools : Set.of());
    }

    private void addTool(JsonNode tool) {
        String name = tool.path("name").asText();
        prompt.add(PromptPart.cachedByItself(Kind.TOOL_DEFINITION, name, tool.toString()));
        tools.add(name);
    }

    private void addItem(JsonNode item) {
        switch (item.path("type").asText("message")) {
            case "message" -> addMessage(item.path("role").asText(), OfflineJson.text(item.path("content")));
            case "function_call" -> {
                String name = item.path("name").asText();
                addText(Kind.HISTORY, name + item.path("arguments").asText());
                history.add(new PastAnswer("", List.of(item.path("call_id").asText())));
                toolsByCall.put(item.path("call_id").asText(), name);
            }
            case "function_call_output" ->
                prompt.add(PromptPart.cachedByItself(
                        Kind.TOOL_RESULT,
                        toolsByCall.getOrDefault(item.path("call_id").asText(), ""),
                        OfflineJson.text(item.path("output"))));
            // The provider drops the reasoning of earlier turns from the prompt.
            case "reasoning" -> {}
            default -> addText(Kind.HISTORY, item.toString());
        }
    }

    private void addMessage(String role, String text) {
        addText(PromptPart.kindOf(role), text);
        switch (role) {
            case "system", "developer" -> instructions.add(text);
            case "user" -> userTexts.add(text);
            case "assistant" -> history.add(new PastAnswer(text, List.of()));
            default -> throw new BadRequest("input: unknown role \"" + role + "\"");
        }
    }

    private void addText(Kind kind, String text) {
        prompt.add(PromptPart.cachedByItself(kind, text));
    }
}
