package dev.tokenbudget.internal.gateway.prefix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Repeat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How much text is kept to compare prompts with; what is beyond is not compared. */
class BoundsTest {

    private final SentPrompts sent = new SentPrompts();

    @Test
    void a_run_is_compared_up_to_a_number_of_requests() {
        RunInProgress run = run("task");
        for (int i = 0; i < RunPrompts.MOST_REQUESTS; i++) {
            assertThat(send(run, "the rules").conversation().isPresent()).isEqualTo(i > 0);
        }

        assertThat(send(run, "the rules")).isEqualTo(Repeat.Compared.NOT);
    }

    @Test
    void a_run_is_compared_up_to_a_size_of_different_text() {
        RunInProgress run = run("task");
        String half = "x".repeat((int) RunPrompts.MOST_CHARACTERS / 2);
        send(run, half);

        assertThat(send(run, half).conversation())
                .as("the same text is kept once")
                .isPresent();
        assertThat(send(run, half + "y")).isEqualTo(Repeat.Compared.NOT);
        assertThat(send(run, half)).as("that follows what is not kept").isEqualTo(Repeat.Compared.NOT);
    }

    @Test
    void the_run_before_is_forgotten_where_other_tasks_sent_much_since() {
        send(run("first"), "the rules");
        assertThat(send(run("first"), "the rules").previousRun()).isPresent();

        for (int i = 0; i < 12; i++) {
            send(run("other" + i), "x".repeat((int) RunPrompts.MOST_CHARACTERS - 1) + i % 10);
        }

        assertThat(send(run("first"), "the rules").previousRun()).isEmpty();
    }

    private Repeat.Compared send(RunInProgress run, String system) {
        Item item = new Item(
                Item.Kind.SYSTEM, Optional.empty(), Optional.empty(), system.length(), system.length(), "hash");
        return sent.add(run, Optional.empty(), List.of(new Piece(item, system))).repeats();
    }

    private static RunInProgress run(String task) {
        return new RunInProgress(new TaskId("example.Benchmark", task), 1, Instant.now(), late -> {});
    }
}
