package dev.tokenbudget.internal.waste;

import dev.tokenbudget.usage.ModelCall;
import java.util.List;
import java.util.Locale;

/** From how many tokens on providers cache a prompt, as their documentation says. */
final class CacheMinimum {

    private static final long USUAL = 1_024;

    /** Models of Anthropic's that cache nothing shorter, by parts of their names. */
    private static final List<Least> LARGER = List.of(
            new Least("opus-4-5", 4_096),
            new Least("opus-4-6", 4_096),
            new Least("haiku-4-5", 4_096),
            new Least("haiku", 2_048));

    private record Least(String name, long tokens) {}

    private CacheMinimum() {}

    static long of(ModelCall call) {
        String model = call.requestedModel().toLowerCase(Locale.ROOT).replace('.', '-');
        return LARGER.stream()
                .filter(least -> model.contains(least.name()))
                .mapToLong(Least::tokens)
                .findFirst()
                .orElse(USUAL);
    }

    /** Whether the provider caches only what a request marks. */
    static boolean asksForMarks(ModelCall call) {
        String model = call.requestedModel().toLowerCase(Locale.ROOT);
        return model.contains("claude") || model.contains("nova");
    }
}
