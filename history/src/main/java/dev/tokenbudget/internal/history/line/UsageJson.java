package dev.tokenbudget.internal.history.line;

import dev.tokenbudget.usage.TokenUsage;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Tokens as JSON; what is unknown is left out. */
record UsageJson(
        @Nullable Long input,
        @Nullable Long output,
        @Nullable Long cacheRead,
        @Nullable Long cacheWrite,
        @Nullable Long reasoning) {

    static UsageJson of(TokenUsage usage) {
        return new UsageJson(
                orNull(usage.input()),
                orNull(usage.output()),
                orNull(usage.cacheRead()),
                orNull(usage.cacheWrite()),
                orNull(usage.reasoning()));
    }

    TokenUsage usage() {
        return TokenUsage.builder()
                .input(known(input))
                .output(known(output))
                .cacheRead(known(cacheRead))
                .cacheWrite(known(cacheWrite))
                .reasoning(known(reasoning))
                .build();
    }

    static @Nullable Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    static OptionalLong known(@Nullable Long number) {
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
