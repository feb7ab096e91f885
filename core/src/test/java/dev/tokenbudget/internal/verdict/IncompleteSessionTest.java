package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.accepting.MeasuredUpdate;
import dev.tokenbudget.internal.accepting.UpdateRefusedException;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineExample;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.PlannedTask;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.runlog.RunLog;
import dev.tokenbudget.internal.runlog.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a build with a test JVM that was killed, or whose log lost lines. */
class IncompleteSessionTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");
    private static final TaskId SETS = new TaskId("com.acme.SetBenchmark", "sums");
    private static final TaskId ONE_SET = new TaskId("com.acme.SetBenchmark", "sums[large]");

    @TempDir
    Path folder;

    private Baseline before = BaselineExample.empty();
    private RunLog log = RunLog.in(Path.of("set in setUp"), BUILD);

    @BeforeEach
    void setUp() {
        before = BaselineExample.empty()
                .with(REVIEWS, accepted(REVIEWS, 10, 10, 10))
                .with(PLANS, accepted(PLANS, 7, 7));
        log = RunLog.in(folder, BUILD);
        log.append(List.of(new PlannedTask(REVIEWS, OptionalInt.of(3)), new PlannedTask(PLANS, OptionalInt.of(2))));
    }

    @Test
    void a_session_without_an_end_fails_and_says_what_was_planned_and_not_made() {
        runs(REVIEWS, 2);

        assertThat(comparison().problemsThat(Severity.FAILS))
                .containsExactly("The run log " + name() + " has no end: its JVM (process "
                        + ProcessHandle.current().pid()
                        + ") was killed, or a test ended it: 2 of the 3 planned runs of ReviewBenchmark.reviews are there;"
                        + " PlanBenchmark.plans did not get to run. Find out why, and measure again: mvn verify. With"
                        + " -Dtokenbudget.append the runs that were made count as well.");
    }

    @Test
    void a_session_that_ended_in_order_passes() {
        runs(REVIEWS, 3);
        runs(PLANS, 2);
        log.end();

        assertThat(comparison().problems()).isEmpty();
    }

    @Test
    void a_session_that_was_killed_in_its_first_run_is_no_empty_measurement() {
        assertThat(RunLogs.merge(folder, BUILD).isEmpty()).isFalse();
    }

    @Test
    void nothing_is_accepted_of_it_and_nothing_removed() {
        runs(REVIEWS, 2);

        assertThatThrownBy(() -> accept(MeasuredUpdate.IncompleteBuild.REFUSE))
                .isInstanceOf(UpdateRefusedException.class)
                .hasMessageContaining("2 of the 3 planned runs of ReviewBenchmark.reviews are there")
                .hasMessageEndingWith(
                        " Nothing was accepted. Measure again: mvn verify. Or take the tasks of which all planned"
                                + " runs are there, and leave the others as they are: -Dtokenbudget.acceptIncomplete=true.");
    }

    @Test
    void whole_tasks_are_accepted_where_that_is_asked_for() {
        runs(REVIEWS, 3);
        runs(PLANS, 1);

        Baseline after = accept(MeasuredUpdate.IncompleteBuild.ACCEPT_COMPLETE_TASKS);

        assertThat(after.of(REVIEWS)).isNotEqualTo(before.of(REVIEWS));
        assertThat(after.of(PLANS)).isEqualTo(before.of(PLANS));
        assertThat(update(MeasuredUpdate.IncompleteBuild.ACCEPT_COMPLETE_TASKS).remarks(comparison()))
                .containsExactly("PlanBenchmark.plans: not all of its runs are there, so its baseline stays.");
    }

    @Test
    void parameter_sets_of_it_are_never_whole() {
        log.append(List.of(new PlannedTask(SETS, OptionalInt.empty())));
        runs(ONE_SET, 1);

        assertThatThrownBy(() -> accept(MeasuredUpdate.IncompleteBuild.ACCEPT_COMPLETE_TASKS))
                .hasMessageContaining("1 run of SetBenchmark.sums is there, and perhaps not all")
                .hasMessageEndingWith(
                        " Of no chosen task all runs are there, so nothing was accepted. Measure again: mvn verify.");
    }

    @Test
    void one_of_several_forks_is_enough() {
        RunLog other = RunLog.in(folder, BUILD);
        other.append(List.of(new PlannedTask(SETS, OptionalInt.of(1))));
        other.append(run(SETS, 1, call(5).build()));
        other.end();
        runs(REVIEWS, 3);
        runs(PLANS, 1);

        Baseline after = accept(MeasuredUpdate.IncompleteBuild.ACCEPT_COMPLETE_TASKS);

        assertThat(comparison().problemsThat(Severity.FAILS)).hasSize(1);
        assertThat(after.tasks()).containsOnlyKeys(REVIEWS, PLANS, SETS);
        assertThat(after.of(PLANS)).isEqualTo(before.of(PLANS));
    }

    @Test
    void a_later_session_that_ran_the_same_tasks_to_the_end_makes_it_good() {
        runs(REVIEWS, 2);
        RunLog later = RunLog.in(folder, BUILD);
        later.append(List.of(new PlannedTask(REVIEWS, OptionalInt.of(3)), new PlannedTask(PLANS, OptionalInt.of(2))));
        for (int number = 1; number <= 3; number++) {
            later.append(run(REVIEWS, number, call(10).build()));
            later.append(run(PLANS, number, call(7).build()));
        }
        later.end();

        assertThat(comparison().problems()).isEmpty();
        assertThat(comparison().warnings())
                .singleElement()
                .asString()
                .endsWith(" A later session of this build ran the same tasks to the end.");
    }

    @Test
    void a_log_that_lost_a_line_in_its_middle_fails_although_it_has_an_end() throws IOException {
        runs(REVIEWS, 3);
        runs(PLANS, 2);
        log.end();
        List<String> lines = Files.readAllLines(log.file());
        lines.remove(3);
        Files.write(log.file(), lines);

        assertThat(comparison().problemsThat(Severity.FAILS))
                .singleElement()
                .asString()
                .contains(" holds 4 of the 5 runs that its JVM ");
    }

    @Test
    void a_log_that_is_cut_anywhere_never_passes() throws IOException {
        runs(REVIEWS, 3);
        runs(PLANS, 2);
        log.end();
        byte[] whole = Files.readAllBytes(log.file());

        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(log.file(), Arrays.copyOf(whole, length));
            assertThat(comparison().problemsThat(Severity.FAILS))
                    .as("cut after %d of %d bytes", length, whole.length)
                    .isNotEmpty();
        }
    }

    @Test
    void a_log_whose_lines_are_torn_one_by_one_never_passes() throws IOException {
        runs(REVIEWS, 3);
        runs(PLANS, 2);
        log.end();
        List<String> whole = Files.readAllLines(log.file());

        for (int torn = 0; torn < whole.size(); torn++) {
            String half = whole.get(torn).substring(0, whole.get(torn).length() / 2);
            List<String> lines = whole.stream().collect(Collectors.toList());
            lines.set(torn, half);
            Files.write(log.file(), lines);
            assertThat(comparison().problemsThat(Severity.FAILS))
                    .as("line %d", torn + 1)
                    .isNotEmpty();
        }
    }

    private String name() {
        return String.valueOf(log.file().getFileName()).replace(".jsonl", "");
    }

    private void runs(TaskId task, int number) {
        for (int i = 1; i <= number; i++) {
            log.append(run(task, i, call(10).build()));
        }
    }

    private Comparison comparison() {
        Measurement measurement = RunLogs.merge(folder, BUILD);
        return Judged.comparison(measurement, before);
    }

    private Baseline accept(MeasuredUpdate.IncompleteBuild incomplete) {
        return update(incomplete).apply(comparison(), before);
    }

    private static MeasuredUpdate update(MeasuredUpdate.IncompleteBuild incomplete) {
        return new MeasuredUpdate(
                new TaskGlob("*"),
                "new retrieval step",
                MeasuredUpdate.EarlierRuns.REPLACE,
                incomplete,
                MeasuredUpdate.Scope.ALL);
    }
}
