package dev.tokenbudget.internal.junit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A provider whose answers, good and bad, hold a text to look for. It answers requests below {@code /good}, and refuses,
 * garbles or cuts those below {@code /refuses}, {@code /garbles} and {@code /cuts}.
 */
final class TalkativeProvider implements AutoCloseable {

    private static final String CHAT = """
            {"id":"chatcmpl-1","object":"chat.completion","model":"m","choices":[{"index":0,"finish_reason":"stop",
            "message":{"role":"assistant","content":"TEXT"},"delta":{"content":"TEXT","tool_calls":[{"index":0,"id":"1",
            "type":"function","function":{"name":"search","arguments":"TEXT"}}]}}],
            "usage":{"prompt_tokens":90,"completion_tokens":10,"total_tokens":100}}""";

    private static final String RESPONSE = """
            {"id":"resp_1","object":"response","status":"completed","model":"m","output":[{"type":"message","id":"1",
            "role":"assistant","content":[{"type":"output_text","text":"TEXT"}]}],
            "usage":{"input_tokens":90,"output_tokens":10,"total_tokens":100}}""";

    private static final String MESSAGE = """
            {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"TEXT"}],
            "stop_reason":"end_turn","usage":{"input_tokens":90,"output_tokens":10}}""";

    private static final String MESSAGE_END = """
            {"type":"message_delta","delta":{"stop_reason":"end_turn","text":"TEXT"},"usage":{"output_tokens":10}}""";

    private static final String GEMINI = """
            {"responseId":"gemini-1","modelVersion":"m","candidates":[{"index":0,"finishReason":"STOP",
            "content":{"role":"model","parts":[{"text":"TEXT"}]}}],
            "usageMetadata":{"promptTokenCount":90,"candidatesTokenCount":10,"totalTokenCount":100}}""";

    private final StringBuffer heard = new StringBuffer();
    private final String text;
    private final LoopbackServer server = new LoopbackServer(this::serve);

    TalkativeProvider(String text) {
        this.text = text;
    }

    String url() {
        return server.url();
    }

    /** Return all that requests said: target, headers, body. */
    String heard() {
        return heard.toString();
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String target = exchange.getRequestURI().toString();
            heard.append(target).append(exchange.getRequestHeaders().entrySet()).append(body);
            boolean stream = body.contains("\"stream\":true") || target.contains("stream");
            byte[] answer = answer(target, stream).replace("TEXT", text).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", stream ? "text/event-stream" : "application/json");
            exchange.getResponseHeaders().set("X-Note", text);
            // a body that ends before its announced length is cut
            int missing = target.startsWith("/cuts") ? 100 : 0;
            exchange.sendResponseHeaders(target.startsWith("/refuses") ? 401 : 200, answer.length + missing);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String answer(String target, boolean stream) {
        if (target.startsWith("/refuses")) {
            return "{\"error\":{\"message\":\"Incorrect key: TEXT\",\"type\":\"TEXT\"}}";
        }
        if (target.startsWith("/garbles")) {
            return (stream ? "data: " : "") + "{\"usage\":{\"prompt_tokens\":\"TEXT\",\"completion_tokens\":TEXT\n\n";
        }
        return stream ? streamed(target) : document(target);
    }

    private static String document(String target) {
        if (target.contains("/chat/completions")) {
            return CHAT;
        }
        if (target.contains("/messages")) {
            return MESSAGE;
        }
        return target.contains("/responses") ? RESPONSE : GEMINI;
    }

    private static String streamed(String target) {
        String document = document(target);
        return switch (document) {
            case CHAT -> event(document) + event("[DONE]");
            case MESSAGE ->
                event("{\"type\":\"message_start\",\"message\":" + document + "}")
                        + event(MESSAGE_END)
                        + event("{\"type\":\"message_stop\"}");
            case RESPONSE -> event("{\"type\":\"response.completed\",\"response\":" + document + "}");
            default -> event(document);
        };
    }

    private static String event(String document) {
        return "data: " + document.replace("\n", "") + "\n\n";
    }
}
