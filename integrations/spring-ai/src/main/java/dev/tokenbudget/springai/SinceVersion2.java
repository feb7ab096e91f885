package dev.tokenbudget.springai;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.observation.ChatModelObservationContext;

/** What Spring AI tells from version 2.0 on; under 1.1 it is unknown. */
final class SinceVersion2 {

    /** Whether this is version 2, whose models leave tool loops, and their sums, to the clients. */
    private static final boolean HERE = Arrays.stream(Usage.class.getMethods())
            .anyMatch(method -> method.getName().equals("getCacheReadInputTokens"));

    private SinceVersion2() {}

    static boolean isHere() {
        return HERE;
    }

    static @Nullable Long cacheRead(Usage usage) {
        try {
            return usage.getCacheReadInputTokens();
        } catch (NoSuchMethodError e) {
            return null;
        }
    }

    static @Nullable Long cacheWrite(Usage usage) {
        try {
            return usage.getCacheWriteInputTokens();
        } catch (NoSuchMethodError e) {
            return null;
        }
    }

    static boolean isStreaming(ChatModelObservationContext context) {
        try {
            return context.isStreaming();
        } catch (NoSuchMethodError e) {
            return false;
        }
    }
}
