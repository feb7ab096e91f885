package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.gateway.protocol.UsageReading.Iteration;
import dev.tokenbudget.usage.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Anthropic's Messages API: its own, on Azure AI Foundry, and on Vertex AI, where the path names the model. */
final class AnthropicMessages implements Protocol {

    /** OpenAI's threads keep messages too; no model answers them. */
    private static final Pattern THREAD = Pattern.compile(".*/threads/[^/]+/messages");

    @Override
    public boolean matches(ModelRequest request) {
        boolean ofThread = THREAD.matcher(request.path()).matches();
        return request.isPost() && ((request.pathEndsWith("/messages") && !ofThread) || isOnVertex(request));
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return new MessageReader();
    }

    @Override
    public String error(int status, String sentence) {
        ObjectNode error = ProviderJson.object().put("type", "error");
        error.putObject("error")
                .put("type", status == 403 ? "permission_error" : "api_error")
                .put("message", sentence);
        return error.toString();
    }

    private static boolean isOnVertex(ModelRequest request) {
        boolean raw = request.pathEndsWith(":rawpredict") || request.pathEndsWith(":streamrawpredict");
        boolean counts = request.path().contains("count-tokens");
        return raw && !counts && request.body().has("anthropic_version");
    }

    /**
     * Reads a message, or the events that build one. A stream's usage comes twice: at its start, and, cumulative, at its
     * end, where each field that is present overwrites the first, unless the whole input would fall: some hosts end with
     * zeros.
     */
    static final class MessageReader implements ResponseReader {

        /** What top-level usage holds already; anything else among the iterations is billed beside it. */
        private static final Set<String> IN_TOP_LEVEL = Set.of("message", "fallback_message");

        private final ObjectNode usage = ProviderJson.object();
        private boolean started;

        @Override
        public void read(JsonNode document, UsageReading reading) {
            switch (document.path("type").asText()) {
                case "message" -> readMessage(document, reading);
                case "message_start" -> start(document.path("message"), reading);
                case "content_block_start" -> countToolCall(document.path("content_block"), reading);
                case "message_delta" -> end(document, reading);
                default -> {
                    // Pings, text deltas and events of later versions of the API say nothing of usage.
                }
            }
        }

        @Override
        public boolean isMovedByText() {
            return false;
        }

        private void readMessage(JsonNode message, UsageReading reading) {
            readHead(message, reading);
            message.path("content").forEach(block -> countToolCall(block, reading));
            reading.stopReason(ProviderJson.text(message.path("stop_reason")));
            if (usage.size() > 0) {
                reading.complete();
            }
        }

        private void start(JsonNode message, UsageReading reading) {
            if (started) {
                // Two answers in one stream: which of them was billed is not ours to guess.
                reading.unreadable();
            }
            started = true;
            readHead(message, reading);
        }

        private void readHead(JsonNode message, UsageReading reading) {
            reading.model(ProviderJson.text(message.path("model")));
            reading.responseId(ProviderJson.text(message.path("id")));
            overwrite(message.path("usage"), reading);
        }

        private void end(JsonNode delta, UsageReading reading) {
            overwrite(delta.path("usage"), reading);
            Optional<String> stopReason = ProviderJson.text(delta.path("delta").path("stop_reason"));
            reading.stopReason(stopReason);
            if (stopReason.isPresent() && delta.path("usage").has("output_tokens")) {
                reading.complete();
            }
        }

        private void overwrite(JsonNode reported, UsageReading reading) {
            for (Map.Entry<String, JsonNode> field : reported.properties()) {
                if (!field.getValue().isNull()) {
                    usage.set(field.getKey(), field.getValue());
                }
            }
            reading.cumulativeUsage(usageOf(usage), OptionalLong.empty());
            reading.serviceTier(reported.path("speed"), reported.path("service_tier"));
            reading.iterations(billedBeside(usage.path("iterations")));
        }

        private static void countToolCall(JsonNode block, UsageReading reading) {
            if (block.path("type").asText().equals("tool_use")) {
                reading.toolCall(block);
            }
        }

        private static List<Iteration> billedBeside(JsonNode iterations) {
            List<Iteration> beside = new ArrayList<>();
            for (JsonNode iteration : iterations) {
                if (!IN_TOP_LEVEL.contains(iteration.path("type").asText("message"))) {
                    beside.add(new Iteration(ProviderJson.text(iteration.path("model")), usageOf(iteration)));
                }
            }
            return beside;
        }

        /** Return the normal form of Anthropic's numbers, whose input leaves out what was read from or written to a cache. */
        static TokenUsage usageOf(JsonNode usage) {
            OptionalLong cacheRead = ProviderJson.count(usage, "cache_read_input_tokens");
            OptionalLong cacheWrite = ProviderJson.count(usage, "cache_creation_input_tokens");
            JsonNode lifetimes = usage.path("cache_creation");
            return TokenUsage.builder()
                    .input(ProviderJson.sum(ProviderJson.count(usage, "input_tokens"), cacheRead, cacheWrite))
                    .output(ProviderJson.count(usage, "output_tokens"))
                    .cacheRead(cacheRead)
                    .cacheWrite(cacheWrite)
                    .cacheWrite5m(ProviderJson.count(lifetimes, "ephemeral_5m_input_tokens"))
                    .cacheWrite1h(ProviderJson.count(lifetimes, "ephemeral_1h_input_tokens"))
                    .reasoning(ProviderJson.count(usage.path("output_tokens_details"), "thinking_tokens"))
                    .build();
        }
    }
}
