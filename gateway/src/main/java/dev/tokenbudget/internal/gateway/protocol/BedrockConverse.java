package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;

/** Amazon Bedrock's Converse and ConverseStream: one format for all models. */
final class BedrockConverse implements Protocol {

    @Override
    public boolean matches(ModelRequest request) {
        return request.isPost() && (request.pathEndsWith("/converse") || request.pathEndsWith("/converse-stream"));
    }

    @Override
    public String requestedModel(ModelRequest request) {
        return BedrockInvoke.modelIn(request.path());
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return BedrockConverse::read;
    }

    @Override
    public String error(int status, String sentence) {
        return Cohere.errorOf(sentence);
    }

    /** Read an answer, or an event of a stream, in which the same things stand at the top. */
    static void read(JsonNode document, UsageReading reading) {
        reading.stopReason(ProviderJson.text(document.path("stopReason")));
        reading.serviceTier(
                document.path("serviceTier").path("type"),
                document.path("performanceConfig").path("latency"));
        for (JsonNode block : document.path("output").path("message").path("content")) {
            countToolCall(block, reading);
        }
        countToolCall(document.path("start"), reading);
        if (document.path("usage").has("inputTokens")) {
            BedrockUsage.read(document.path("usage"), reading);
        }
    }

    private static void countToolCall(JsonNode block, UsageReading reading) {
        if (block.path("toolUse").isObject()) {
            reading.toolCall(block);
        }
    }
}
