package dev.tokenbudget.springai;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.ReportedUsage;
import dev.tokenbudget.usage.UsageStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;

/**
 * What Spring AI reports of a call.
 *
 * @param usage the numbers
 * @param complete whether they are all of the call's
 */
record SpringAiUsage(ReportedUsage usage, boolean complete) {

    static SpringAiUsage of(String provider, Usage usage) {
        // Spring AI writes 0 for what it does not know; no call has neither input nor output.
        if (usage.getPromptTokens() == 0 && usage.getCompletionTokens() == 0) {
            return new SpringAiUsage(ReportedUsage.of(null, null), true);
        }
        return switch (provider) {
            case SpringAiProvider.ANTHROPIC -> ofAnthropic(usage, NativeUsage.of(usage.getNativeUsage()));
            case SpringAiProvider.BEDROCK -> ofBedrock(usage);
            case SpringAiProvider.GEMINI, SpringAiProvider.VERTEX -> ofGoogle(usage);
            default -> ofOpenAi(usage, NativeUsage.of(usage.getNativeUsage()));
        };
    }

    void describe(ModelCall.Builder call) {
        usage.describe(call);
        if (!complete) {
            call.status(UsageStatus.PARTIAL);
        }
    }

    /**
     * The input leaves out the cache, which the end of a stream may not repeat and the sums that Spring AI makes of a
     * stream never hold: then the numbers are a lower bound.
     */
    private static SpringAiUsage ofAnthropic(Usage usage, NativeUsage sent) {
        Number cacheRead = either(sent.cacheRead(), SinceVersion2.cacheRead(usage));
        Number cacheWrite = either(sent.cacheWrite(), SinceVersion2.cacheWrite(usage));
        boolean wholeInput = sent.input() != null || cacheRead != null || cacheWrite != null;
        return new SpringAiUsage(
                ReportedUsage.of(either(sent.input(), usage.getPromptTokens()), usage.getCompletionTokens())
                        .cacheRead(cacheRead)
                        .cacheWrite(cacheWrite)
                        .reasoning(sent.reasoning())
                        .cacheOutsideInput(),
                wholeInput);
    }

    /** The input leaves out the cache, the total does not. */
    private static SpringAiUsage ofBedrock(Usage usage) {
        return new SpringAiUsage(
                ReportedUsage.of(usage.getTotalTokens() - usage.getCompletionTokens(), usage.getCompletionTokens())
                        .cacheRead(SinceVersion2.cacheRead(usage))
                        .cacheWrite(SinceVersion2.cacheWrite(usage)),
                true);
    }

    /** The output leaves out thoughts, the total does not. */
    private static SpringAiUsage ofGoogle(Usage usage) {
        return new SpringAiUsage(
                ReportedUsage.of(usage.getPromptTokens(), usage.getTotalTokens() - usage.getPromptTokens())
                        .cacheRead(SinceVersion2.cacheRead(usage)),
                true);
    }

    private static SpringAiUsage ofOpenAi(Usage usage, NativeUsage sent) {
        return new SpringAiUsage(
                ReportedUsage.of(usage.getPromptTokens(), usage.getCompletionTokens())
                        .total(usage.getTotalTokens())
                        .cacheRead(either(sent.cacheRead(), SinceVersion2.cacheRead(usage)))
                        .cacheWrite(either(sent.cacheWrite(), SinceVersion2.cacheWrite(usage)))
                        .reasoning(sent.reasoning()),
                true);
    }

    private static @Nullable Number either(@Nullable Number sent, @Nullable Number otherwise) {
        return sent == null ? otherwise : sent;
    }
}
