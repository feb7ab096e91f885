package dev.tokenbudget.langchain4j;

import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokenbudget.usage.ReportedUsage;

/** What langchain4j-anthropic reports; loaded only where that module is there. */
final class AnthropicTokens {

    private AnthropicTokens() {}

    static ReportedUsage of(TokenUsage tokens) {
        AnthropicTokenUsage reported = (AnthropicTokenUsage) tokens;
        return ReportedUsage.of(tokens.inputTokenCount(), tokens.outputTokenCount())
                .cacheRead(reported.cacheReadInputTokens())
                .cacheWrite(reported.cacheCreationInputTokens())
                .cacheOutsideInput();
    }
}
