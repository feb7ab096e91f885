package dev.tokenbudget.springai;

import org.jspecify.annotations.Nullable;

/**
 * The usage block as the provider sent it, which Spring AI keeps beside its own numbers; null is unknown.
 *
 * <p>A user has the SDKs of few providers. What names a class of one is in a separate class here, which is loaded for a
 * usage block of that SDK, and never without it.
 *
 * @param input tokens of the prompt, as far as the provider counts them so
 * @param cacheRead tokens read from a cache
 * @param cacheWrite tokens written to a cache
 * @param reasoning tokens spent on reasoning
 */
record NativeUsage(
        @Nullable Long input,
        @Nullable Long cacheRead,
        @Nullable Long cacheWrite,
        @Nullable Long reasoning) {

    private static final NativeUsage NONE = new NativeUsage(null, null, null, null);

    static NativeUsage of(@Nullable Object usage) {
        if (usage == null) {
            return NONE;
        }
        try {
            return switch (usage.getClass().getName()) {
                case "com.openai.models.completions.CompletionUsage" -> OpenAiSdkUsage.of(usage);
                case "com.anthropic.models.messages.Usage" -> AnthropicSdkUsage.of(usage);
                case "com.anthropic.models.messages.MessageDeltaUsage" -> AnthropicSdkUsage.ofStreamEnd(usage);
                case "org.springframework.ai.openai.api.OpenAiApi$Usage" -> RecordOfVersion1.ofOpenAi(usage);
                case "org.springframework.ai.anthropic.api.AnthropicApi$Usage" -> RecordOfVersion1.ofAnthropic(usage);
                default -> NONE;
            };
        } catch (LinkageError e) {
            // An SDK of another version: what it does not tell stays unknown.
            return NONE;
        }
    }
}
