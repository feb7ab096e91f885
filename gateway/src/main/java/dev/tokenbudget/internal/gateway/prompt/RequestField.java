package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a field of a request holds, by its name in any protocol. */
enum RequestField {
    /** Anything that is no text of the prompt: temperature, limits, effort; it may hold the form of the answer. */
    SETTING,
    SYSTEM("system", "instructions", "additional_instructions", "systemInstruction", "system_instruction", "preamble"),
    TOOLS("tools", "functions", "additional_tools"),
    /** Settings that hold the definitions of tools. */
    TOOL_CONFIG("toolConfig", "tool_config", "parameters"),
    /** What the user and the model said; in the order in which the model reads it. */
    MESSAGES(
            "chat_history",
            "messages",
            "additional_messages",
            "contents",
            "content",
            "requests",
            "instances",
            "input",
            "inputs",
            "inputText",
            "texts",
            "query",
            "prompt",
            "suffix",
            "message"),
    /** Texts to answer from. */
    DOCUMENTS("documents"),
    TOOL_RESULTS("tool_results"),
    /** Pictures, and a conversation as numbers. */
    OPAQUE("images", "context"),
    /** Conversations, prompts and contents that the provider keeps. */
    KEPT(
            "previous_response_id",
            "previous_interaction_id",
            "conversation",
            "conversation_id",
            "cachedContent",
            "cached_content",
            "assistant_id",
            "thread_id",
            "agent_id",
            "promptVariables"),
    /** Who asks, how the answer is to come, and what is sent along for others than the model. */
    MARK(
            "model",
            "modelId",
            "stream",
            "stream_options",
            "metadata",
            "client_metadata",
            "user",
            "safety_identifier",
            "prompt_cache_key",
            "session_id",
            "request_id");

    private static final Set<String> FORMATS = Set.of(
            "response_format",
            "responseFormat",
            "output_format",
            "outputFormat",
            "format",
            "textFormat",
            "responseSchema",
            "response_schema",
            "responseJsonSchema",
            "response_json_schema",
            "guided_json",
            "structured_outputs");

    private static final Map<String, RequestField> BY_NAME = Arrays.stream(values())
            .flatMap(kind -> kind.names.stream().map(name -> Map.entry(name, kind)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final List<String> names;

    RequestField(String... names) {
        this.names = List.of(names);
    }

    Stream<String> names() {
        return names.stream();
    }

    static RequestField named(String name) {
        return BY_NAME.getOrDefault(name, SETTING);
    }

    /** Whether a setting says in which form to answer; a mere {@code {"type": "json_object"}} is no text. */
    static boolean isResponseFormat(String name, JsonNode value) {
        return FORMATS.contains(name)
                && value.isObject()
                && value.properties().stream()
                        .anyMatch(field -> !field.getKey().equals("type")
                                || field.getValue().isContainerNode());
    }
}
