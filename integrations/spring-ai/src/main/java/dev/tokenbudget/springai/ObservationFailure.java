package dev.tokenbudget.springai;

import dev.tokenbudget.usage.UsageStatus;
import java.net.ConnectException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what a failed call may have cost. */
final class ObservationFailure {

    /** By name, because each provider's module brings its own client. */
    private static final Set<String> REFUSALS = Set.of(
            "com.anthropic.errors.AnthropicServiceException",
            "com.openai.errors.OpenAIServiceException",
            "org.springframework.web.client.RestClientResponseException",
            "org.springframework.web.reactive.function.client.WebClientResponseException");

    private ObservationFailure() {}

    /** Return NOT_BILLED where the request was refused or never arrived; after a time-out or a cut answer it is unknown. */
    static UsageStatus statusAfter(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || isRefusal(cause.getClass())) {
                return UsageStatus.NOT_BILLED;
            }
        }
        return UsageStatus.UNKNOWN;
    }

    private static boolean isRefusal(@Nullable Class<?> type) {
        return type != null && (REFUSALS.contains(type.getName()) || isRefusal(type.getSuperclass()));
    }
}
