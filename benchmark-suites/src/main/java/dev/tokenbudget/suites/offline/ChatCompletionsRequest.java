package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.suites.offline.OfflineRequest.PastAnswer;
import dev.tokenbudget.suites.offline.OfflineRequest.Thinking;
import dev.tokenbudget.suites.offline.PromptPart.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a request to OpenAI Chat Completions. */
final class ChatCompletionsRequest {

    private final ObjectNode body;
    private final List<PromptPart> prompt = new ArrayList<>();
    private final List<String> instructions = new ArrayList<>();
    private final List<String> userTexts = new ArrayList<>();
    private final List<PastAnswer> history = new ArrayList<>();
    private final Set<String> tools = new LinkedHashSet<>();
    private final Map<String, String> toolsByCall = new HashMap<>();

    ChatCompletionsRequest(ObjectNode body) {
        this.body = body;
    }

    OfflineRequest read() {
        String model = OfflineJson.required(body, "model");
        body.path("tools").forEach(this::addTool);
        if (body.at("/response_format/type").asText().equals("json_schema")) {
            prompt.add(PromptPart.cachedByItself(
                    Kind.RESPONSE_FORMAT, body.path("response_format").toString()));
        }
        OfflineJson.requiredArray(body, "messages").forEach(this::addMessage);
        boolean mayCall = !body.path("tool_choice").asText("").equals("none");
        OptionalInt most = OfflineJson.number(body, "max_completion_tokens");
        return new OfflineRequest(
                model,
                body.path("stream").asBoolean(),
                Thinking.ofEffort(body.path("reasoning_effort").asText("none")),
                most.isPresent() ? most : OfflineJson.number(body, "max_tokens"),
                prompt,
                String.join("\n", instructions),
                userTexts,
                history,
                mayCall ? tools : Set.of());
    }

    private void addTool(JsonNode tool) {
        String name = tool.path("function").path("name").asText();
        prompt.add(PromptPart.cachedByItself(Kind.TOOL_DEFINITION, name, tool.toString()));
        tools.add(name);
    }

    private void addMessage(JsonNode message) {
        String text = OfflineJson.text(message.path("content"));
        String role = message.path("role").asText();
        if (!text.isEmpty()) {
            String tool = toolsByCall.getOrDefault(message.path("tool_call_id").asText(), "");
            prompt.add(PromptPart.cachedByItself(PromptPart.kindOf(role), tool, text));
        }
        switch (role) {
            case "system", "developer" -> instructions.add(text);
            // What else comes with it, such as documents to answer from, is not in the words of the user.
            case "user" -> userTexts.add(OfflineJson.firstText(message.path("content")));
            case "assistant" -> history.add(new PastAnswer(text, addToolCalls(message.path("tool_calls"))));
            case "tool" -> {}
            default -> throw new BadRequest("messages: unknown role in " + message);
        }
    }

    private List<String> addToolCalls(JsonNode calls) {
        List<String> ids = new ArrayList<>();
        for (JsonNode call : calls) {
            JsonNode function = call.path("function");
            String name = function.path("name").asText();
            prompt.add(PromptPart.cachedByItself(
                    Kind.HISTORY, name + function.path("arguments").asText()));
            ids.add(call.path("id").asText());
            toolsByCall.put(call.path("id").asText(), name);
        }
        return ids;
    }
}
