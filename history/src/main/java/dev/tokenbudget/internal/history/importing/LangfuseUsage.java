package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.usage.TokenUsage;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What Langfuse knows of an observation's tokens: free names, of which those with {@code input} add up to the input and those with
 * {@code output} to the output, unless the total says that the details are parts of the two plain ones.
 *
 * <p>Source: <a href="https://langfuse.com/docs/observability/features/token-and-cost-tracking">Token and cost tracking</a>.
 */
final class LangfuseUsage {

    private LangfuseUsage() {}

    static TokenUsage of(Fields observation) throws NotUnderstoodException {
        Fields details = observation.object("usageDetails", "usage_details");
        if (details.values().isEmpty()) {
            Fields usage = observation.object("usage");
            return TokenCounts.of(TokenUsage.builder()
                    .input(known(observation.count("inputUsage", "promptTokens"), usage.count("input")))
                    .output(known(observation.count("outputUsage", "completionTokens"), usage.count("output")))
                    .build());
        }
        OptionalLong input = sum(details, LangfuseUsage::isInput);
        OptionalLong output = sum(details, LangfuseUsage::isOutput);
        OptionalLong plainInput = details.count("input", "prompt_tokens", "input_tokens");
        OptionalLong plainOutput = details.count("output", "completion_tokens", "output_tokens");
        OptionalLong total = details.count("total", "total_tokens");
        boolean detailsAreParts = total.isPresent()
                && plainInput.isPresent()
                && plainOutput.isPresent()
                && plainInput.getAsLong() + plainOutput.getAsLong() == total.getAsLong();
        return TokenCounts.of(TokenUsage.builder()
                .input(detailsAreParts ? plainInput : input)
                .output(detailsAreParts ? plainOutput : output)
                .cacheRead(sum(details, LangfuseUsage::isCacheRead))
                .cacheWrite(sum(details, LangfuseUsage::isCacheWrite))
                .reasoning(sum(details, name -> name.contains("reasoning")))
                .build());
    }

    private static boolean isInput(String name) {
        return name.contains("input") || name.contains("prompt") || isCacheRead(name) || isCacheWrite(name);
    }

    private static boolean isOutput(String name) {
        return !isInput(name) && (name.contains("output") || name.contains("completion") || name.contains("reasoning"));
    }

    private static boolean isCacheRead(String name) {
        return name.contains("cached") || name.contains("cache_read");
    }

    private static boolean isCacheWrite(String name) {
        return name.contains("cache_creation") || name.contains("cache_write");
    }

    private static OptionalLong sum(Fields details, Predicate<String> names) throws NotUnderstoodException {
        OptionalLong sum = OptionalLong.empty();
        for (Map.Entry<String, String> detail : details.values().entrySet()) {
            if (names.test(detail.getKey().toLowerCase(Locale.ROOT))) {
                sum = TokenCounts.sum(sum, OptionalLong.of(Counts.of(detail.getKey(), detail.getValue())));
            }
        }
        return sum;
    }

    private static OptionalLong known(OptionalLong one, OptionalLong other) {
        return one.isPresent() ? one : other;
    }
}
