package dev.tokenbudget.internal.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.run.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report as Chromium shows it, seen by {@code src/test/browser/observe.mjs}. */
@Tag("browser")
class InBrowserTest {

    private static final Path SCRIPTS = Path.of("src/test/browser");
    private static final String DRIFTED = ReportExample.DRIFTED.shortName();
    private static final String STEADY = ReportExample.STEADY.shortName();
    private static final int MANY = 2_000;
    private static final TaskId ONE_OF_MANY = ReportExample.ofMany(MANY - 1);

    @TempDir
    static Path folder;

    private static JsonNode seen;
    private static JsonNode seenOfVariants;
    private static JsonNode seenOfDesk;
    private static JsonNode seenOfMany;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        Path report = folder.resolve("report.html");
        Files.writeString(report, HtmlReport.of(ReportExample.ofThreeTasks()));
        seen = observe(report.toString(), ReportExample.STEADY.anchor(), "review");
        Path variants = folder.resolve("variants.html");
        Files.writeString(variants, HtmlReport.of(ReportExample.ofVariants()));
        Path desk = folder.resolve("desk.html");
        Files.writeString(desk, HtmlReport.of(DeskExample.comparison()));
        seenOfDesk = observe(desk.toString(), DeskExample.ANSWERS.anchor(), "answers");
        Path many = folder.resolve("many.html");
        Files.writeString(many, HtmlReport.of(ReportExample.ofManyTasks(MANY, 5, 10)));
        seenOfMany = observe(many.toString(), ONE_OF_MANY.anchor(), "ticketnumber1999 handles", "folded");
        seenOfVariants = observe(variants.toString(), ReportExample.STEADY.anchor(), "plans");
    }

    @Test
    void nothing_is_written_to_the_console() {
        assertThat(texts("messages")).isEmpty();
    }

    @Test
    void nothing_is_fetched() {
        assertThat(texts("requests")).isEmpty();
    }

    @Test
    void axe_finds_no_serious_issue_in_light_in_dark_and_on_a_phone() {
        assertThat(texts("issues")).isEmpty();
    }

    @Test
    void a_hostile_name_stays_text() {
        assertThat(texts("headings"))
                .anySatisfy(name -> assertThat(name).contains("<img src=x onerror=\"console.error('ran')\">"));
        assertThat(seen.get("images").asInt()).isZero();
    }

    @Test
    void tasks_are_filtered_by_name_and_by_verdict() {
        assertThat(texts("tasks")).hasSize(3).startsWith(DRIFTED).endsWith(STEADY);
        assertThat(texts("filteredByName")).containsExactly(DRIFTED);
        assertThat(seen.get("status").asText()).isEqualTo("1 of 3 tasks");
        assertThat(texts("withoutOk")).hasSize(2).doesNotContain(STEADY);
    }

    @Test
    void tasks_are_sorted() {
        assertThat(texts("sortedByName")).startsWith(STEADY, DRIFTED);
    }

    @Test
    void a_link_opens_its_task() {
        assertThat(seen.get("linkedIsOpen").asBoolean()).isTrue();
        assertThat(seen.get("linkedIsInView").asBoolean()).isTrue();
    }

    @Test
    void tasks_are_folded_by_keyboard() {
        assertThat(seen.get("keyboardFolds").asBoolean()).isTrue();
    }

    @Test
    void a_phone_does_not_scroll_sideways() {
        assertThat(seen.get("phoneScrollsSideways").asBoolean()).isFalse();
    }

    @Test
    void everything_can_be_read_without_script() {
        assertThat(seen.get("withoutScript").asText())
                .contains(
                        "Failed: 1 of 3 tasks",
                        DRIFTED,
                        "Calls of a run that shows the cause",
                        "If that is meant, accept it");
        assertThat(seen.get("controlsWithoutScript").asBoolean()).isFalse();
    }

    @Test
    void variants_are_shown_without_issues_and_fit_a_phone() {
        assertThat(texts(seenOfVariants, "messages")).isEmpty();
        assertThat(texts(seenOfVariants, "issues")).isEmpty();
        assertThat(seenOfVariants.get("phoneScrollsSideways").asBoolean()).isFalse();
        assertThat(seenOfVariants.get("withoutScript").asText()).contains("sonnet (in use)", "38 of 40");
    }

    @Test
    void judges_waste_targets_tools_and_prefixes_are_shown_without_issues_and_fit_a_phone() {
        assertThat(texts(seenOfDesk, "messages")).isEmpty();
        assertThat(texts(seenOfDesk, "issues")).isEmpty();
        assertThat(seenOfDesk.get("phoneScrollsSideways").asBoolean()).isFalse();
        assertThat(seenOfDesk.get("withoutScript").asText())
                .contains(
                        "The price of the test",
                        "Opportunities to save",
                        "tool refund was called in none of 40 runs",
                        "missed",
                        "MCP server archive (2 tools added)",
                        "the system prompt differs at character 13 of 4,120 from call to call, it looks like a time");
    }

    @Test
    void of_very_many_tasks_each_is_found_and_linked_to() {
        assertThat(texts(seenOfMany, "headings")).hasSize(MANY).last().isNotEqualTo(ONE_OF_MANY.shortName());
        assertThat(texts(seenOfMany, "filteredByName")).containsExactly(ONE_OF_MANY.shortName());
        assertThat(seenOfMany.get("status").asText()).isEqualTo("1 of 2,000 tasks");
        assertThat(texts(seenOfMany, "sortedByName")).hasSize(MANY).isSorted();
        assertThat(seenOfMany.get("linkedIsOpen").asBoolean()).isTrue();
        assertThat(seenOfMany.get("linkedIsInView").asBoolean()).isTrue();
    }

    @Test
    void of_very_many_tasks_those_in_sight_alone_are_laid_out_even_if_all_are_open() {
        assertThat(seenOfMany.get("opened").asInt()).isEqualTo(MANY);
        assertThat(seenOfMany.get("laidOut").asInt()).isBetween(1, 50);
    }

    @Test
    void very_many_tasks_are_shown_without_issues_and_fit_a_phone() {
        assertThat(texts(seenOfMany, "messages")).isEmpty();
        assertThat(texts(seenOfMany, "issues")).isEmpty();
        assertThat(seenOfMany.get("phoneScrollsSideways").asBoolean()).isFalse();
    }

    private static List<String> texts(String name) {
        return texts(seen, name);
    }

    private static List<String> texts(JsonNode seen, String name) {
        return StreamSupport.stream(seen.get(name).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode observe(String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of("node", "observe.mjs"), Stream.of(arguments))
                .toList();
        Process browser = start(command);
        CompletableFuture.delayedExecutor(3, TimeUnit.MINUTES).execute(browser::destroyForcibly);
        String printed = new String(browser.getInputStream().readAllBytes(), UTF_8);
        assertThat(browser.waitFor()).as(printed).isZero();
        JsonNode seen = new ObjectMapper().readTree(printed);
        return seen.has("missing") ? abort(seen.get("missing").asText()) : seen;
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .directory(SCRIPTS.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            return abort("There is no Node.js 20 or newer on the PATH.");
        }
    }
}
