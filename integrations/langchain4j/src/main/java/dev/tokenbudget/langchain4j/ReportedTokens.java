package dev.tokenbudget.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.bedrock.BedrockTokenUsage;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokenbudget.usage.ReportedUsage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each provider's module of LangChain4j reports of a call. */
final class ReportedTokens {

    private ReportedTokens() {}

    static ReportedUsage of(@Nullable TokenUsage tokens, @Nullable ModelProvider provider) {
        if (tokens == null) {
            return ReportedUsage.of(null, null);
        }
        // By name, because a user has the classes of few providers on the class path.
        return switch (tokens.getClass().getSimpleName()) {
            case "AnthropicTokenUsage" -> ofAnthropic((AnthropicTokenUsage) tokens);
            case "BedrockTokenUsage" -> ofBedrock((BedrockTokenUsage) tokens);
            case "OpenAiTokenUsage" -> ofOpenAi((OpenAiTokenUsage) tokens);
            case "GoogleAiGeminiTokenUsage" -> ofGemini((GoogleAiGeminiTokenUsage) tokens);
            default -> provider != null && provider.name().contains("GEMINI") ? ofGoogle(tokens) : sums(tokens);
        };
    }

    private static ReportedUsage sums(TokenUsage tokens) {
        return ReportedUsage.of(tokens.inputTokenCount(), tokens.outputTokenCount())
                .total(tokens.totalTokenCount());
    }

    private static ReportedUsage ofAnthropic(AnthropicTokenUsage tokens) {
        return ReportedUsage.of(tokens.inputTokenCount(), tokens.outputTokenCount())
                .cacheRead(tokens.cacheReadInputTokens())
                .cacheWrite(tokens.cacheCreationInputTokens())
                .cacheOutsideInput();
    }

    private static ReportedUsage ofBedrock(BedrockTokenUsage tokens) {
        return ReportedUsage.of(tokens.inputTokenCount(), tokens.outputTokenCount())
                .cacheRead(tokens.cacheReadInputTokens())
                .cacheWrite(tokens.cacheWriteInputTokens())
                .cacheOutsideInput();
    }

    private static ReportedUsage ofOpenAi(OpenAiTokenUsage tokens) {
        return sums(tokens)
                .cacheRead(Optional.ofNullable(tokens.inputTokensDetails())
                        .map(OpenAiTokenUsage.InputTokensDetails::cachedTokens)
                        .orElse(null))
                .reasoning(Optional.ofNullable(tokens.outputTokensDetails())
                        .map(OpenAiTokenUsage.OutputTokensDetails::reasoningTokens)
                        .orElse(null));
    }

    /** Thoughts are beside the candidates, and what tools put into the prompt shows in the total only. */
    private static ReportedUsage ofGemini(GoogleAiGeminiTokenUsage tokens) {
        Integer thoughts = tokens.thoughtsTokenCount();
        Integer candidates = tokens.outputTokenCount();
        if (thoughts == null || candidates == null || tokens.totalTokenCount() == null) {
            return ofGoogle(tokens).cacheRead(tokens.cachedContentTokenCount()).reasoning(thoughts);
        }
        int output = candidates + thoughts;
        return ReportedUsage.of(tokens.totalTokenCount() - output, output)
                .cacheRead(tokens.cachedContentTokenCount())
                .reasoning(thoughts);
    }

    /** The output is that of the candidates alone, which may be missing: what the total holds beyond the prompt is right. */
    private static ReportedUsage ofGoogle(TokenUsage tokens) {
        Integer input = tokens.inputTokenCount();
        Integer total = tokens.totalTokenCount();
        return input == null || total == null ? sums(tokens) : ReportedUsage.of(input, total - input);
    }
}
