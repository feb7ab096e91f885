package dev.tokenbudget.internal.accepting;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.accepting.MeasuredUpdate.EarlierRuns;
import dev.tokenbudget.internal.accepting.MeasuredUpdate.IncompleteBuild;
import dev.tokenbudget.internal.accepting.MeasuredUpdate.Scope;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.verdict.Judged;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accepted runs of a task that made more of them only because the first ones were dear. */
class StagedBuildTest {

    private static final Run.Terms LOOKED_AT_AFTER_TWO = Run.Terms.NONE.with(new Looks(2, 8));

    @TempDir
    Path folder;

    @Test
    void all_are_kept_and_those_of_the_first_look_are_known_also_from_the_file() {
        new BaselineFolder(folder)
                .write(accept(runs(REVIEWS, LOOKED_AT_AFTER_TWO, 110, 112, 100, 98), baseline(REVIEWS, 100, 100)));

        TaskBaseline read = new BaselineFolder(folder).read().of(REVIEWS).orElseThrow();
        assertThat(totals(read)).containsExactly(110, 112, 100, 98);
        assertThat(totals(read.firstLook())).containsExactly(110, 112);
    }

    @Test
    void a_failed_run_of_the_first_look_is_no_sample_of_it() {
        Run failed = run(REVIEWS, 1, Outcome.FAILED, LOOKED_AT_AFTER_TWO, List.of(call(7).build()));
        List<Run> all = Stream.concat(
                        Stream.of(failed),
                        runs(REVIEWS, LOOKED_AT_AFTER_TWO, 0, 112, 100).stream().skip(1))
                .toList();

        Baseline after = accept(all, baseline(REVIEWS, 100, 100));

        assertThat(totals(after.of(REVIEWS).orElseThrow().firstLook())).containsExactly(112);
    }

    @Test
    void without_a_baseline_nothing_is_decided_by_what_runs_use() {
        TaskBaseline first = accept(runs(REVIEWS, LOOKED_AT_AFTER_TWO, 110, 112, 100, 98), empty())
                .of(REVIEWS)
                .orElseThrow();

        assertThat(totals(first.firstLook())).containsExactly(110, 112, 100, 98);
    }

    @Test
    void of_each_added_build_the_first_look_is_known() {
        Baseline before = baseline(REVIEWS, 100, 102, 104);
        MeasuredUpdate add =
                new MeasuredUpdate(new TaskGlob("*"), "more", EarlierRuns.KEEP, IncompleteBuild.REFUSE, Scope.ALL);
        Measurement build = build(runs(REVIEWS, LOOKED_AT_AFTER_TWO, 110, 112, 100, 98));

        TaskBaseline grown =
                add.apply(Judged.comparison(build, before), before).of(REVIEWS).orElseThrow();

        assertThat(totals(grown.firstLook())).containsExactly(100, 102, 104, 110, 112);
    }

    @Test
    void the_same_runs_accepted_again_change_no_byte() {
        List<Run> runs = runs(REVIEWS, LOOKED_AT_AFTER_TWO, 110, 112, 100, 98);
        Baseline once = accept(runs, empty());
        new BaselineFolder(folder).write(once);

        assertThat(new BaselineFolder(folder).write(accept(runs, once))).isEmpty();
    }

    @Test
    void a_baseline_that_is_replaced_by_runs_that_may_have_stopped_early_is_told() {
        Baseline before = baseline(REVIEWS, 100, 100);
        Measurement build = build(runs(REVIEWS, LOOKED_AT_AFTER_TWO, 99, 101));

        assertThat(new MeasuredUpdate(new TaskGlob("*"), "x").remarks(Judged.comparison(build, before)))
                .containsExactly(
                        "1 accepted task had not moved. Runs stop early where they look cheap, so that such means"
                                + " are low: by 4 % on average where runs vary by 30 %. Runs that are added (-Dtokenbudget.add)"
                                + " have no such error.");
        Measurement moved = build(runs(REVIEWS, LOOKED_AT_AFTER_TWO, 199, 201));
        assertThat(new MeasuredUpdate(new TaskGlob("*"), "x").remarks(Judged.comparison(moved, before)))
                .isEmpty();
    }

    private static double[] totals(TaskBaseline baseline) {
        return baseline.metric(Metric.TOTAL).orElseThrow().samples();
    }

    private static Baseline accept(List<Run> runs, Baseline before) {
        return new MeasuredUpdate(new TaskGlob("*"), "new step").apply(Judged.comparison(build(runs), before), before);
    }

    private static Measurement build(List<Run> runs) {
        return Measurement.of(new BuildId("b2", Optional.empty()), runs, List.of(), List.of());
    }
}
