package dev.tokenbudget.internal.composition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Item;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A result that a client leaves out of later prompts is one result, and is not read where it is left out. */
class ShortenedResultsTest {

    private static final Item ASKED = item(Item.Kind.HISTORY, "a", 20);

    private final ToolResultTally tally = new ToolResultTally();

    @Test
    void a_result_that_is_left_out_later_is_one() {
        read(0, ASKED, result("a", "what it gave", 300));
        read(1, ASKED, result("a", "left out", 3), item(Item.Kind.HISTORY, "b", 20), result("b", "more", 300));

        assertThat(results()).satisfies(search -> {
            assertThat(search.number()).isEqualTo(2);
            assertThat(search.reads()).isEqualTo(2);
            assertThat(search.fresh()).isEqualTo(600);
        });
    }

    @Test
    void what_is_asked_again_and_gives_something_else_is_another() {
        read(0, ASKED, result("a", "what it gave", 300));
        read(1, ASKED, result("a", "left out", 3), ASKED, result("a", "what it gives now", 400));

        assertThat(results()).satisfies(search -> {
            assertThat(search.number()).isEqualTo(2);
            assertThat(search.fresh()).isEqualTo(700);
        });
    }

    @Test
    void what_is_asked_three_times_and_gives_the_same_is_three() {
        read(0, ASKED, result("a", "nothing", 3), ASKED, result("a", "nothing", 3), ASKED, result("a", "nothing", 3));

        assertThat(results()).satisfies(search -> {
            assertThat(search.number()).isEqualTo(3);
            assertThat(search.reads()).isEqualTo(3);
            assertThat(search.fresh()).isEqualTo(9);
        });
    }

    private void read(int position, Item... items) {
        tally.add(
                position,
                PromptSections.builder().items(List.of(items)).build(),
                List.of(items).stream()
                        .filter(item -> item.kind() == Item.Kind.TOOL_RESULT)
                        .mapToLong(Item::tokens)
                        .sum());
    }

    private ToolResults results() {
        return Objects.requireNonNull(tally.toResults(2).get("search"));
    }

    private static Item result(String request, String text, long tokens) {
        return new Item(Item.Kind.TOOL_RESULT, Optional.of("search"), Optional.of(request), tokens * 4, tokens, text);
    }

    private static Item item(Item.Kind kind, String request, long tokens) {
        return new Item(kind, Optional.of("search"), Optional.of(request), tokens * 4, tokens, "call " + request);
    }
}
