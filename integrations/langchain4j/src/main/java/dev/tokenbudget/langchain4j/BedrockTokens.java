package dev.tokenbudget.langchain4j;

import dev.langchain4j.model.bedrock.BedrockTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokenbudget.usage.ReportedUsage;

/** What langchain4j-bedrock reports; loaded only where that module is there. */
final class BedrockTokens {

    private BedrockTokens() {}

    static ReportedUsage of(TokenUsage tokens) {
        BedrockTokenUsage reported = (BedrockTokenUsage) tokens;
        return ReportedUsage.of(tokens.inputTokenCount(), tokens.outputTokenCount())
                .cacheRead(reported.cacheReadInputTokens())
                .cacheWrite(reported.cacheWriteInputTokens())
                .cacheOutsideInput();
    }
}
