package dev.tokenbudget.internal.composition;

import java.util.Locale;
import java.util.Set;

/** What providers say where an answer reached the tokens that the request allows, or the model. */
public final class OutputLimits {

    private static final Set<String> LIMITS = Set.of(
            "max_tokens",
            "length",
            "max_output_tokens",
            "max_completion_tokens",
            "model_length",
            "model_context_window_exceeded");

    private OutputLimits() {}

    /** Whether an answer that ended for {@code stopReason} was cut. */
    public static boolean isLimit(String stopReason) {
        return LIMITS.contains(stopReason.toLowerCase(Locale.ROOT));
    }
}
