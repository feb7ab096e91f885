package dev.tokenbudget.internal.recording;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call that a run was charged with.
 *
 * @param number in the order of recording
 * @param call what is known of the call
 * @param prompt what its prompt was made of, which may still be measured
 */
record RecordedCall(int number, ModelCall call, CompletableFuture<Optional<PromptSections>> prompt) {

    RecordedCall as(ModelCall.Role role) {
        return new RecordedCall(number, call.as(role), prompt);
    }

    /** Whether this is the same call, of the same role. */
    boolean isSameAs(RecordedCall other) {
        return number == other.number && call.role() == other.call.role();
    }

    /** Return the call with its prompt, or as it is where that does not come before {@code deadline} in nanoseconds. */
    ModelCall withPromptBy(long deadline) {
        return awaitPrompt(deadline - System.nanoTime())
                .map(sections -> call.toBuilder().prompt(sections).build())
                .orElse(call);
    }

    private Optional<PromptSections> awaitPrompt(long nanos) {
        try {
            return prompt.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }
}
