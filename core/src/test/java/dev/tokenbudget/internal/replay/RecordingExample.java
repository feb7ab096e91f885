package dev.tokenbudget.internal.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Recordings as an agent with tools makes them. */
public final class RecordingExample {

    public static final TaskId REVIEW = new TaskId("com.acme.ReviewBenchmark", "reviewsPullRequest");

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordingExample() {}

    public static TaskRecording recording(RecordedRun... runs) {
        return new TaskRecording(REVIEW, Optional.of("0123456789abcdef0123456789abcdef01234567"), List.of(runs));
    }

    /** Return a run in which an agent asks for {@code turns} answers and repeats the whole conversation each time. */
    public static RecordedRun conversation(int turns) {
        ArrayNode messages = JSON.createArrayNode();
        messages.addObject()
                .put("role", "user")
                .put("content", "Review the pull request 'Keep the order of entries'.\nBe brief.");
        List<Exchange> exchanges = new ArrayList<>();
        for (int turn = 1; turn <= turns; turn++) {
            ObjectNode request =
                    JSON.createObjectNode().put("model", "claude-sonnet-4-5").put("max_tokens", 1024);
            request.put("system", SYSTEM_PROMPT);
            request.set("tools", TOOLS);
            request.set("messages", messages.deepCopy());
            ObjectNode answer = answer(turn);
            exchanges.add(exchange(new Body.Json(request.toString()), new Body.Json(answer.toString()), call(turn)));
            messages.addObject().put("role", "assistant").set("content", answer.get("content"));
            messages.addObject()
                    .put("role", "user")
                    .putArray("content")
                    .addObject()
                    .put("type", "tool_result")
                    .put("tool_use_id", "toolu_" + turn)
                    .put("content", file(turn));
        }
        return new RecordedRun(exchanges);
    }

    private static final String SYSTEM_PROMPT = """
            You are a reviewer of Java code. You read the files that a pull request changes, and say what is wrong.

            Rules:
            - Name the file and the line of each finding.
            - Say why it is wrong, and what would be right.
            - Do not praise, and do not repeat the code.
            """;

    private static final JsonNode TOOLS = tree("""
            [{"name": "read_file", "description": "Read a file of the repository, whole. Use it for every file that is changed.",
              "input_schema": {"type": "object", "properties": {"path": {"type": "string"}}, "required": ["path"]}}]""");

    private static ObjectNode answer(int turn) {
        ObjectNode answer = JSON.createObjectNode()
                .put("id", "msg_" + turn)
                .put("type", "message")
                .put("role", "assistant")
                .put("model", "claude-sonnet-4-5-20250929");
        ArrayNode content = answer.putArray("content");
        content.addObject()
                .put("type", "text")
                .put(
                        "text",
                        "I read the file number " + turn + " now, because the change of its order is the point here.");
        content.addObject()
                .put("type", "tool_use")
                .put("id", "toolu_" + turn)
                .put("name", "read_file")
                .putObject("input")
                .put("path", "src/main/java/com/acme/Entries" + turn + ".java");
        answer.put("stop_reason", "tool_use");
        answer.putObject("usage").put("input_tokens", 1_000 + 200 * turn).put("output_tokens", 60);
        return answer;
    }

    private static String file(int number) {
        return """
                package com.acme;

                /** Entries in the order in which they were added, which is the order in which they are shown. */
                final class Entries%d {
                    private final Map<String, Entry> entries = new HashMap<>();
                }
                """.formatted(number);
    }

    private static ModelCall call(int turn) {
        return ModelCall.builder("anthropic", "claude-sonnet-4-5")
                .responseModel("claude-sonnet-4-5-20250929")
                .responseId("msg_" + turn)
                .source(UsageSource.GATEWAY)
                .usage(TokenUsage.builder()
                        .input(OptionalLong.of(1_000 + 200 * turn))
                        .output(OptionalLong.of(60))
                        .build())
                .toolCalls(1)
                .stopReason("tool_use")
                .prompt(PromptSections.builder()
                        .system(new PromptSections.Section(311, 68))
                        .tools(new PromptSections.Section(180, 45), 1)
                        .history(new PromptSections.Section(120 * turn, 30 * turn))
                        .user(new PromptSections.Section(63, 15))
                        .systemHash("00112233445566ff")
                        .toolsHash("ff66554433221100")
                        .build())
                .build();
    }

    static Exchange exchange(Body request, Body answer, ModelCall... calls) {
        return new Exchange(
                "anthropic",
                Optional.of("reviewer"),
                "POST",
                "/v1/messages",
                request,
                200,
                Map.of("content-type", "application/json"),
                answer,
                List.of(calls).stream()
                        .map(call -> call.toBuilder().agent("reviewer").build())
                        .toList());
    }

    static Body json(String document) {
        return new Body.Json(tree(document).toString());
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
