package dev.tokenbudget.internal.runlog;

import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.totals;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A line that was torn, or changed by hand, costs its own run and no other. */
class UnreadableLinesTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans[12 stories, ünïcödé ✓]");

    @TempDir
    Path folder;

    @Test
    void keeps_all_earlier_runs_wherever_the_last_line_is_torn() throws IOException {
        RunLog log = RunLog.in(folder.resolve("whole"), BUILD);
        log.append(run(PLANS, 1, call(10).build()));
        log.append(run(PLANS, 2, call(20).build()));
        int lastLine = (int) Files.size(log.file());
        log.append(run(PLANS, 3, call(30).agent("ünïcödé ✓").build()));
        byte[] whole = Files.readAllBytes(log.file());

        Path tornFolder = Files.createDirectory(folder.resolve("torn"));
        Path torn = tornFolder.resolve("torn.jsonl");
        for (int length = lastLine; length < whole.length - 1; length++) {
            Files.write(torn, Arrays.copyOf(whole, length));
            Measurement measurement = RunLogs.merge(tornFolder, BUILD);
            assertThat(totals(measurement)).as("torn at byte %d", length).containsExactly(10.0, 20.0);
            if (length > lastLine) {
                assertThat(measurement.warnings())
                        .containsExactly(
                                "Line 4 of " + torn + " is torn (the JVM was killed while it wrote, or the disk was"
                                        + " full): skipped; all other runs count.");
            }
        }
        Files.write(torn, Arrays.copyOf(whole, whole.length - 1));
        assertThat(totals(RunLogs.merge(tornFolder, BUILD)))
                .as("only its end is missing")
                .containsExactly(10.0, 20.0, 30.0);
    }

    @Test
    void counts_the_runs_after_a_line_that_is_damaged() throws IOException {
        RunLog log = RunLog.in(folder, BUILD);
        log.append(run(REVIEWS, 1, call(10).build()));
        log.append(run(REVIEWS, 2, call(20).build()));
        log.append(run(REVIEWS, 3, call(30).build()));
        List<String> lines = new ArrayList<>(Files.readAllLines(log.file()));
        lines.set(2, lines.get(2).replace("\"calls\":[", "\"calls\":[null,"));
        Files.write(log.file(), SealedLines.seal(lines));

        Measurement measurement = RunLogs.merge(folder, BUILD);

        assertThat(totals(measurement)).containsExactly(10.0, 30.0);
        assertThat(measurement.warnings()).hasSize(1).first().asString().startsWith("Line 3 of " + log.file());
    }

    @Test
    void warns_of_many_torn_lines_once() throws IOException {
        RunLog log = RunLog.in(folder, BUILD);
        log.append(run(REVIEWS, 1, call(10).build()));
        Files.writeString(log.file(), Files.readString(log.file()) + "{\"run\":{\"testCl\n".repeat(7));
        log.append(run(REVIEWS, 2, call(20).build()));

        Measurement measurement = RunLogs.merge(folder, BUILD);

        assertThat(totals(measurement)).containsExactly(10.0, 20.0);
        assertThat(measurement.warnings())
                .containsExactly("Lines 3, 4, 5, 6, 7 and 2 more of " + log.file()
                        + " are torn (the JVM was killed while it wrote, or the disk was full): skipped; all other runs"
                        + " count.");
    }

    @Test
    void takes_no_line_without_calls_for_a_run_that_made_none() throws IOException {
        RunLog log = RunLog.in(folder, BUILD);
        log.append(run(REVIEWS, 1, call(10).build()));
        log.append(run(REVIEWS, 2));
        List<String> lines = new ArrayList<>(Files.readAllLines(log.file()));
        lines.set(1, lines.get(1).replaceFirst(",\"calls\":\\[.*\\]", ""));
        Files.write(log.file(), SealedLines.seal(lines));

        Measurement measurement = RunLogs.merge(folder, BUILD);

        assertThat(totals(measurement)).containsExactly(0.0);
        assertThat(measurement.warnings()).hasSize(1).first().asString().startsWith("Line 2 of " + log.file());
    }

    @ParameterizedTest(name = "{1} instead of {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"number\":1        | \"number\":null",
                "\"number\":1        | \"number\":1.5",
                "\"number\":1        | \"number\":\"1\"",
                "\"number\":1        | \"numero\":1",
                "\"number\":1        | \"number\":99999999999",
                "\"testClass\":\"     | \"testClass\":null,\"of\":\"",
                "\"outcome\":\"       | \"outcome\":\"UN",
                "\"started\":\"2026-  | \"started\":\"2026-13-",
                "\"calls\":[{        | \"calls\":[null,{",
                "\"provider\":\"      | \"provider\":1,\"model\":\"",
                "\"streamed\":true   | \"streamed\":0",
                "\"usage\":{         | \"usage\":[],\"prompt\":{",
                "\"input\":          | \"input\":true,\"output\":",
            })
    void leaves_out_a_line_that_this_version_would_not_have_written(String written, String instead) throws IOException {
        RunLog log = RunLog.in(folder, BUILD);
        log.append(run(REVIEWS, 1, call(10).streamed(true).build()));
        log.append(run(REVIEWS, 2, call(20).build()));
        List<String> lines = new ArrayList<>(Files.readAllLines(log.file()));
        assertThat(lines.get(1)).contains(written);
        lines.set(1, lines.get(1).replace(written, instead));
        Files.write(log.file(), SealedLines.seal(lines));

        Measurement measurement = RunLogs.merge(folder, BUILD);

        assertThat(totals(measurement)).containsExactly(20.0);
        assertThat(measurement.warnings())
                .singleElement()
                .asString()
                .startsWith("Line 2 of " + log.file() + " is malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"schemaVersion\":1", "\n", "null", "no json at all"})
    void leaves_out_a_log_whose_first_line_cannot_be_read(String firstLine) throws IOException {
        Path file = Files.writeString(folder.resolve("b1-1.jsonl"), firstLine);

        assertThat(RunLogs.merge(folder, BUILD).warnings())
                .containsExactly(
                        file + " holds no readable first line, so it cannot be said whose runs these are: left out.");
    }
}
