package dev.tokenbudget.internal.gateway.protocol;

import dev.tokenbudget.usage.TokenUsage;
import java.util.OptionalLong;

/** Puts usage together from what a provider reports; none but Anthropic and Bedrock tell how long a cache is kept. */
final class NormalForm {

    static final OptionalLong UNKNOWN = OptionalLong.empty();

    private NormalForm() {}

    static TokenUsage of(
            OptionalLong input,
            OptionalLong output,
            OptionalLong cacheRead,
            OptionalLong cacheWrite,
            OptionalLong reasoning) {
        return TokenUsage.builder()
                .input(input)
                .output(output)
                .cacheRead(cacheRead)
                .cacheWrite(cacheWrite)
                .reasoning(reasoning)
                .build();
    }
}
