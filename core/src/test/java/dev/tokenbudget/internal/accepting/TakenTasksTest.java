package dev.tokenbudget.internal.accepting;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.accepting.MeasuredUpdate.EarlierRuns;
import dev.tokenbudget.internal.accepting.MeasuredUpdate.IncompleteBuild;
import dev.tokenbudget.internal.accepting.MeasuredUpdate.Scope;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import dev.tokenbudget.internal.verdict.VerdictKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which tasks are accepted where none is named: those whose verdicts ask for it. */
class TakenTasksTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");
    private static final TaskId SUMS = new TaskId("com.acme.SumBenchmark", "sums");

    private static final MeasuredUpdate WHERE_ASKED = update(EarlierRuns.REPLACE, Scope.WHERE_VERDICTS_ASK);

    @Test
    void drifted_and_new_tasks_are_accepted_and_those_that_are_as_accepted_stay() {
        Baseline before = baseline(REVIEWS, 100, 101, 99).with(PLANS, accepted(PLANS, 70, 71, 69));
        Measurement build = measurement(runs(REVIEWS, 200), runs(PLANS, 72), runs(SUMS, 5));

        Baseline after = accept(WHERE_ASKED, build, before);

        assertThat(after.of(REVIEWS)).isNotEqualTo(before.of(REVIEWS));
        assertThat(after.of(SUMS)).isPresent();
        assertThat(after.of(PLANS)).isEqualTo(before.of(PLANS));
        assertThat(WHERE_ASKED.remarks(Judged.comparison(build, before)))
                .containsExactly("1 task is as accepted and stays as it is; -Dtokenbudget.all accepts it too.");
    }

    @Test
    void a_gain_is_accepted() {
        Baseline before = baseline(REVIEWS, 100);

        assertThat(accept(WHERE_ASKED, measurement(runs(REVIEWS, 50)), before)).isNotEqualTo(before);
    }

    @Test
    void nothing_is_accepted_where_all_tasks_are_as_accepted() {
        Baseline before = baseline(REVIEWS, 100, 100).with(PLANS, accepted(PLANS, 70));
        Measurement build = measurement(runs(REVIEWS, 101), runs(PLANS, 71));

        assertThat(accept(WHERE_ASKED, build, before)).isEqualTo(before);
        assertThat(WHERE_ASKED.whyNothingToDo(Judged.comparison(build, before), before))
                .isEmpty();
        assertThat(WHERE_ASKED.remarks(Judged.comparison(build, before)))
                .containsExactly("2 tasks are as accepted and stay as they are; -Dtokenbudget.all accepts them too.");
    }

    @Test
    void all_are_accepted_where_all_are_asked_for() {
        Baseline before = baseline(REVIEWS, 100, 100).with(PLANS, accepted(PLANS, 70));
        Measurement build = measurement(runs(REVIEWS, 101), runs(PLANS, 71));
        MeasuredUpdate all = update(EarlierRuns.REPLACE, Scope.ALL);

        Baseline after = accept(all, build, before);

        assertThat(after.of(REVIEWS)).isNotEqualTo(before.of(REVIEWS));
        assertThat(after.of(PLANS)).isNotEqualTo(before.of(PLANS));
        assertThat(all.remarks(Judged.comparison(build, before))).isEmpty();
    }

    @Test
    void a_task_of_which_noise_may_explain_how_it_moved_stays_and_both_ways_on_are_named() {
        Baseline before = baseline(REVIEWS, 80, 100, 120, 90, 110);
        Measurement build = measurement(runs(REVIEWS, 80, 150, 160));
        Comparison comparison = Comparison.of(build, before, Judged.POLICY);
        assertThat(comparison.tasks().get(0).verdict().kind()).isEqualTo(VerdictKind.INCONCLUSIVE);

        assertThat(WHERE_ASKED.apply(comparison, before)).isEqualTo(before);
        assertThat(WHERE_ASKED.remarks(comparison))
                .containsExactly(
                        "INCONCLUSIVE, so the baseline stays as it is: ReviewBenchmark.reviews. Noise may explain"
                                + " the movement. Where nothing changed, add the runs: mvn tokenbudget:accept -Dtokenbudget.add"
                                + " -Dtokenbudget.task=\"ReviewBenchmark.reviews\" -Dtokenbudget.reason=\"…\"; where something"
                                + " did, name them: -Dtokenbudget.task");
    }

    @Test
    void runs_that_drifted_are_added_where_that_is_asked_for_but_not_silently() {
        Baseline before = baseline(REVIEWS, 100, 100);
        Measurement build =
                Measurement.of(new BuildId("b2", Optional.empty()), runs(REVIEWS, 200, 200), List.of(), List.of());
        MeasuredUpdate add = update(EarlierRuns.KEEP, Scope.ALL);

        assertThat(accept(add, build, before).of(REVIEWS).orElseThrow().builds())
                .hasSize(2);
        assertThat(add.remarks(Judged.comparison(build, before)))
                .containsExactly(
                        "ReviewBenchmark.reviews: the added runs drifted from those that its baseline holds, so"
                                + " that it lies between them now. Accept without -Dtokenbudget.add to begin a new one.");
    }

    @Test
    void several_tasks_are_named_with_commas_between_them() {
        Measurement build = measurement(runs(REVIEWS, 200), runs(PLANS, 72), runs(SUMS, 5));

        assertThat(accept(new MeasuredUpdate(new TaskGlob("ReviewBenchmark.reviews, sums"), "x"), build, empty())
                        .tasks())
                .containsOnlyKeys(REVIEWS, SUMS);
    }

    private static MeasuredUpdate update(EarlierRuns earlier, Scope scope) {
        return new MeasuredUpdate(new TaskGlob("*"), "new step", earlier, IncompleteBuild.REFUSE, scope);
    }

    private static Baseline accept(MeasuredUpdate update, Measurement measurement, Baseline before) {
        return update.apply(Judged.comparison(measurement, before), before);
    }
}
