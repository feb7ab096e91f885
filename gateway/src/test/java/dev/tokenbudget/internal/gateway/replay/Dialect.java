package dev.tokenbudget.internal.gateway.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The formats of providers, as an agent writes and reads them: by hand, as they are documented. */
enum Dialect {
    CHAT("openai", "/chat/completions") {
        @Override
        ObjectNode request(Prompt prompt) {
            ObjectNode body = JSON.createObjectNode().put("model", MODEL);
            ArrayNode messages = body.putArray("messages");
            if (!prompt.system().isEmpty()) {
                messages.addObject().put("role", "system").put("content", prompt.system());
            }
            messages.addAll(prompt.history());
            prompt.tools()
                    .forEach(tool -> body.withArray("tools")
                            .add(JSON.createObjectNode()
                                    .put("type", "function")
                                    .set("function", tool(tool, "parameters"))));
            return body;
        }

        @Override
        JsonNode user(String text) {
            return JSON.createObjectNode().put("role", "user").put("content", text);
        }

        @Override
        List<JsonNode> said(JsonNode answer) {
            return List.of(answer.at("/choices/0/message"));
        }

        @Override
        List<JsonNode> results(JsonNode answer, String text) {
            List<JsonNode> results = new ArrayList<>();
            answer.at("/choices/0/message/tool_calls")
                    .forEach(call -> results.add(JSON.createObjectNode()
                            .put("role", "tool")
                            .put("tool_call_id", call.path("id").asText())
                            .put("content", text)));
            return results;
        }

        @Override
        String text(JsonNode answer) {
            return answer.at("/choices/0/message/content").asText("");
        }

        @Override
        ObjectNode answer(Answer answer) {
            ObjectNode body =
                    JSON.createObjectNode().put("id", "chatcmpl-" + answer.id()).put("model", MODEL);
            ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
            ObjectNode message =
                    choice.putObject("message").put("role", "assistant").put("content", answer.text());
            answer.tool()
                    .ifPresent(tool -> message.putArray("tool_calls")
                            .addObject()
                            .put("id", "call_" + answer.id())
                            .put("type", "function")
                            .putObject("function")
                            .put("name", tool)
                            .put("arguments", answer.arguments()));
            choice.put("finish_reason", answer.tool().isPresent() ? "tool_calls" : "stop");
            ObjectNode usage = body.putObject("usage")
                    .put("prompt_tokens", answer.input())
                    .put("completion_tokens", OUTPUT)
                    .put("total_tokens", answer.input() + OUTPUT);
            usage.putObject("prompt_tokens_details").put("cached_tokens", answer.cacheRead());
            return body;
        }
    },
    RESPONSES("openai", "/responses") {
        @Override
        ObjectNode request(Prompt prompt) {
            ObjectNode body = JSON.createObjectNode().put("model", MODEL);
            if (!prompt.system().isEmpty()) {
                body.put("instructions", prompt.system());
            }
            body.putArray("input").addAll(prompt.history());
            prompt.tools()
                    .forEach(tool ->
                            body.withArray("tools").add(tool(tool, "parameters").put("type", "function")));
            return body;
        }

        @Override
        JsonNode user(String text) {
            return JSON.createObjectNode().put("role", "user").put("content", text);
        }

        @Override
        List<JsonNode> said(JsonNode answer) {
            List<JsonNode> items = new ArrayList<>();
            answer.path("output").forEach(items::add);
            return items;
        }

        @Override
        List<JsonNode> results(JsonNode answer, String text) {
            List<JsonNode> results = new ArrayList<>();
            answer.path("output").forEach(item -> {
                if (item.path("type").asText().equals("function_call")) {
                    results.add(JSON.createObjectNode()
                            .put("type", "function_call_output")
                            .put("call_id", item.path("call_id").asText())
                            .put("output", text));
                }
            });
            return results;
        }

        @Override
        String text(JsonNode answer) {
            return answer.at("/output/0/content/0/text").asText("");
        }

        @Override
        ObjectNode answer(Answer answer) {
            ObjectNode body = JSON.createObjectNode()
                    .put("id", "resp_" + answer.id())
                    .put("object", "response")
                    .put("status", "completed")
                    .put("model", MODEL);
            ArrayNode output = body.putArray("output");
            if (!answer.text().isEmpty()) {
                output.addObject()
                        .put("type", "message")
                        .put("id", "msg_" + answer.id())
                        .put("role", "assistant")
                        .putArray("content")
                        .addObject()
                        .put("type", "output_text")
                        .put("text", answer.text());
            }
            answer.tool()
                    .ifPresent(tool -> output.addObject()
                            .put("type", "function_call")
                            .put("id", "fc_" + answer.id())
                            .put("call_id", "call_" + answer.id())
                            .put("name", tool)
                            .put("arguments", answer.arguments()));
            ObjectNode usage = body.putObject("usage")
                    .put("input_tokens", answer.input())
                    .put("output_tokens", OUTPUT)
                    .put("total_tokens", answer.input() + OUTPUT);
            usage.putObject("input_tokens_details").put("cached_tokens", answer.cacheRead());
            return body;
        }
    },
    MESSAGES("anthropic", "/v1/messages") {
        @Override
        ObjectNode request(Prompt prompt) {
            ObjectNode body = JSON.createObjectNode().put("model", MODEL).put("max_tokens", 1000);
            if (!prompt.system().isEmpty()) {
                body.put("system", prompt.system());
            }
            body.putArray("messages").addAll(prompt.history());
            prompt.tools().forEach(tool -> body.withArray("tools").add(tool(tool, "input_schema")));
            return body;
        }

        @Override
        JsonNode user(String text) {
            return JSON.createObjectNode().put("role", "user").put("content", text);
        }

        @Override
        List<JsonNode> said(JsonNode answer) {
            return List.of(JSON.createObjectNode().put("role", "assistant").set("content", answer.path("content")));
        }

        @Override
        List<JsonNode> results(JsonNode answer, String text) {
            ObjectNode message = JSON.createObjectNode().put("role", "user");
            answer.path("content").forEach(block -> {
                if (block.path("type").asText().equals("tool_use")) {
                    message.withArray("content")
                            .addObject()
                            .put("type", "tool_result")
                            .put("tool_use_id", block.path("id").asText())
                            .put("content", text);
                }
            });
            return message.has("content") ? List.of(message) : List.of();
        }

        @Override
        String text(JsonNode answer) {
            return answer.at("/content/0/text").asText("");
        }

        @Override
        ObjectNode answer(Answer answer) {
            ObjectNode body = JSON.createObjectNode()
                    .put("id", "msg_" + answer.id())
                    .put("type", "message")
                    .put("role", "assistant")
                    .put("model", MODEL);
            ArrayNode content = body.putArray("content");
            if (!answer.text().isEmpty()) {
                content.addObject().put("type", "text").put("text", answer.text());
            }
            answer.tool()
                    .ifPresent(tool -> content.addObject()
                            .put("type", "tool_use")
                            .put("id", "toolu_" + answer.id())
                            .put("name", tool)
                            .set("input", parse(answer.arguments())));
            body.put("stop_reason", answer.tool().isPresent() ? "tool_use" : "end_turn");
            body.putObject("usage")
                    .put("input_tokens", answer.input() - answer.cacheRead() - answer.cacheWrite())
                    .put("cache_read_input_tokens", answer.cacheRead())
                    .put("cache_creation_input_tokens", answer.cacheWrite())
                    .put("output_tokens", OUTPUT);
            return body;
        }
    },
    GEMINI("gemini", "/v1beta/models/gemini-test:generateContent") {
        @Override
        ObjectNode request(Prompt prompt) {
            ObjectNode body = JSON.createObjectNode();
            if (!prompt.system().isEmpty()) {
                body.putObject("systemInstruction")
                        .putArray("parts")
                        .addObject()
                        .put("text", prompt.system());
            }
            body.putArray("contents").addAll(prompt.history());
            if (!prompt.tools().isEmpty()) {
                ArrayNode functions = body.putArray("tools").addObject().putArray("functionDeclarations");
                prompt.tools().forEach(tool -> functions.add(tool(tool, "parameters")));
            }
            return body;
        }

        @Override
        JsonNode user(String text) {
            ObjectNode content = JSON.createObjectNode().put("role", "user");
            content.putArray("parts").addObject().put("text", text);
            return content;
        }

        @Override
        List<JsonNode> said(JsonNode answer) {
            return List.of(answer.at("/candidates/0/content"));
        }

        @Override
        List<JsonNode> results(JsonNode answer, String text) {
            ObjectNode content = JSON.createObjectNode().put("role", "user");
            answer.at("/candidates/0/content/parts").forEach(part -> {
                if (part.has("functionCall")) {
                    content.withArray("parts")
                            .addObject()
                            .putObject("functionResponse")
                            .put("name", part.at("/functionCall/name").asText())
                            .putObject("response")
                            .put("result", text);
                }
            });
            return content.has("parts") ? List.of(content) : List.of();
        }

        @Override
        String text(JsonNode answer) {
            return answer.at("/candidates/0/content/parts/0/text").asText("");
        }

        @Override
        ObjectNode answer(Answer answer) {
            ObjectNode body =
                    JSON.createObjectNode().put("responseId", answer.id()).put("modelVersion", "gemini-test");
            ObjectNode candidate = body.putArray("candidates").addObject().put("finishReason", "STOP");
            ArrayNode parts =
                    candidate.putObject("content").put("role", "model").putArray("parts");
            if (!answer.text().isEmpty()) {
                parts.addObject().put("text", answer.text());
            }
            answer.tool()
                    .ifPresent(tool -> parts.addObject()
                            .putObject("functionCall")
                            .put("name", tool)
                            .set("args", parse(answer.arguments())));
            body.putObject("usageMetadata")
                    .put("promptTokenCount", answer.input())
                    .put("candidatesTokenCount", OUTPUT)
                    .put("totalTokenCount", answer.input() + OUTPUT);
            return body;
        }
    },
    CONVERSE("bedrock", "/model/claude-test/converse") {
        @Override
        ObjectNode request(Prompt prompt) {
            ObjectNode body = JSON.createObjectNode();
            if (!prompt.system().isEmpty()) {
                body.putArray("system").addObject().put("text", prompt.system());
            }
            body.putArray("messages").addAll(prompt.history());
            if (!prompt.tools().isEmpty()) {
                ArrayNode tools = body.putObject("toolConfig").putArray("tools");
                prompt.tools().forEach(tool -> {
                    ObjectNode spec = tool(tool, "json");
                    JsonNode schema = spec.remove("json");
                    spec.putObject("inputSchema").set("json", schema);
                    tools.addObject().set("toolSpec", spec);
                });
            }
            return body;
        }

        @Override
        JsonNode user(String text) {
            ObjectNode message = JSON.createObjectNode().put("role", "user");
            message.putArray("content").addObject().put("text", text);
            return message;
        }

        @Override
        List<JsonNode> said(JsonNode answer) {
            return List.of(answer.at("/output/message"));
        }

        @Override
        List<JsonNode> results(JsonNode answer, String text) {
            ObjectNode message = JSON.createObjectNode().put("role", "user");
            answer.at("/output/message/content").forEach(block -> {
                if (block.has("toolUse")) {
                    message.withArray("content")
                            .addObject()
                            .putObject("toolResult")
                            .put("toolUseId", block.at("/toolUse/toolUseId").asText())
                            .putArray("content")
                            .addObject()
                            .put("text", text);
                }
            });
            return message.has("content") ? List.of(message) : List.of();
        }

        @Override
        String text(JsonNode answer) {
            return answer.at("/output/message/content/0/text").asText("");
        }

        @Override
        ObjectNode answer(Answer answer) {
            ObjectNode body = JSON.createObjectNode();
            ArrayNode content = body.putObject("output")
                    .putObject("message")
                    .put("role", "assistant")
                    .putArray("content");
            if (!answer.text().isEmpty()) {
                content.addObject().put("text", answer.text());
            }
            answer.tool()
                    .ifPresent(tool -> content.addObject()
                            .putObject("toolUse")
                            .put("toolUseId", "tooluse_" + answer.id())
                            .put("name", tool)
                            .set("input", parse(answer.arguments())));
            body.put("stopReason", answer.tool().isPresent() ? "tool_use" : "end_turn");
            body.putObject("usage")
                    .put("inputTokens", answer.input())
                    .put("outputTokens", OUTPUT)
                    .put("totalTokens", answer.input() + OUTPUT);
            return body;
        }
    },
    OLLAMA("ollama", "/api/chat") {
        @Override
        ObjectNode request(Prompt prompt) {
            ObjectNode body = JSON.createObjectNode().put("model", MODEL).put("stream", false);
            ArrayNode messages = body.putArray("messages");
            if (!prompt.system().isEmpty()) {
                messages.addObject().put("role", "system").put("content", prompt.system());
            }
            messages.addAll(prompt.history());
            prompt.tools()
                    .forEach(tool -> body.withArray("tools")
                            .add(JSON.createObjectNode()
                                    .put("type", "function")
                                    .set("function", tool(tool, "parameters"))));
            return body;
        }

        @Override
        JsonNode user(String text) {
            return JSON.createObjectNode().put("role", "user").put("content", text);
        }

        @Override
        List<JsonNode> said(JsonNode answer) {
            return List.of(answer.path("message"));
        }

        @Override
        List<JsonNode> results(JsonNode answer, String text) {
            List<JsonNode> results = new ArrayList<>();
            answer.at("/message/tool_calls")
                    .forEach(call -> results.add(JSON.createObjectNode()
                            .put("role", "tool")
                            .put("tool_name", call.at("/function/name").asText())
                            .put("content", text)));
            return results;
        }

        @Override
        String text(JsonNode answer) {
            return answer.at("/message/content").asText("");
        }

        @Override
        ObjectNode answer(Answer answer) {
            ObjectNode body = JSON.createObjectNode()
                    .put("model", MODEL)
                    .put("done", true)
                    .put("done_reason", "stop");
            ObjectNode message =
                    body.putObject("message").put("role", "assistant").put("content", answer.text());
            answer.tool()
                    .ifPresent(tool -> message.putArray("tool_calls")
                            .addObject()
                            .putObject("function")
                            .put("name", tool)
                            .set("arguments", parse(answer.arguments())));
            return body.put("prompt_eval_count", answer.input()).put("eval_count", OUTPUT);
        }
    };

    static final ObjectMapper JSON = new ObjectMapper();
    static final String MODEL = "model-test";
    static final int OUTPUT = 25;

    final String upstream;
    final String path;

    Dialect(String upstream, String path) {
        this.upstream = upstream;
        this.path = path;
    }

    /** Return the body of a request. */
    abstract ObjectNode request(Prompt prompt);

    /** Return the user's message. */
    abstract JsonNode user(String text);

    /** Return what an agent keeps of an answer, to send it again. */
    abstract List<JsonNode> said(JsonNode answer);

    /** Return what an agent says of the results of the tools that an answer calls: the same of each. */
    abstract List<JsonNode> results(JsonNode answer, String text);

    /** Return the text of an answer; empty where it calls a tool. */
    abstract String text(JsonNode answer);

    /** Return the body of an answer. */
    abstract ObjectNode answer(Answer answer);

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static ObjectNode tool(String name, String schema) {
        ObjectNode tool = JSON.createObjectNode().put("name", name).put("description", "Give what " + name + " knows.");
        tool.putObject(schema)
                .put("type", "object")
                .putObject("properties")
                .putObject("topic")
                .put("type", "string");
        return tool;
    }
}
