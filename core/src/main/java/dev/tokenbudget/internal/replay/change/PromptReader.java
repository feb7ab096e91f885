package dev.tokenbudget.internal.replay.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.json.JsonFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads the texts of a request, in the formats of all providers: they differ in the names of fields, and little else. */
final class PromptReader {

    private static final Set<String> ROLES_OF_SYSTEM_PROMPTS = Set.of("system", "developer");

    /** What stands around the definitions of tools, or around a single one. */
    private static final List<String> AROUND_TOOLS =
            List.of("tools", "functionDeclarations", "function_declarations", "toolSpec", "function");

    /** What only the result of a tool has. */
    private static final Set<String> FIELDS_OF_RESULTS =
            Set.of("tool_use_id", "tool_call_id", "toolResult", "functionResponse");

    private final List<PromptText> texts = new ArrayList<>();

    private PromptReader() {}

    /** Return the texts of {@code request}: the system prompt, tools, response format, and then what was said, in order. */
    static List<PromptText> texts(JsonNode request) {
        PromptReader reader = new PromptReader();
        request.fields().forEachRemaining(field -> reader.read(field.getKey(), field.getValue()));
        return reader.texts.stream()
                .sorted(Comparator.comparing(
                        text -> Math.min(text.part().ordinal(), PromptPart.TOOL_RESULTS.ordinal())))
                .toList();
    }

    private void read(String field, JsonNode value) {
        switch (field) {
            case "system", "instructions", "systemInstruction", "system_instruction", "preamble" ->
                add(PromptPart.SYSTEM, "system prompt", prose(value));
            case "tools", "toolConfig", "functions" -> tools(value);
            case "response_format", "output_format", "format" -> format(value);
            case "text", "output_config" -> format(value.path("format"));
            case "generationConfig" -> {
                format(value.path("responseSchema"));
                format(value.path("responseJsonSchema"));
            }
            case "messages", "input", "contents", "prompt", "message" -> conversation(value);
            // parameters are no text
            default -> {}
        }
    }

    private void format(JsonNode format) {
        if (format.isObject()) {
            add(PromptPart.RESPONSE_FORMAT, "response format", Outline.of(format));
        }
    }

    private void tools(JsonNode tools) {
        if (tools.isArray()) {
            tools.forEach(this::tools);
            return;
        }
        List<String> around = AROUND_TOOLS.stream().filter(tools::has).toList();
        if (around.isEmpty()) {
            String name = tools.path("name").asText(tools.path("type").asText(""));
            add(PromptPart.TOOLS, ("tool " + name).strip(), Outline.of(tools));
        }
        around.forEach(field -> tools(tools.path(field)));
    }

    private void conversation(JsonNode said) {
        if (said.isArray()) {
            said.forEach(this::message);
        } else {
            message(said);
        }
    }

    private void message(JsonNode message) {
        String role = message.path("role").asText("user");
        JsonNode content = message.has("parts") ? message.path("parts") : message.path("content");
        if (ROLES_OF_SYSTEM_PROMPTS.contains(role)) {
            add(PromptPart.SYSTEM, "system prompt", prose(content));
        } else if (isResult(message) || role.equals("tool")) {
            result(message);
        } else if (content.isArray()) {
            content.forEach(part -> part(part, role));
        } else if (content.isTextual()) {
            add(PromptPart.MESSAGES, role + " message", prose(content));
        } else if (!message.has("tool_calls")) {
            part(message, role);
        }
        message.path("tool_calls").forEach(call -> part(call, role));
    }

    private void part(JsonNode part, String role) {
        if (isResult(part)) {
            result(part);
        } else {
            add(PromptPart.MESSAGES, role + " message", prose(part));
        }
    }

    private static boolean isResult(JsonNode part) {
        return FIELDS_OF_RESULTS.stream().anyMatch(part::has)
                || part.path("type").asText("").endsWith("_call_output");
    }

    private void result(JsonNode result) {
        for (String field : List.of("content", "output", "toolResult", "functionResponse")) {
            if (result.has(field)) {
                JsonNode content = result.path(field);
                add(
                        PromptPart.TOOL_RESULTS,
                        "tool result",
                        prose(content.has("content") ? content.path("content") : content));
            }
        }
    }

    /** Return what a model reads of a value: its texts where it has such, and else its outline. */
    private static String prose(JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue();
            return text.startsWith("{") || text.startsWith("[")
                    ? JsonFile.parse(text)
                            .filter(JsonNode::isContainerNode)
                            .map(Outline::of)
                            .orElse(text)
                    : Outline.readable(text);
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(PromptReader::prose)
                    .collect(Collectors.joining("\n"));
        }
        if (value.path("text").isTextual()) {
            return prose(value.path("text"));
        }
        return value.path("parts").isArray() ? prose(value.path("parts")) : Outline.of(value);
    }

    private void add(PromptPart part, String place, String text) {
        if (!text.isBlank()) {
            texts.add(new PromptText(part, place, text));
        }
    }
}
