package dev.tokenbudget.internal.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Counting takes its time when there is some, and not from the call whose prompt it counts. */
class AwaitedPromptTest {

    private final AtomicInteger measured = new AtomicInteger();
    private final PromptQueue queue = new PromptQueue();
    private final AwaitedPrompt prompt = prompt();

    @Test
    void a_prompt_waits_while_those_that_came_later_are_counted() {
        AwaitedPrompt later = prompt();
        later.begin();
        later.join();

        assertThat(prompt.isDone()).isFalse();
    }

    @Test
    void a_prompt_that_somebody_waits_for_is_counted_at_once() {
        prompt.join();

        assertThat(measured).hasValue(1);
    }

    @Test
    void a_prompt_is_counted_once_however_often_it_is_told_to_begin() {
        prompt.begin();
        prompt.begin();
        prompt.join();
        CompletableFuture<?> next = prompt();
        next.join();

        assertThat(measured).hasValue(2);
    }

    @Test
    void what_is_no_prompt_is_known_at_once() {
        assertThat(AwaitedPrompt.none()).isCompletedWithValue(Optional.empty());
    }

    private AwaitedPrompt prompt() {
        return new AwaitedPrompt(
                () -> {
                    measured.incrementAndGet();
                    return Optional.empty();
                },
                1,
                queue);
    }
}
