package dev.tokenbudget.internal.accepting;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Judged;
import dev.tokenbudget.internal.verdict.Remedy;
import org.junit.jupiter.api.Test;

class TaskRemovalTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");

    private final Baseline before = baseline(REVIEWS, 100).with(PLANS, accepted(PLANS, 7));
    private final Measurement onlyPlans = measurement(runs(PLANS, 8));

    @Test
    void takes_out_what_is_named_and_accepts_nothing() {
        Baseline after = removal("ReviewBenchmark.*").apply(Judged.comparison(onlyPlans, before), before);

        assertThat(after.tasks()).containsOnlyKeys(PLANS);
        assertThat(after.of(PLANS)).isEqualTo(before.of(PLANS));
    }

    @Test
    void refuses_a_task_that_ran() {
        assertThatThrownBy(() -> removal("*").apply(Judged.comparison(onlyPlans, before), before))
                .isInstanceOf(UpdateRefusedException.class)
                .hasMessage("PlanBenchmark.plans ran in this build, so it is not gone. Nothing was removed.");
    }

    @Test
    void names_the_tasks_that_did_not_run_where_none_is_meant() {
        assertThat(removal("other").whyNothingToDo(Judged.comparison(onlyPlans, before), before))
                .hasValue("No task of the baseline matches 'other'. The tasks of the baseline that did not run are"
                        + " ReviewBenchmark.reviews.");
    }

    @Test
    void does_not_take_the_placeholder_of_a_message_for_a_name() {
        assertThat(removal(Remedy.PLACEHOLDER).whyNothingToDo(Judged.comparison(onlyPlans, before), before))
                .isPresent();
    }

    private static TaskRemoval removal(String tasks) {
        return new TaskRemoval(new TaskGlob(tasks));
    }
}
