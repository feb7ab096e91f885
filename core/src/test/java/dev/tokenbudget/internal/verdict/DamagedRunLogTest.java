package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineExample;
import dev.tokenbudget.internal.run.IncompleteSession;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.PlannedTask;
import dev.tokenbudget.internal.runlog.RunLog;
import dev.tokenbudget.internal.runlog.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run log that is not as it was written never becomes a verdict, and its report names the line. */
class DamagedRunLogTest {

    @TempDir
    Path folder;

    private final Baseline before = BaselineExample.empty().with(REVIEWS, accepted(REVIEWS, 10, 10, 10));
    private Path log = Path.of("set in setUp");
    private List<String> whole = List.of();

    @BeforeEach
    void setUp() throws IOException {
        log = session(folder, 3);
        whole = Files.readAllLines(log);
    }

    @Test
    void one_that_is_whole_passes() {
        assertThat(failing()).isEmpty();
        assertThat(warnings()).isEmpty();
    }

    @Test
    void no_bit_of_it_changes_unnoticed() throws IOException {
        Files.delete(log);
        log = session(folder, 1);
        byte[] written = Files.readAllBytes(log);

        for (int bit = 0; bit < 8 * written.length; bit++) {
            byte[] flipped = written.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(log, flipped);
            assertThat(lacking()).as("bit %d of byte %d", bit % 8, bit / 8).isNotEmpty();
        }
    }

    @Test
    void no_digit_of_a_larger_one_changes_unnoticed() throws IOException {
        Files.delete(log);
        log = session(folder, 12);
        byte[] written = Files.readAllBytes(log);

        for (int at = 0; at < written.length; at++) {
            if (Character.isDigit(written[at])) {
                byte[] changed = written.clone();
                changed[at] = (byte) ('0' + (written[at] - '0' + 1 + at % 9) % 10);
                Files.write(log, changed);
                assertThat(lacking()).as("digit at %d", at).isNotEmpty();
            }
        }
    }

    @Test
    void the_line_that_was_changed_is_named() throws IOException {
        List<String> lines = new ArrayList<>(whole);
        lines.set(3, lines.get(3).replace("\"number\":2", "\"number\":7"));
        Files.write(log, lines);

        assertThat(failing())
                .singleElement()
                .asString()
                .contains(
                        " holds 2 of the 3 runs that its JVM (process ",
                        ") made (line 4 of " + log + " is torn or damaged)",
                        "measure again: mvn verify.");
        assertThat(warnings())
                .containsExactly("Line 4 of " + log + " is damaged (the checksum does not match: a byte changed, or the"
                        + " line is another log's): skipped; all other runs count.");
    }

    @Test
    void a_line_that_stands_there_twice_counts_once() throws IOException {
        for (int line = 1; line < whole.size(); line++) {
            List<String> lines = new ArrayList<>(whole);
            lines.add(line, whole.get(line));
            Files.write(log, lines);

            assertThat(failing()).as("line %d", line + 1).isEmpty();
            assertThat(RunLogs.merge(folder, BUILD).tasks().values())
                    .singleElement()
                    .satisfies(task -> assertThat(task.runs()).hasSize(3));
            assertThat(RunLogs.merge(folder, BUILD).looseCalls()).hasSize(1);
            assertThat(warnings())
                    .containsExactly("Line " + (line + 2) + " of " + log + " is there twice: counted once.");
        }
    }

    @Test
    void no_line_of_another_log_is_taken_for_its_own() throws IOException {
        List<String> other = Files.readAllLines(session(folder.resolve("other"), 3));
        for (int line = 0; line < whole.size(); line++) {
            List<String> lines = new ArrayList<>(whole);
            lines.set(line, other.get(line));
            Files.write(log, lines);

            assertThat(failing()).as("line %d", line + 1).isNotEmpty();
        }
    }

    @Test
    void a_line_of_another_log_that_is_there_as_well_is_left_out() throws IOException {
        List<String> other = Files.readAllLines(session(folder.resolve("other"), 3));
        List<String> lines = new ArrayList<>(whole);
        lines.add(3, other.get(3));
        Files.write(log, lines);

        assertThat(failing()).isEmpty();
        assertThat(warnings()).singleElement().asString().startsWith("Line 4 of " + log + " is damaged");
    }

    @Test
    void no_line_is_lost_unnoticed() throws IOException {
        for (int line = 0; line < whole.size(); line++) {
            List<String> lines = new ArrayList<>(whole);
            lines.remove(line);
            Files.write(log, lines);

            assertThat(failing()).as("line %d", line + 1).isNotEmpty();
        }
    }

    @Test
    void a_line_behind_the_end_that_is_not_known_is_noticed() throws IOException {
        Files.writeString(log, String.join("\n", whole) + "\n{\"looseCall\":{\"reason\":\"LATE\"");

        assertThat(failing()).singleElement().asString().contains(" does not hold all lines that its JVM ");
    }

    @Test
    void one_that_was_renamed_and_has_no_readable_first_line_is_not_left_out_in_silence() throws IOException {
        whole = new ArrayList<>(whole);
        whole.set(0, whole.get(0).replace("\"build\":\"b1\"", "\"build\":\"b2\""));
        Files.write(folder.resolve("of the second machine.jsonl"), whole);

        assertThat(failing())
                .containsExactly(
                        "The run log of the second machine holds no readable first line. Find out why, and measure"
                                + " again: mvn verify. With -Dtokenbudget.append the runs that were made count as well.");
    }

    private static Path session(Path in, int runs) {
        RunLog session = RunLog.in(in, BUILD);
        session.append(List.of(new PlannedTask(REVIEWS, OptionalInt.of(runs))));
        for (int number = 1; number <= runs; number++) {
            session.append(run(REVIEWS, number, call(10).build()));
        }
        session.append(LooseCall.outside(call(5).build()));
        session.end();
        return session.file();
    }

    /** What fails the build, without the rest of the comparison: this is asked thousands of times. */
    private List<IncompleteSession> lacking() {
        return RunLogs.merge(folder, BUILD).incomplete();
    }

    private List<String> warnings() {
        return RunLogs.merge(folder, BUILD).warnings();
    }

    private List<String> failing() {
        return comparison().problemsThat(Severity.FAILS);
    }

    private Comparison comparison() {
        return Judged.comparison(RunLogs.merge(folder, BUILD), before);
    }
}
