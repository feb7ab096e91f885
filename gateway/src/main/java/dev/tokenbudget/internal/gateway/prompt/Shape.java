package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Tells the messages and parts of all protocols apart, by their roles, types and fields. */
final class Shape {

    private static final Set<String> SYSTEM_ROLES = Set.of("system", "developer");
    private static final Set<String> MODEL_ROLES = Set.of("assistant", "model", "chatbot");
    private static final Set<String> RESULT_ROLES = Set.of("tool", "function");
    private static final Set<String> MODEL_TYPES = Set.of("reasoning", "thought", "compaction");

    private Shape() {}

    /** Whether {@code message} is an instruction amid the conversation. */
    static boolean isSystem(JsonNode message) {
        return SYSTEM_ROLES.contains(roleOf(message));
    }

    /** Whether {@code message} is the model's: a turn, or an item of one. */
    static boolean isOfModel(JsonNode message) {
        String type = typeOf(message);
        return MODEL_ROLES.contains(roleOf(message))
                || MODEL_TYPES.contains(type)
                || type.endsWith("_call")
                || type.equals("mcp_list_tools");
    }

    /** Whether {@code node}, a message or a part of one, is what a tool gave. */
    static boolean isToolResult(JsonNode node) {
        String type = typeOf(node);
        return RESULT_ROLES.contains(roleOf(node))
                || type.endsWith("tool_result")
                || type.endsWith("_call_output")
                || type.equals("function_result")
                || Stream.of(
                                "toolResult",
                                "functionResponse",
                                "function_response",
                                "codeExecutionResult",
                                "code_execution_result")
                        .anyMatch(node::has);
    }

    /** Whether {@code message} is what a tool gave, or holds it beside what a user says. */
    static boolean holdsToolResult(JsonNode message) {
        return isToolResult(message)
                || Stream.of("content", "parts")
                        .map(message::path)
                        .filter(JsonNode::isArray)
                        .anyMatch(parts -> {
                            for (JsonNode part : parts) {
                                if (isToolResult(part)) {
                                    return true;
                                }
                            }
                            return false;
                        });
    }

    /** Whether {@code item} adds tools to those of the request. */
    static boolean isMoreTools(JsonNode item) {
        String type = typeOf(item);
        return type.equals("additional_tools") || type.equals("tool_search_output");
    }

    /** Whether {@code node} stands for something that the provider keeps. */
    static boolean isReference(JsonNode node) {
        return typeOf(node).equals("item_reference");
    }

    /** Whether {@code node} is a prompt that the provider keeps, with what is to be put into it. */
    static boolean isKeptPrompt(JsonNode node) {
        return node.isObject() && node.has("id") && !node.has("role") && !node.has("type");
    }

    private static String typeOf(JsonNode node) {
        return node.path("type").asText();
    }

    private static String roleOf(JsonNode message) {
        return message.path("role").asText().toLowerCase(Locale.ROOT);
    }
}
