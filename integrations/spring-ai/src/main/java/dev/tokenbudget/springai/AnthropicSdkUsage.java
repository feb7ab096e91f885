package dev.tokenbudget.springai;

import com.anthropic.models.messages.MessageDeltaUsage;
import com.anthropic.models.messages.OutputTokensDetails;
import com.anthropic.models.messages.Usage;

/** Reads the usage blocks of Anthropic's SDK; loaded only where that is there. */
final class AnthropicSdkUsage {

    private AnthropicSdkUsage() {}

    static NativeUsage of(Object sent) {
        Usage usage = (Usage) sent;
        return new NativeUsage(
                usage.inputTokens(),
                usage.cacheReadInputTokens().orElse(null),
                usage.cacheCreationInputTokens().orElse(null),
                usage.outputTokensDetails()
                        .map(OutputTokensDetails::thinkingTokens)
                        .orElse(null));
    }

    /** Read the end of a stream, which overwrites its start: server tools make the input grow. */
    static NativeUsage ofStreamEnd(Object sent) {
        MessageDeltaUsage usage = (MessageDeltaUsage) sent;
        return new NativeUsage(
                usage.inputTokens().orElse(null),
                usage.cacheReadInputTokens().orElse(null),
                usage.cacheCreationInputTokens().orElse(null),
                usage.outputTokensDetails()
                        .map(OutputTokensDetails::thinkingTokens)
                        .orElse(null));
    }
}
