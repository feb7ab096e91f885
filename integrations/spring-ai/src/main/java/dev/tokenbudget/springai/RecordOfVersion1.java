package dev.tokenbudget.springai;

import org.jspecify.annotations.Nullable;

/** Reads the records that Spring AI 1.1 makes of usage blocks, which 2.0, with which this module is built, does not know. */
final class RecordOfVersion1 {

    private RecordOfVersion1() {}

    static NativeUsage ofOpenAi(Object usage) {
        return new NativeUsage(
                number(usage, "promptTokens"),
                number(usage, "promptTokensDetails", "cachedTokens"),
                null,
                number(usage, "completionTokenDetails", "reasoningTokens"));
    }

    static NativeUsage ofAnthropic(Object usage) {
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
}
