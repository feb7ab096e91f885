package dev.tokenbudget.langchain4j;

import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokenbudget.usage.ReportedUsage;
import java.util.Optional;

/** What langchain4j-open-ai reports; loaded only where that module is there. */
final class OpenAiTokens {

    private OpenAiTokens() {}

    static ReportedUsage of(TokenUsage tokens) {
        OpenAiTokenUsage reported = (OpenAiTokenUsage) tokens;
        return ModuleTokens.sums(tokens)
                .cacheRead(Optional.ofNullable(reported.inputTokensDetails())
                        .map(OpenAiTokenUsage.InputTokensDetails::cachedTokens)
                        .orElse(null))
                .reasoning(Optional.ofNullable(reported.outputTokensDetails())
                        .map(OpenAiTokenUsage.OutputTokensDetails::reasoningTokens)
                        .orElse(null));
    }
}
