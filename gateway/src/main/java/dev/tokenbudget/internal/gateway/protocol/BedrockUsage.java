package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.TokenUsage;
import java.util.OptionalLong;

/** The usage block of Amazon's own formats, whose input leaves out what was read from or written to a cache. */
final class BedrockUsage {

    private BedrockUsage() {}

    static void read(JsonNode usage, UsageReading reading) {
        OptionalLong cacheRead = cached(usage, "cacheReadInputTokens", "cacheReadInputTokenCount");
        OptionalLong cacheWrite = cached(usage, "cacheWriteInputTokens", "cacheWriteInputTokenCount");
        reading.usage(
                TokenUsage.builder()
                        .input(ProviderJson.sum(ProviderJson.count(usage, "inputTokens"), cacheRead, cacheWrite))
                        .output(ProviderJson.count(usage, "outputTokens"))
                        .cacheRead(cacheRead)
                        .cacheWrite(cacheWrite)
                        .cacheWrite5m(writtenFor(usage, "5m"))
                        .cacheWrite1h(writtenFor(usage, "1h"))
                        .build(),
                ProviderJson.count(usage, "totalTokens"));
        reading.complete();
    }

    /** Amazon's models give a cache that was not used as 0 under the second name: that tells nothing. */
    private static OptionalLong cached(JsonNode usage, String name, String otherName) {
        OptionalLong named = ProviderJson.count(usage, name);
        OptionalLong other = ProviderJson.count(usage, otherName);
        return named.isPresent() || other.orElse(0) == 0 ? named : other;
    }

    private static OptionalLong writtenFor(JsonNode usage, String lifetime) {
        for (JsonNode detail : usage.path("cacheDetails")) {
            if (detail.path("ttl").asText().equals(lifetime)) {
                return ProviderJson.count(detail, "inputTokens");
            }
        }
        return OptionalLong.empty();
    }
}
