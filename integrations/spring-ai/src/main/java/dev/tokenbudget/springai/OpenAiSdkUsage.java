package dev.tokenbudget.springai;

import com.openai.models.completions.CompletionUsage;
import com.openai.models.completions.CompletionUsage.CompletionTokensDetails;
import com.openai.models.completions.CompletionUsage.PromptTokensDetails;
import java.util.Optional;

/** Reads the usage block of OpenAI's SDK; loaded only where that is there. */
final class OpenAiSdkUsage {

    private OpenAiSdkUsage() {}

    static NativeUsage of(Object sent) {
        CompletionUsage usage = (CompletionUsage) sent;
        Optional<PromptTokensDetails> prompt = usage.promptTokensDetails();
        return new NativeUsage(
                usage.promptTokens(),
                prompt.flatMap(PromptTokensDetails::cachedTokens).orElse(null),
                prompt.flatMap(PromptTokensDetails::cacheWriteTokens).orElse(null),
                usage.completionTokensDetails()
                        .flatMap(CompletionTokensDetails::reasoningTokens)
                        .orElse(null));
    }
}
