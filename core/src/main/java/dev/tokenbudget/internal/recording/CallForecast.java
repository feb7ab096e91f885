package dev.tokenbudget.internal.recording;

import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.TokenUsage;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * What is known of a call before it is sent.
 *
 * @param provider the upstream's name
 * @param model the model asked for; may be empty
 * @param bytes the length of the request's body, where it is known
 * @param outputLimit the most tokens that the request lets the answer have, where it says so
 * @param prompt what the request is made of, measured beside the call
 */
public record CallForecast(
        String provider,
        String model,
        CallKind kind,
        OptionalLong bytes,
        OptionalLong outputLimit,
        CompletableFuture<Optional<PromptSections>> prompt) {

    /** A call of which nothing is known but that it is made. */
    public static final CallForecast UNKNOWN = new CallForecast(
            "unknown",
            "",
            CallKind.INFERENCE,
            OptionalLong.empty(),
            OptionalLong.empty(),
            CompletableFuture.completedFuture(Optional.empty()));

    /** Return the prompt, where it has been measured by now. */
    Optional<PromptSections> measured() {
        return prompt.isDone() && !prompt.isCompletedExceptionally() ? prompt.join() : Optional.empty();
    }

    /** Return the call that this would be with {@code usage}, to know what it would cost. */
    ModelCall with(TokenUsage usage) {
        return ModelCall.builder(provider, model.isEmpty() ? "unknown" : model)
                .kind(kind)
                .usage(usage)
                .started(Instant.now())
                .build();
    }
}
