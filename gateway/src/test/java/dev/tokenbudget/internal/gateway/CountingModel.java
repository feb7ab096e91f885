package dev.tokenbudget.internal.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.gateway.prompt.TokenCounts;
import java.io.IOException;
import java.util.function.Function;

/**
 * A model that counts what it is sent and what it answers, in Chat Completions and, where a request has a top-level system prompt,
 * in Anthropic's Messages, whose marked system prompt it caches.
 */
final class CountingModel implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private final TokenCounts counts = new TokenCounts();
    private final Function<JsonNode, Said> answers;
    private final Provider provider;
    private boolean cached;

    /**
     * An answer.
     *
     * @param text what is said
     * @param tool the tool that is called with {@code arguments}; empty where none is
     */
    record Said(String text, String tool, String arguments) {
        static Said text(String text) {
            return new Said(text, "", "");
        }

        static Said call(String tool, String arguments) {
            return new Said("", tool, arguments);
        }
    }

    CountingModel(Function<JsonNode, Said> answers) {
        this.answers = answers;
        this.provider = new Provider((request, wire) -> wire.json(200, answer(request.text())));
    }

    Provider provider() {
        return provider;
    }

    private synchronized String answer(String body) throws IOException {
        JsonNode request = JSON.readTree(body);
        Said said = answers.apply(request);
        return request.has("system") ? message(request, said) : completion(request, said);
    }

    private String completion(JsonNode request, Said said) {
        long input = count(request.path("tools")) + count(request.path("response_format"));
        for (JsonNode message : request.path("messages")) {
            input += Math.round(counts.of(message.path("content").asText()));
            for (JsonNode call : message.path("tool_calls")) {
                input += Math.round(counts.of(call.at("/function/name").asText()
                        + call.at("/function/arguments").asText()));
            }
        }
        String text = said.text();
        long output = Math.round(counts.of(text + said.tool() + said.arguments()));
        long most = request.path("max_tokens").asLong(Long.MAX_VALUE);
        boolean cut = output > most;
        ObjectNode answer = JSON.createObjectNode().put("object", "chat.completion");
        answer.put("id", "c" + System.nanoTime())
                .put("model", request.path("model").asText());
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        choice.put("finish_reason", cut ? "length" : said.tool().isEmpty() ? "stop" : "tool_calls");
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        message.put("content", cut ? text.substring(0, text.length() / 2) : text);
        if (!said.tool().isEmpty()) {
            message.putArray("tool_calls")
                    .addObject()
                    .put("id", "t" + System.nanoTime())
                    .put("type", "function")
                    .putObject("function")
                    .put("name", said.tool())
                    .put("arguments", said.arguments());
        }
        answer.putObject("usage")
                .put("prompt_tokens", input)
                .put("completion_tokens", Math.min(output, most))
                .put("total_tokens", input + Math.min(output, most))
                .putObject("prompt_tokens_details")
                .put("cached_tokens", 0);
        return answer.toString();
    }

    private String message(JsonNode request, Said said) {
        JsonNode system = request.path("system").path(0);
        long instructions = Math.round(counts.of(system.path("text").asText()));
        boolean marked = system.has("cache_control");
        long user = 0;
        for (JsonNode message : request.path("messages")) {
            user += Math.round(counts.of(message.path("content").asText()));
        }
        ObjectNode answer = JSON.createObjectNode().put("type", "message").put("id", "m" + System.nanoTime());
        answer.put("model", request.path("model").asText()).put("stop_reason", "end_turn");
        answer.putArray("content").addObject().put("type", "text").put("text", said.text());
        answer.putObject("usage")
                .put("input_tokens", marked ? user : user + instructions)
                .put("cache_read_input_tokens", marked && cached ? instructions : 0)
                .put("cache_creation_input_tokens", marked && !cached ? instructions : 0)
                .put("output_tokens", Math.round(counts.of(said.text())));
        cached |= marked;
        return answer.toString();
    }

    private long count(JsonNode json) {
        if (json.isArray()) {
            long sum = 0;
            for (JsonNode one : json) {
                sum += count(one);
            }
            return sum;
        }
        return json.isMissingNode() ? 0 : Math.round(counts.of(json.toString()));
    }

    @Override
    public void close() throws IOException {
        provider.close();
    }
}
