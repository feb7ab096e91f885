package dev.tokenbudget.internal.accepting;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static dev.tokenbudget.internal.run.RunExample.stopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Judged;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuredUpdateTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");
    private static final MeasuredUpdate ALL = new MeasuredUpdate(new TaskGlob("*"), "new retrieval step");

    @Test
    void turns_exactly_the_measured_numbers_into_the_baseline() {
        Baseline after = accept(ALL, measurement(runs(REVIEWS, 130, 100, 115)), empty());

        assertThat(after.of(REVIEWS)
                        .orElseThrow()
                        .metric(Metric.TOTAL)
                        .orElseThrow()
                        .samples())
                .containsExactly(130, 100, 115);
        assertThat(after.of(REVIEWS).orElseThrow().acceptances().get(0).reason())
                .isEqualTo("new retrieval step");
    }

    @Test
    void accepts_only_the_chosen_tasks() {
        Baseline before = baseline(REVIEWS, 100).with(PLANS, accepted(PLANS, 7));

        Baseline after = accept(
                new MeasuredUpdate(new TaskGlob("plans"), "cheaper plans"),
                measurement(runs(REVIEWS, 200), runs(PLANS, 5)),
                before);

        assertThat(after.of(REVIEWS)).isEqualTo(before.of(REVIEWS));
        assertThat(after.of(PLANS)).isNotEqualTo(before.of(PLANS));
    }

    @Test
    void keeps_the_baseline_of_a_task_that_did_not_run_and_says_how_to_remove_it() {
        Measurement only = measurement(runs(PLANS, 7));
        Baseline before = baseline(REVIEWS, 100);

        Baseline after = accept(ALL, only, before);

        assertThat(after.of(REVIEWS)).isEqualTo(before.of(REVIEWS));
        assertThat(after.tasks()).containsOnlyKeys(PLANS, REVIEWS);
        assertThat(ALL.remarks(Judged.comparison(only, before)))
                .containsExactly(
                        "ReviewBenchmark.reviews did not run: its baseline stays. If it is gone, remove it by its"
                                + " name: mvn tokenbudget:accept -Dtokenbudget.remove=\"ReviewBenchmark.reviews\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "…"})
    void needs_a_reason(String none) {
        assertThatThrownBy(() -> new MeasuredUpdate(new TaskGlob("*"), none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Accepting needs a reason, which is kept in the baseline for those who review it: add"
                        + " -Dtokenbudget.reason=\"new retrieval step\".");
    }

    @Test
    void needs_runs() {
        assertThatThrownBy(() -> accept(ALL, measurement(), baseline(REVIEWS, 100)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("There are no runs to accept. Run mvn verify first.");
    }

    @Test
    void names_the_tasks_where_none_is_chosen() {
        assertThatThrownBy(() -> accept(
                        new MeasuredUpdate(new TaskGlob("plan"), "x"),
                        measurement(runs(REVIEWS, 1), runs(PLANS, 1)),
                        empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("No task matches 'plan'. The tasks are PlanBenchmark.plans, ReviewBenchmark.reviews.");
    }

    @Test
    void refuses_an_unmeasurable_task_but_accepts_the_others_where_they_are_chosen() {
        ModelCall unknown = ModelCall.builder("anthropic", "claude-x").build();
        Measurement half = measurement(List.of(run(REVIEWS, 1, unknown)), runs(PLANS, 7));

        assertThatThrownBy(() -> accept(ALL, half, empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("ReviewBenchmark.reviews cannot be measured: ")
                .hasMessageEndingWith(
                        " Nothing was accepted; choose other tasks with -Dtokenbudget.task=<name>, where *"
                                + " and ? stand for any text.");
        assertThat(accept(new MeasuredUpdate(new TaskGlob("plans"), "x"), half, empty())
                        .tasks())
                .containsOnlyKeys(PLANS);
    }

    @Test
    void refuses_a_task_whose_runs_were_stopped() {
        Measurement cheap = measurement(List.of(stopped(REVIEWS, 100)));

        assertThatThrownBy(() -> accept(ALL, cheap, empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("ReviewBenchmark.reviews ", "run 1", "100 tokens");
    }

    @Test
    void refuses_a_build_with_calls_of_unknown_runs() {
        Measurement shared =
                Measurement.of(BUILD, runs(REVIEWS, 100), List.of(LooseCall.unattributed(call(10).build())), List.of());

        assertThatThrownBy(() -> accept(ALL, shared, empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("1 model call could be charged to no run")
                .hasMessageEndingWith(" Nothing was accepted.");
    }

    private static Baseline accept(MeasuredUpdate update, Measurement measurement, Baseline before) {
        return update.apply(Judged.comparison(measurement, before), before);
    }
}
