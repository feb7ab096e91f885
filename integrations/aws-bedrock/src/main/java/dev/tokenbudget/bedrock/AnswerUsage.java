package dev.tokenbudget.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/** What is known of an answer from the part of it that was read; a stream's later documents overwrite earlier ones. */
final class AnswerUsage {

    private static final String METRICS = "amazon-bedrock-invocationMetrics";

    private final NamedCounts tokens = new NamedCounts();
    /** What Bedrock itself says beside the model's own numbers: it repeats them, and counts only where they are missing. */
    private final NamedCounts besides = new NamedCounts();

    private int toolCalls;
    private Optional<String> stopReason = Optional.empty();
    private boolean embedding;
    private boolean complete;
    private boolean unreadable;

    /** Read the answer of Converse. */
    void read(ConverseResponse response) {
        TokenUsage usage = response.usage();
        if (usage != null) {
            tokens.set(
                    usage.inputTokens(),
                    usage.outputTokens(),
                    usage.cacheReadInputTokens(),
                    usage.cacheWriteInputTokens());
            readLifetimes(usage);
        }
        stopReason = Optional.ofNullable(response.stopReasonAsString());
        List<ContentBlock> content =
                response.output() == null || response.output().message() == null
                        ? List.of()
                        : response.output().message().content();
        content.forEach(block -> countToolCalls(block.toolUse() == null ? 0 : 1));
        complete = true;
    }

    private void readLifetimes(TokenUsage usage) {
        try {
            usage.cacheDetails().forEach(part -> tokens.setLifetime(part.ttlAsString(), part.inputTokens()));
        } catch (LinkageError e) {
            // An older SDK does not tell how long the cache is kept.
        }
    }

    /** Read a document in the shape of the model that was invoked. */
    void read(byte[] document) {
        read(AnswerJson.read(document));
    }

    void read(JsonNode document) {
        tokens.read(document);
        tokens.read(document.path("usage"));
        tokens.read(document.path("message").path("usage"));
        tokens.read(document.path("metadata").path("usage"));
        JsonNode metrics = document.path(METRICS);
        if (metrics.isObject()) {
            besides.read(metrics);
            complete = true;
        }
        complete |= document.path("type").asText().equals("message_stop");
        stopReason(document.path("stop_reason"));
        stopReason(document.path("delta").path("stop_reason"));
        stopReason(document.path("stopReason"));
        document.path("content")
                .forEach(block -> countToolCalls(block.path("type").asText().equals("tool_use") ? 1 : 0));
        countToolCalls(document.path("content_block").path("type").asText().equals("tool_use") ? 1 : 0);
        embedding |= document.has("embedding") || document.has("embeddings");
    }

    void readHeaders(SdkHttpResponse response) {
        besides.set(
                header(response, "Input"),
                header(response, "Output"),
                header(response, "Cache-Read-Input"),
                header(response, "Cache-Write-Input"));
    }

    void stopReason(JsonNode reason) {
        if (reason.isTextual()) {
            stopReason = Optional.of(reason.asText());
        }
    }

    void countToolCalls(int number) {
        toolCalls += number;
    }

    /** Note that the answer was read to its end. */
    void complete() {
        complete = true;
    }

    /** Note that the answer could not be read: its numbers are worth nothing. */
    void unreadable() {
        unreadable = true;
    }

    boolean isUnreadable() {
        return unreadable;
    }

    void describe(ModelCall.Builder call) {
        stopReason.ifPresent(call::stopReason);
        call.toolCalls(toolCalls).kind(embedding ? CallKind.EMBEDDING : CallKind.INFERENCE);
        tokens.completeFrom(besides);
        if (unreadable || tokens.isEmpty()) {
            call.status(UsageStatus.UNKNOWN);
            return;
        }
        if (embedding) {
            tokens.setOutput(0);
        }
        tokens.describe(call);
        if (!complete) {
            call.status(UsageStatus.PARTIAL);
        }
    }

    private static @Nullable Number header(SdkHttpResponse response, String what) {
        return response.firstMatchingHeader("X-Amzn-Bedrock-" + what + "-Token-Count")
                .filter(value -> value.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .orElse(null);
    }
}
