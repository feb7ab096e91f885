package dev.tokenbudget.springai;

import com.anthropic.models.messages.MessageDeltaUsage;
import com.anthropic.models.messages.OutputTokensDetails;
import com.anthropic.models.messages.Usage;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.completions.CompletionUsage.CompletionTokensDetails;
import com.openai.models.completions.CompletionUsage.PromptTokensDetails;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The usage block as the provider sent it, which Spring AI keeps beside its own numbers; null is unknown.
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
            // By name, because a user has the classes of few providers on the class path.
            return switch (usage.getClass().getName()) {
                case "com.openai.models.completions.CompletionUsage" -> ofOpenAi((CompletionUsage) usage);
                case "com.anthropic.models.messages.Usage" -> ofAnthropic((Usage) usage);
                case "com.anthropic.models.messages.MessageDeltaUsage" -> ofAnthropic((MessageDeltaUsage) usage);
                case "org.springframework.ai.openai.api.OpenAiApi$Usage" -> ofOpenAiRecord(usage);
                case "org.springframework.ai.anthropic.api.AnthropicApi$Usage" -> ofAnthropicRecord(usage);
                default -> NONE;
            };
        } catch (LinkageError e) {
            // An SDK of another version: what it does not tell stays unknown, and the agent goes on.
            return NONE;
        }
    }

    private static NativeUsage ofOpenAi(CompletionUsage usage) {
        Optional<PromptTokensDetails> prompt = usage.promptTokensDetails();
        return new NativeUsage(
                usage.promptTokens(),
                prompt.flatMap(PromptTokensDetails::cachedTokens).orElse(null),
                prompt.flatMap(PromptTokensDetails::cacheWriteTokens).orElse(null),
                usage.completionTokensDetails()
                        .flatMap(CompletionTokensDetails::reasoningTokens)
                        .orElse(null));
    }

    /** Read the record that Spring AI 1.1 makes of it, which this module's 2.0 does not know. */
    private static NativeUsage ofOpenAiRecord(Object usage) {
        return new NativeUsage(
                number(usage, "promptTokens"),
                number(usage, "promptTokensDetails", "cachedTokens"),
                null,
                number(usage, "completionTokenDetails", "reasoningTokens"));
    }

    /** Read the record that Spring AI 1.1 makes of it, which this module's 2.0 does not know. */
    private static NativeUsage ofAnthropicRecord(Object usage) {
        return new NativeUsage(
                number(usage, "inputTokens"),
                number(usage, "cacheReadInputTokens"),
                number(usage, "cacheCreationInputTokens"),
                null);
    }

    private static @Nullable Long number(Object record, String... path) {
        Object value = record;
        try {
            for (String component : path) {
                value = value == null
                        ? null
                        : value.getClass().getMethod(component).invoke(value);
            }
        } catch (ReflectiveOperationException e) {
            return null;
        }
        return value instanceof Number number ? Long.valueOf(number.longValue()) : null;
    }

    private static NativeUsage ofAnthropic(Usage usage) {
        return new NativeUsage(
                usage.inputTokens(),
                usage.cacheReadInputTokens().orElse(null),
                usage.cacheCreationInputTokens().orElse(null),
                usage.outputTokensDetails()
                        .map(OutputTokensDetails::thinkingTokens)
                        .orElse(null));
    }

    /** Read the end of a stream, which overwrites its start: server tools make the input grow. */
    private static NativeUsage ofAnthropic(MessageDeltaUsage usage) {
        return new NativeUsage(
                usage.inputTokens().orElse(null),
                usage.cacheReadInputTokens().orElse(null),
                usage.cacheCreationInputTokens().orElse(null),
                usage.outputTokensDetails()
                        .map(OutputTokensDetails::thinkingTokens)
                        .orElse(null));
    }
}
