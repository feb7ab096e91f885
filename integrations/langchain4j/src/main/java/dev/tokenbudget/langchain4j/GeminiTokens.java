package dev.tokenbudget.langchain4j;

import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokenbudget.usage.ReportedUsage;

/** What langchain4j-google-ai-gemini reports; loaded only where that module is there. */
final class GeminiTokens {

    private GeminiTokens() {}

    /** Thoughts are beside the candidates, and what tools put into the prompt shows in the total only. */
    static ReportedUsage of(TokenUsage tokens) {
        GoogleAiGeminiTokenUsage reported = (GoogleAiGeminiTokenUsage) tokens;
        Integer thoughts = reported.thoughtsTokenCount();
        Integer cached = reported.cachedContentTokenCount();
        Integer candidates = tokens.outputTokenCount();
        Integer total = tokens.totalTokenCount();
        if (thoughts == null || candidates == null || total == null) {
            return ModuleTokens.ofGoogle(tokens).cacheRead(cached).reasoning(thoughts);
        }
        int output = candidates + thoughts;
        return ReportedUsage.of(total - output, output).cacheRead(cached).reasoning(thoughts);
    }
}
