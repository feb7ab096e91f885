package dev.tokenbudget.internal.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.progress.ProgressEvent.PlannedTask;
import dev.tokenbudget.internal.run.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see of a session, from the file that its JVM writes. */
class DisplayTest {

    private static final ProgressEvent PLAN = new ProgressEvent.Planned(
            List.of(new PlannedTask("ReviewTest.reviews", 2), new PlannedTask("ReviewTest.plans", null)), List.of());

    @TempDir
    private Path folder;

    private final Progress progress = new Progress();

    @Test
    void a_log_gets_one_line_a_run() {
        List<String> lines = new ArrayList<>();

        show(new PlainDisplay(lines::add), PLAN, begun("reviews", 1), ended("reviews", 1, "0.0123"));
        show(new PlainDisplay(lines::add), ended("plans[small]", 1, "0.01"));

        assertThat(lines)
                .containsExactly(
                        "ReviewTest.reviews: run 1 of 2 (up to 40) used 1,200 tokens in 0.4 s;"
                                + " 1,200 tokens and $0.0123 so far, 0 of 2 tasks done, 2 runs left",
                        "ReviewTest.plans[small]: run 1 used 1,200 tokens in 0.4 s;"
                                + " 2,400 tokens and $0.0223 so far, 0 of 2 tasks done, 1 run left");
    }

    @Test
    void runs_beyond_the_first_look_are_left_as_well() {
        assertThat(shownPlainly(
                        PLAN,
                        begun("reviews", 2),
                        ended("reviews", 2, "0.01"),
                        begun("reviews", 3, 4),
                        ended("reviews", 3, "0.01"),
                        begun("plans[small]", 1),
                        begun("plans[large]", 1),
                        ended("plans[small]", 1, "0.01")))
                .extracting(line -> line.replaceAll(".*done, ", ""))
                .containsExactly("2 runs left", "3 runs left", "5 runs left");
    }

    @Test
    void what_is_unknown_is_not_told_as_nothing() {
        List<String> lines = shownPlainly(
                PLAN,
                ended("reviews", 1, "0.0123"),
                new ProgressEvent.Ended("ReviewTest.reviews", 2, Outcome.FAILED, null, null, 61_000));

        assertThat(lines.get(1))
                .startsWith("ReviewTest.reviews: run 2 failed after an unknown number of tokens in 61.0 s;"
                        + " at least 1,200 tokens and at least $0.0123 so far");
    }

    @Test
    void a_terminal_shows_what_runs_in_one_line_and_keeps_one_for_each_task() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        AtomicLong time = new AtomicLong();
        TerminalDisplay display =
                new TerminalDisplay(new PrintStream(printed, true, StandardCharsets.UTF_8), () -> 200, time::get);

        show(display, PLAN, begun("reviews", 1), ended("reviews", 1, "0.0123"), begun("reviews", 2));
        time.set(TimeUnit.SECONDS.toNanos(67));
        show(display, ended("reviews", 2, "0.0123"), new ProgressEvent.Done("ReviewTest.reviews"), begun("plans", 1));
        display.end();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(
                        "\r\u001B[K  0:00  ReviewTest.reviews run 2 of 2 (up to 40)  |  1,200 tokens and $0.0123 so far"
                                + "  |  0 of 2 tasks done, 2 runs left\r")
                .contains("\r\u001B[K  ReviewTest.reviews: 2 runs, 1,200 tokens a run" + System.lineSeparator())
                .endsWith("  1:07  ReviewTest.plans run 1 of 2 (up to 40)  |  2,400 tokens and $0.0246 so far"
                        + "  |  1 of 2 tasks done, 2 runs left\r\u001B[K");
    }

    @Test
    void a_line_of_a_terminal_never_wraps() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        TerminalDisplay display =
                new TerminalDisplay(new PrintStream(printed, true, StandardCharsets.UTF_8), () -> 40, System::nanoTime);

        show(display, PLAN, begun("reviews", 1));

        assertThat(printed.toString(StandardCharsets.UTF_8).split("\r\u001B\\[K"))
                .contains("  0:00  ReviewTest.reviews run 1 of 2 …")
                .allMatch(line -> line.length() < 40);
    }

    @Test
    void a_reader_leaves_a_line_that_is_still_being_written() throws Exception {
        Path file = folder.resolve("progress.jsonl");
        ProgressTail tail = new ProgressTail(file);
        assertThat(tail.next()).isEmpty();

        new ProgressFile(file).tell(PLAN);
        Files.writeString(file, "{\"done\":{\"task\":", StandardOpenOption.APPEND);

        assertThat(tail.next()).containsExactly(PLAN);
        assertThat(tail.next()).isEmpty();

        Files.writeString(file, "\"ReviewTest.reviews\"}}\n", StandardOpenOption.APPEND);

        assertThat(tail.next()).containsExactly(new ProgressEvent.Done("ReviewTest.reviews"));
    }

    @Test
    void every_event_comes_out_as_it_went_in() {
        Path file = folder.resolve("progress.jsonl");
        List<ProgressEvent> events = List.of(
                PLAN,
                begun("reviews", 1),
                new ProgressEvent.Begun("ReviewTest.plans", 1, null, null),
                ended("reviews", 1, "0.0123"),
                new ProgressEvent.Done("ReviewTest.reviews"),
                new ProgressEvent.Failed("ReviewTest.plans", "no plan\nat all"),
                new ProgressEvent.LimitReached("nothing is left"));

        events.forEach(new ProgressFile(file)::tell);

        assertThat(new ProgressTail(file).next()).isEqualTo(events);
    }

    private List<String> shownPlainly(ProgressEvent... events) {
        List<String> lines = new ArrayList<>();
        show(new PlainDisplay(lines::add), events);
        return lines;
    }

    private void show(ProgressDisplay display, ProgressEvent... events) {
        for (ProgressEvent event : events) {
            progress.accept(event);
            display.show(event, progress);
        }
    }

    private static ProgressEvent begun(String task, int number) {
        return begun(task, number, 2);
    }

    private static ProgressEvent begun(String task, int number, int nextLook) {
        return new ProgressEvent.Begun("ReviewTest." + task, number, nextLook, 40);
    }

    private static ProgressEvent ended(String task, int number, String usd) {
        return new ProgressEvent.Ended(
                "ReviewTest." + task, number, Outcome.SUCCEEDED, 1_200L, new BigDecimal(usd), 400);
    }
}
