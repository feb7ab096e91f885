package dev.tokenbudget.internal.history.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as Chromium shows it, seen by what sees report.html. */
@Tag("browser")
class PageInBrowserTest {

    @TempDir
    static Path folder;

    private static JsonNode seen;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        Path page = folder.resolve(HistoryPage.FILE);
        try (SeededHistory history = ExampleHistory.in(folder)) {
            Files.writeString(page, history.page());
        }
        seen = Chromium.observe(page, TaskItem.anchor(ExampleHistory.CHAT.name()), "PLANTEST");
    }

    @Test
    void nothing_is_written_to_the_console_and_nothing_is_fetched() {
        assertThat(texts("messages")).isEmpty();
        assertThat(texts("requests")).isEmpty();
    }

    @Test
    void axe_finds_no_serious_issue_in_light_in_dark_and_on_a_phone() {
        assertThat(texts("issues")).isEmpty();
    }

    @Test
    void a_hostile_name_stays_text() {
        assertThat(texts("headings")).contains(ExampleHistory.HOSTILE);
        assertThat(seen.get("images").asInt()).isZero();
    }

    @Test
    void tasks_are_filtered_and_sorted() {
        assertThat(texts("filteredByName")).containsExactly(ExampleHistory.PLAN.name());
        assertThat(seen.get("status").asText()).isEqualTo("1 of 7 tasks");
        assertThat(texts("withoutOk"))
                .contains(ExampleHistory.PLAN.name())
                .doesNotContain(ExampleHistory.REVIEW.name());
        assertThat(texts("sortedByName")).startsWith(ExampleHistory.HOSTILE, "chat");
    }

    @Test
    void a_link_opens_its_task() {
        assertThat(seen.get("linkedIsOpen").asBoolean()).isTrue();
        assertThat(seen.get("linkedIsInView").asBoolean()).isTrue();
    }

    @Test
    void what_a_task_holds_is_shown_when_it_is_opened() {
        assertThat(seen.get("rows").asInt()).isGreaterThan(8 * 5 * 8);
    }

    @Test
    void a_phone_does_not_scroll_sideways() {
        assertThat(seen.get("phoneScrollsSideways").asBoolean()).isFalse();
    }

    @Test
    void everything_can_be_read_without_script() {
        assertThat(seen.get("withoutScript").asText())
                .contains(
                        "This month against its budget",
                        ExampleHistory.GONE.name(),
                        "The line is the mean of each day",
                        "The latest 5 runs of 87 in 30 days",
                        "By feature");
        assertThat(seen.get("controlsWithoutScript").asBoolean()).isFalse();
    }

    private static List<String> texts(String name) {
        return Chromium.texts(seen, name);
    }
}
