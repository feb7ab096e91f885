package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.accepting.MeasuredUpdate;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.SkippedTask;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A task that its own test leaves out is told with the reason, by whichever way the test does so. */
class SkippedTaskTest {

    private static final String NO_KEY = "Environment variable [ANTHROPIC_API_KEY] does not exist";
    private static final TaskId SMALL = new TaskId(REVIEWS.testClass(), "reviews[small]");
    private static final TaskId OTHER = new TaskId(REVIEWS.testClass(), "reviewsMore");

    @Test
    void a_condition_and_an_assumption_are_one_verdict() {
        Comparison byCondition = compare(measured(), REVIEWS);
        Comparison byAssumption = compare(measured(aborted(1), aborted(2)), REVIEWS);

        assertThat(Stream.of(byCondition, byAssumption).map(SkippedTaskTest::only))
                .allSatisfy(task -> {
                    assertThat(task.verdict()).isEqualTo(Verdict.skipped(NO_KEY));
                    assertThat(task.severity()).isEqualTo(Severity.WARNS);
                    assertThat(task.sentence()).contains("was skipped, so nothing was measured: " + NO_KEY);
                });
        assertThat(Gate.decide(byCondition).passes()).isTrue();
    }

    @Test
    void a_test_that_is_skipped_leaves_out_its_parameter_sets_and_no_other_task() {
        Comparison comparison = compare(measured(), SMALL, OTHER);

        assertThat(comparison.tasks())
                .extracting(task -> task.verdict().kind())
                .containsExactly(VerdictKind.MISSING, VerdictKind.SKIPPED);
    }

    @Test
    void a_task_without_a_baseline_is_a_warning() {
        assertThat(compare(measured()).warnings())
                .containsExactly("ReviewBenchmark.reviews was skipped, and has no baseline yet: " + NO_KEY);
    }

    @Test
    void a_build_that_skipped_every_task_says_that_nothing_was_measured_and_why() {
        Comparison comparison = compare(measured(), REVIEWS);

        assertThat(comparison.problemsThat(Severity.WARNS))
                .containsExactly(nothingMeasured(" To fail such a build, set -Dtokenbudget.failOnSkipped=true."));
        assertThat(compare(measured(aborted(1), aborted(2))).problemsThat(Severity.WARNS))
                .isEqualTo(comparison.problemsThat(Severity.WARNS));
        assertThat(compare(measured()).isEmpty()).as("nothing to show").isFalse();
    }

    @Test
    void each_reason_is_told_once() {
        Measurement measurement = Measurement.of(BUILD, List.of(), List.of(), List.of())
                .without(List.of(
                        new SkippedTask(REVIEWS, NO_KEY),
                        new SkippedTask(REVIEWS, NO_KEY),
                        new SkippedTask(OTHER, NO_KEY),
                        new SkippedTask(SMALL, "too slow")));

        assertThat(compare(measurement).problemsThat(Severity.WARNS))
                .singleElement()
                .asString()
                .startsWith("Nothing was measured: 3 tasks were skipped: " + NO_KEY + "; too slow.");
    }

    @Test
    void a_build_that_measured_another_task_says_no_such_thing() {
        assertThat(compare(measured(runs(OTHER, 100).get(0)), REVIEWS).problems())
                .isEmpty();
    }

    @Test
    void fails_the_build_where_that_is_asked_for() {
        Policy demanding = Judged.policy(Map.of(Setting.FAIL_ON_SKIPPED, "true", Setting.MIN_BASELINE_RUNS, "0"));

        Comparison accepted = Comparison.of(measured(), baseline(REVIEWS), demanding);
        Comparison unknown = Comparison.of(measured(runs(OTHER, 100).get(0)), baseline(OTHER), demanding);

        assertThat(only(accepted).severity()).isEqualTo(Severity.FAILS);
        assertThat(Gate.decide(accepted).failures()).contains(nothingMeasured(""));
        assertThat(Gate.decide(unknown).failures())
                .containsExactly("ReviewBenchmark.reviews was skipped, and has no baseline yet: " + NO_KEY);
        assertThat(unknown.warnings()).isEmpty();
    }

    @Test
    void a_build_that_ran_only_some_tests_tells_the_skipped_ones_among_them() {
        Comparison comparison =
                Comparison.of(measured(), baseline(REVIEWS, OTHER), Judged.filtered("-Dgroups=token-budget"));

        assertThat(only(comparison).verdict()).isEqualTo(Verdict.skipped(NO_KEY));
        assertThat(comparison.warnings())
                .containsExactly("This build left out tests (-Dgroups=token-budget): 1 task of the baseline did not run"
                        + " and is not judged.");
    }

    private static String nothingMeasured(String hint) {
        return "Nothing was measured: 1 task was skipped: " + NO_KEY
                + ". See that what the tests need is there, such as the key of a provider." + hint;
    }

    @Test
    void runs_beside_the_skipped_ones_are_judged() {
        Measurement measurement = measured(aborted(1), runs(REVIEWS, 100).get(0));

        assertThat(only(compare(measurement, REVIEWS)).verdict().kind()).isEqualTo(VerdictKind.OK);
    }

    @Test
    void aborted_runs_without_a_reason_cannot_be_measured() {
        Measurement measurement = Measurement.of(BUILD, List.of(aborted(1)), List.of(), List.of());

        assertThat(only(compare(measurement, REVIEWS)).verdict().kind()).isEqualTo(VerdictKind.UNMEASURABLE);
    }

    @Test
    void accepting_leaves_its_baseline_as_it_is() {
        Baseline before = baseline(REVIEWS, OTHER);
        Measurement measurement = measured(aborted(1), runs(OTHER, 200).get(0));

        Baseline after = new MeasuredUpdate(new TaskGlob("*"), "why").apply(compare(measurement, before), before);

        assertThat(after.of(REVIEWS)).isEqualTo(before.of(REVIEWS));
        assertThat(after.of(OTHER)).isNotEqualTo(before.of(OTHER));
    }

    @Test
    void a_build_that_skipped_all_has_nothing_to_accept() {
        Baseline before = baseline(REVIEWS);

        assertThatThrownBy(() -> new MeasuredUpdate(new TaskGlob("*"), "why")
                        .apply(compare(measured(aborted(1)), before), before))
                .hasMessageContaining("There are no runs to accept.");
    }

    private static JudgedTask only(Comparison comparison) {
        assertThat(comparison.tasks()).hasSize(1);
        return comparison.tasks().get(0);
    }

    private static Run aborted(int number) {
        return run(REVIEWS, number, Outcome.ABORTED, Run.Terms.NONE, List.of());
    }

    private static Measurement measured(Run... runs) {
        return Measurement.of(BUILD, List.of(runs), List.of(), List.of())
                .without(List.of(new SkippedTask(REVIEWS, NO_KEY)));
    }

    private static Comparison compare(Measurement measurement, TaskId... accepted) {
        return compare(measurement, baseline(accepted));
    }

    private static Comparison compare(Measurement measurement, Baseline baseline) {
        return Comparison.of(measurement, baseline, Judged.POLICY);
    }

    private static Baseline baseline(TaskId... tasks) {
        TreeMap<TaskId, TaskBaseline> accepted = new TreeMap<>();
        for (TaskId task : tasks) {
            TaskRuns runs = new TaskRuns(task, List.of(run(task, 1, call(100).build())));
            accepted.put(task, TaskBaseline.accept(runs, BUILD, "first", Optional.empty()));
        }
        return new Baseline(accepted);
    }
}
