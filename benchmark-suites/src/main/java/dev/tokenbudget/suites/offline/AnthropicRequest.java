package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.suites.offline.OfflineRequest.PastAnswer;
import dev.tokenbudget.suites.offline.OfflineRequest.Thinking;
import dev.tokenbudget.suites.offline.PromptPart.Caching;
import dev.tokenbudget.suites.offline.PromptPart.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a request to Anthropic Messages: tools come first in its prompt, then the system prompt, then the messages. */
final class AnthropicRequest {

    private final ObjectNode body;
    private final List<PromptPart> prompt = new ArrayList<>();
    private final List<String> userTexts = new ArrayList<>();
    private final List<PastAnswer> history = new ArrayList<>();
    private final Set<String> tools = new LinkedHashSet<>();
    private final Map<String, String> toolsByCall = new HashMap<>();

    AnthropicRequest(ObjectNode body) {
        this.body = body;
    }

    OfflineRequest read() {
        String model = OfflineJson.required(body, "model");
        if (!body.path("max_tokens").isInt()) {
            throw new BadRequest("max_tokens: field required");
        }
        body.path("tools").forEach(this::addTool);
        addSchema(body.at("/output_config/format"));
        addSchema(body.path("output_format"));
        addBlocks(body.path("system"), Kind.SYSTEM);
        OfflineJson.requiredArray(body, "messages").forEach(this::addMessage);
        boolean mayCall = !body.path("tool_choice").path("type").asText("").equals("none");
        String thinking = body.path("thinking").path("type").asText("disabled");
        return new OfflineRequest(
                model,
                body.path("stream").asBoolean(),
                thinking.equals("disabled") ? Thinking.NONE : Thinking.SOME,
                OfflineJson.number(body, "max_tokens"),
                prompt,
                OfflineJson.text(body.path("system")),
                userTexts,
                history,
                mayCall ? tools : Set.of());
    }

    private void addTool(JsonNode tool) {
        ObjectNode declaration = tool.deepCopy();
        declaration.remove("cache_control");
        String name = tool.path("name").asText();
        prompt.add(new PromptPart(Kind.TOOL_DEFINITION, name, declaration.toString(), caching(tool)));
        tools.add(name);
    }

    private void addSchema(JsonNode format) {
        if (format.isObject()) {
            prompt.add(PromptPart.of(Kind.RESPONSE_FORMAT, format.toString()));
        }
    }

    private void addMessage(JsonNode message) {
        JsonNode content = message.path("content");
        String role = message.path("role").asText();
        addBlocks(content, PromptPart.kindOf(role));
        String text = OfflineJson.text(content);
        if (role.equals("assistant")) {
            List<String> ids = new ArrayList<>();
            content.forEach(block -> {
                if (block.path("type").asText().equals("tool_use")) {
                    ids.add(block.path("id").asText());
                    toolsByCall.put(
                            block.path("id").asText(), block.path("name").asText());
                }
            });
            history.add(new PastAnswer(text, ids));
        } else if (!text.isEmpty()) {
            userTexts.add(text);
        }
    }

    private void addBlocks(JsonNode content, Kind kind) {
        if (content.isTextual()) {
            prompt.add(PromptPart.of(kind, content.asText()));
        }
        if (content.isArray()) {
            content.forEach(block -> prompt.add(
                    block.path("type").asText().equals("tool_result")
                            ? result(block)
                            : new PromptPart(kind, "", text(block), caching(block))));
        }
    }

    private PromptPart result(JsonNode block) {
        String tool = toolsByCall.getOrDefault(block.path("tool_use_id").asText(), "");
        return new PromptPart(Kind.TOOL_RESULT, tool, text(block), caching(block));
    }

    private static String text(JsonNode block) {
        return switch (block.path("type").asText()) {
            case "text" -> block.path("text").asText();
            case "tool_use" -> block.path("name").asText() + block.path("input");
            case "tool_result" -> OfflineJson.text(block.path("content"));
            // The provider strips the thinking of earlier turns from the prompt.
            case "thinking", "redacted_thinking" -> "";
            default -> block.toString();
        };
    }

    private static Caching caching(JsonNode block) {
        JsonNode control = block.path("cache_control");
        if (!control.isObject()) {
            return Caching.NONE;
        }
        return control.path("ttl").asText("5m").equals("1h") ? Caching.ONE_HOUR : Caching.FIVE_MINUTES;
    }
}
