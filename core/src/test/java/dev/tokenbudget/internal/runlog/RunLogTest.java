package dev.tokenbudget.internal.runlog;

import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.PlannedTask;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.SkippedTask;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Difference;
import dev.tokenbudget.usage.PromptSections.Difference.Look;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Repeat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log tells of its session, and that no line is lost to one that could not be written. */
class RunLogTest {

    @TempDir
    Path folder;

    @Test
    void a_session_says_what_it_planned_what_it_skipped_and_that_it_ended() throws IOException {
        RunLog log = RunLog.in(folder, BUILD);

        log.append(List.of(
                new PlannedTask(REVIEWS, OptionalInt.of(2)),
                new PlannedTask(new TaskId("com.acme.PlanBenchmark", "plans"), OptionalInt.empty())));
        log.append(run(REVIEWS, 1, call(10).build()));
        log.append(LooseCall.outside(call(10).build()));
        log.append(new SkippedTask(new TaskId("com.acme.PlanBenchmark", "plans"), "no \"key\""));
        log.end();

        List<String> lines = Files.readAllLines(log.file());
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0)).startsWith("{\"schemaVersion\":5,\"log\":\"b1-");
        assertThat(lines.get(1))
                .startsWith(
                        "{\"planned\":[{\"testClass\":\"com.acme.ReviewBenchmark\",\"task\":\"reviews\",\"runs\":2},"
                                + "{\"testClass\":\"com.acme.PlanBenchmark\",\"task\":\"plans\"}],\"line\":2,\"crc\":\"");
        assertThat(lines.get(4))
                .startsWith("{\"skipped\":{\"testClass\":\"com.acme.PlanBenchmark\",\"task\":\"plans\","
                        + "\"reason\":\"no \\\"key\\\"\"},\"line\":5,\"crc\":\"");
        assertThat(lines.get(5))
                .matches("\\{\"end\":\\{\"ended\":\"[^\"]+Z\",\"runs\":1,\"looseCalls\":1},"
                        + "\"line\":6,\"crc\":\"[0-9a-f]{8}\"}");
        assertThat(RunLogs.merge(folder, BUILD).warnings()).isEmpty();
    }

    @Test
    void a_run_keeps_what_its_test_counted_and_measured() {
        RunLog log = RunLog.in(folder, BUILD);
        Map<String, Double> own = Map.of("count/tickets resolved", 3.0, "value/answer score", 0.93);

        log.append(run(REVIEWS, 1, call(10).build()).toBuilder().own(own).build());

        assertThat(RunLogs.merge(folder, BUILD).tasks().values())
                .flatExtracting(TaskRuns::runs)
                .extracting(Run::own)
                .containsExactly(own);
    }

    @Test
    void a_call_keeps_what_it_repeats_of_earlier_prompts() {
        Repeat repeat = new Repeat(
                30,
                1_000,
                Optional.of(new Difference(Item.Kind.TOOL_DEFINITION, 2, Optional.of("search"), 9, 120, Look.ID)));
        Repeat.Compared compared =
                new Repeat.Compared(Optional.of(repeat), Optional.of(new Repeat(7, 7, Optional.empty())));
        PromptSections prompt = PromptSections.builder().repeats(compared).build();
        RunLog log = RunLog.in(folder, BUILD);

        log.append(run(REVIEWS, 1, call(10).prompt(prompt).build()));

        assertThat(RunLogs.merge(folder, BUILD).tasks().values())
                .flatExtracting(TaskRuns::runs)
                .flatExtracting(Run::calls)
                .extracting(call -> call.prompt().orElseThrow().repeats())
                .containsExactly(compared);
    }

    @Test
    void a_line_that_was_interrupted_does_not_swallow_the_next_one() throws IOException {
        RunLog log = RunLog.in(folder, BUILD);
        log.append(run(REVIEWS, 1, call(10).build()));
        Files.writeString(log.file(), "{\"run\":{\"testCl", StandardOpenOption.APPEND);

        log.append(run(REVIEWS, 2, call(20).build()));

        Measurement measurement = RunLogs.merge(folder, BUILD);
        assertThat(numbers(measurement)).containsExactly(1, 2);
        assertThat(measurement.warnings())
                .singleElement()
                .asString()
                .startsWith("Line 3 of " + log.file() + " is torn");
    }

    @Test
    void a_run_that_could_not_be_written_is_written_with_the_next_one() throws IOException {
        Path notYetAFolder = Files.createFile(folder.resolve("runs"));
        RunLog log = RunLog.in(notYetAFolder, BUILD);
        assertThatThrownBy(() -> log.append(run(REVIEWS, 1, call(10).build())))
                .isInstanceOf(UncheckedIOException.class);
        Files.delete(notYetAFolder);

        log.append(run(REVIEWS, 2, call(20).build()));

        Measurement measurement = RunLogs.merge(notYetAFolder, BUILD);
        assertThat(numbers(measurement)).containsExactly(1, 2);
        assertThat(measurement.warnings()).isEmpty();
    }

    @Test
    void a_log_that_was_deleted_begins_anew_and_says_what_it_lacks() throws IOException {
        RunLog log = RunLog.in(folder, BUILD);
        log.append(run(REVIEWS, 1, call(10).build()));
        Files.delete(log.file());

        log.append(run(REVIEWS, 2, call(20).build()));
        log.end();

        Measurement measurement = RunLogs.merge(folder, BUILD);
        assertThat(numbers(measurement)).containsExactly(2);
        assertThat(measurement.incomplete())
                .singleElement()
                .satisfies(lack -> assertThat(lack.sentence()).contains("holds 1 of the 2 runs"));
    }

    private static List<Integer> numbers(Measurement measurement) {
        return measurement.tasks().values().stream()
                .flatMap(task -> task.runs().stream())
                .map(Run::number)
                .toList();
    }
}
