package dev.tokenbudget.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokenbudget.usage.ReportedUsage;
import org.jspecify.annotations.Nullable;

/**
 * What each provider's module of LangChain4j reports of a call.
 *
 * <p>A user has few of these modules. What names a class of one is in a separate class here, which takes the usage as the
 * type that all of them share: it is loaded for a usage of that module, and never without it.
 */
final class ModuleTokens {

    private ModuleTokens() {}

    static ReportedUsage of(@Nullable TokenUsage tokens, @Nullable ModelProvider provider) {
        if (tokens == null) {
            return ReportedUsage.of(null, null);
        }
        return switch (tokens.getClass().getName()) {
            case "dev.langchain4j.model.anthropic.AnthropicTokenUsage" -> AnthropicTokens.of(tokens);
            case "dev.langchain4j.model.bedrock.BedrockTokenUsage" -> BedrockTokens.of(tokens);
            case "dev.langchain4j.model.openai.OpenAiTokenUsage" -> OpenAiTokens.of(tokens);
            case "dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage" -> GeminiTokens.of(tokens);
            default -> provider != null && provider.name().contains("GEMINI") ? ofGoogle(tokens) : sums(tokens);
        };
    }

    static ReportedUsage sums(TokenUsage tokens) {
        return ReportedUsage.of(tokens.inputTokenCount(), tokens.outputTokenCount())
                .total(tokens.totalTokenCount());
    }

    /** The output is that of the candidates alone, which may be missing: what the total holds beyond the prompt is right. */
    static ReportedUsage ofGoogle(TokenUsage tokens) {
        Integer input = tokens.inputTokenCount();
        Integer total = tokens.totalTokenCount();
        return input == null || total == null ? sums(tokens) : ReportedUsage.of(input, total - input);
    }
}
