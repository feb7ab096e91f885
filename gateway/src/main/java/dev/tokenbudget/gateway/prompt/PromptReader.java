package dev.tokenbudget.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Hashes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Measures the sections of a request's prompt. It goes by the shape of the request, so that hosts nobody knows are measured
 * as well: system prompts, tools and messages stand under a few names only.
 */
public final class PromptReader {

    private static final List<String> SYSTEM =
            List.of("system", "instructions", "systemInstruction", "system_instruction", "preamble");
    private static final List<String> MESSAGES =
            List.of("chat_history", "messages", "contents", "input", "inputs", "prompt", "message");
    private static final Set<String> SYSTEM_ROLES = Set.of("system", "developer");
    private static final Set<String> MODEL_ROLES = Set.of("assistant", "model", "chatbot");
    private static final Set<String> RESULT_ROLES = Set.of("tool", "function");

    private final SectionSize system;
    private final SectionSize tools;
    private final SectionSize history;
    private final SectionSize toolResults;
    private final SectionSize user;
    private int toolCount;

    private PromptReader(TokenCounts counts) {
        system = new SectionSize(counts);
        tools = new SectionSize(counts);
        history = new SectionSize(counts);
        toolResults = new SectionSize(counts);
        user = new SectionSize(counts);
    }

    /** Measure the prompt in {@code request}, or nothing where there is none. */
    static Optional<PromptReader> read(JsonNode request, TokenCounts counts) {
        PromptReader reader = new PromptReader(counts);
        SYSTEM.forEach(name -> reader.system.addTexts(request.path(name)));
        reader.readTools(request.path("tools"));
        reader.readTools(request.path("functions"));
        reader.readTools(request.path("toolConfig").path("tools"));
        List<JsonNode> messages = new ArrayList<>();
        MESSAGES.stream().map(request::path).forEach(found -> flatten(found, messages));
        reader.readMessages(messages);
        return reader.characters() == 0 ? Optional.empty() : Optional.of(reader);
    }

    /** Return the sections. */
    public PromptSections sections() {
        return PromptSections.builder()
                .system(system.section())
                .tools(tools.section(), toolCount)
                .history(history.section())
                .toolResults(toolResults.section())
                .user(user.section())
                .hashes(new Hashes(system.hash(), tools.hash(), Optional.empty(), Optional.empty(), Optional.empty()))
                .build();
    }

    private long characters() {
        return system.characters()
                + tools.characters()
                + history.characters()
                + toolResults.characters()
                + user.characters();
    }

    private void readTools(JsonNode definitions) {
        for (JsonNode definition : definitions) {
            // Google groups its functions below one tool.
            JsonNode functions = definition.path("functionDeclarations");
            toolCount += functions.isArray() ? functions.size() : 1;
            tools.addJson(definition);
        }
    }

    private void readMessages(List<JsonNode> messages) {
        int newest = messages.size();
        while (newest > 0 && !isOfModel(messages.get(newest - 1))) {
            newest--;
        }
        for (int i = 0; i < messages.size(); i++) {
            readMessage(messages.get(i), i < newest ? history : user);
        }
    }

    private void readMessage(JsonNode message, SectionSize turn) {
        if (!message.isObject()) {
            turn.addTexts(message);
        } else if (SYSTEM_ROLES.contains(roleOf(message))) {
            system.addTexts(message);
        } else if (isToolResult(message)) {
            toolResults.addTexts(message);
        } else {
            readParts(message, turn);
        }
    }

    /** A user's message may hold results of tools beside what the user says. */
    private void readParts(JsonNode message, SectionSize turn) {
        message.properties().forEach(field -> {
            boolean parts = field.getKey().equals("content") || field.getKey().equals("parts");
            if (parts && field.getValue().isArray()) {
                field.getValue().forEach(part -> (isToolResult(part) ? toolResults : turn).addTexts(part));
            } else if (!field.getKey().equals("role") && !field.getKey().equals("type")) {
                turn.addTexts(field.getValue());
            }
        });
    }

    private static void flatten(JsonNode found, List<JsonNode> messages) {
        if (found.isArray()) {
            found.forEach(messages::add);
        } else if (!found.isMissingNode()) {
            messages.add(found);
        }
    }

    private static boolean isToolResult(JsonNode node) {
        String type = node.path("type").asText();
        return RESULT_ROLES.contains(roleOf(node))
                || type.equals("tool_result")
                || type.endsWith("_call_output")
                || node.has("toolResult")
                || node.has("functionResponse");
    }

    private static boolean isOfModel(JsonNode message) {
        return MODEL_ROLES.contains(roleOf(message))
                || message.path("type").asText().endsWith("_call");
    }

    private static String roleOf(JsonNode message) {
        return message.path("role").asText().toLowerCase(Locale.ROOT);
    }
}
