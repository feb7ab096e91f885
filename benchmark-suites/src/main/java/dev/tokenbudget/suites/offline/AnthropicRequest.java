package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.suites.offline.OfflineRequest.PastAnswer;
import dev.tokenbudget.suites.offline.OfflineRequest.Thinking;
import dev.tokenbudget.suites.offline.PromptPart.Caching;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads a request to Anthropic Messages: tools come first in its prompt, then the system prompt, then the messages. */
final class AnthropicRequest {

    private final ObjectNode body;
    private final List<PromptPart> prompt = new ArrayList<>();
    private final List<String> userTexts = new ArrayList<>();
    private final List<PastAnswer> history = new ArrayList<>();
    private final Set<String> tools = new LinkedHashSet<>();

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
        addBlocks(body.path("system"));
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
        prompt.add(new PromptPart(declaration.toString(), caching(tool)));
        tools.add(tool.path("name").asText());
    }

    private void addSchema(JsonNode format) {
        if (format.isObject()) {
            prompt.add(PromptPart.of(format.toString()));
        }
    }

    private void addMessage(JsonNode message) {
        JsonNode content = message.path("content");
        addBlocks(content);
        String text = OfflineJson.text(content);
        if (message.path("role").asText().equals("assistant")) {
            List<String> ids = new ArrayList<>();
            content.forEach(block -> {
                if (block.path("type").asText().equals("tool_use")) {
                    ids.add(block.path("id").asText());
                }
            });
            history.add(new PastAnswer(text, ids));
        } else if (!text.isEmpty()) {
            userTexts.add(text);
        }
    }

    private void addBlocks(JsonNode content) {
        if (content.isTextual()) {
            prompt.add(PromptPart.of(content.asText()));
        }
        if (content.isArray()) {
            content.forEach(block -> prompt.add(new PromptPart(text(block), caching(block))));
        }
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
