package dev.tokenbudget.internal.accepting;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.baseline.Acceptance;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineBuild;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedBuildTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");
    private static final MeasuredUpdate ADD = new MeasuredUpdate(
            new TaskGlob("*"),
            "another day",
            MeasuredUpdate.EarlierRuns.KEEP,
            MeasuredUpdate.IncompleteBuild.REFUSE,
            MeasuredUpdate.Scope.ALL);

    @TempDir
    Path root;

    @Test
    void the_runs_of_a_further_build_stand_behind_those_before_and_builds_are_kept_apart() {
        TaskBaseline grown = reviews(add("b2", runs(REVIEWS, 90, 95), baseline(REVIEWS, 130, 100, 115)));

        assertThat(total(grown).samples()).containsExactly(130, 100, 115, 90, 95);
        assertThat(total(grown).builds()).containsExactly(new double[] {130, 100, 115}, new double[] {90, 95});
        assertThat(total(grown).summary().mean()).isEqualTo(106);
        assertThat(grown.builds()).extracting(BaselineBuild::id).containsExactly("b1", "b2");
        assertThat(grown.builds()).extracting(BaselineBuild::runs).containsExactly(3, 2);
        assertThat(grown.attempted()).isEqualTo(5);
        assertThat(grown.acceptances()).extracting(Acceptance::reason).containsExactly("first baseline", "another day");
    }

    @Test
    void runs_that_failed_and_metrics_that_some_runs_do_not_tell_are_no_samples_of_their_build() {
        Run failed = run(REVIEWS, 1, Outcome.FAILED, Run.Terms.NONE, List.of(call(7).build()));
        Run telling = run(REVIEWS, 2, withReasoning(40));
        List<Run> second = Stream.concat(
                        Stream.of(failed, telling),
                        runs(REVIEWS, 0, 0, 90).stream().skip(2))
                .toList();

        TaskBaseline grown = reviews(add("b2", second, baseline(REVIEWS, 100, 110)));

        assertThat(grown.builds()).extracting(BaselineBuild::runs).containsExactly(2, 3);
        assertThat(total(grown).samplesOfBuilds()).containsExactly(2, 2);
        assertThat(grown.metric(Metric.REASONING).orElseThrow().samplesOfBuilds())
                .containsExactly(0, 1);
        written(grown);
        assertThat(readAgain().metric(Metric.REASONING).orElseThrow().builds()).containsExactly(new double[] {40});
    }

    @Test
    void what_tokens_were_spent_on_grows_with_the_samples() {
        TaskBaseline grown = reviews(add("b2", runs(REVIEWS, 90, 95), baseline(REVIEWS, 130, 100, 115)));

        assertThat(grown.composition())
                .contains(accepted(REVIEWS, 130, 100, 115, 90, 95).composition().orElseThrow());
    }

    @Test
    void the_same_build_counts_once_and_that_is_told() {
        Baseline grown = add("b2", runs(REVIEWS, 90, 95), baseline(REVIEWS, 100));
        Comparison again = compared("b2", runs(REVIEWS, 90, 95), grown);

        assertThat(ADD.apply(again, grown)).isEqualTo(grown);
        assertThat(ADD.addedBefore(again))
                .containsExactly(
                        "ReviewBenchmark.reviews: the runs of build b2 are in its baseline already, and count once.");
        assertThat(ADD.addedBefore(compared("b3", runs(REVIEWS, 90, 95), grown)))
                .isEmpty();
    }

    @Test
    void a_build_that_was_run_on_after_it_was_added_is_refused() {
        assertThatThrownBy(() -> add("b1", runs(REVIEWS, 100, 110, 120), baseline(REVIEWS, 100, 110)))
                .isInstanceOf(UpdateRefusedException.class)
                .hasMessageStartingWith("ReviewBenchmark.reviews has 2 runs of build b1 in its baseline, and now 3: it"
                        + " cannot be told which of them are new. Measure again without -Dtokenbudget.append, and add that"
                        + " build. Nothing was accepted;");
    }

    @Test
    void a_shard_that_was_added_is_refused_beside_another_one_in_any_order() {
        Baseline grown = add("b2", runs(REVIEWS, 90, 95), baseline(REVIEWS, 100));

        assertThatThrownBy(() -> add("b2+b3", runs(REVIEWS, 90, 95, 98), grown))
                .isInstanceOf(UpdateRefusedException.class)
                .hasMessageStartingWith(
                        "ReviewBenchmark.reviews has 2 runs of build b2 in its baseline, and now 3 of build"
                                + " b2+b3: it cannot be told which of them are new. Name only folders of which nothing was added"
                                + " yet. Nothing was accepted;");
        assertThatThrownBy(() ->
                        add("b2", runs(REVIEWS, 90, 95), add("b2+b3", runs(REVIEWS, 90, 95), baseline(REVIEWS, 1))))
                .isInstanceOf(UpdateRefusedException.class);
    }

    @Test
    void runs_of_another_model_are_refused() {
        ModelCall other = ModelCall.builder("anthropic", "claude-y")
                .usage(withReasoning(1).usage())
                .build();

        assertThatThrownBy(() -> add("b2", List.of(run(REVIEWS, 1, other)), baseline(REVIEWS, 100)))
                .isInstanceOf(UpdateRefusedException.class)
                .hasMessageStartingWith(
                        "ReviewBenchmark.reviews asks for anthropic claude-y, but its baseline was measured"
                                + " with anthropic claude-x: runs of different models have no common mean. Accept without"
                                + " -Dtokenbudget.add to start a new baseline. Nothing was accepted; choose other tasks");
    }

    @Test
    void a_baseline_without_samples_cannot_grow() throws IOException {
        Path file = written(reviews(baseline(REVIEWS, 100, 115, 130)));
        Files.writeString(file, Files.readString(file).replaceAll(",\\s+\"samples\": \\[[^]]*]", ""));

        assertThatThrownBy(() -> add("b2", runs(REVIEWS, 90), new BaselineFolder(root).read()))
                .isInstanceOf(UpdateRefusedException.class)
                .hasMessageStartingWith(
                        "ReviewBenchmark.reviews has a baseline that does not say which build made which of"
                                + " its samples");
    }

    @Test
    void a_new_task_begins_its_baseline_and_one_that_did_not_run_keeps_it() {
        Baseline before = baseline(REVIEWS, 100);

        Baseline after = add("b2", runs(PLANS, 7), before);

        assertThat(after.of(PLANS)).isPresent();
        assertThat(after.of(REVIEWS)).isEqualTo(before.of(REVIEWS));
        assertThat(reviews(add("b2", runs(REVIEWS, 7), empty())).builds()).hasSize(1);
    }

    @Test
    void only_the_chosen_tasks_grow() {
        Baseline before = baseline(REVIEWS, 100).with(PLANS, accepted(PLANS, 7));
        MeasuredUpdate plans = new MeasuredUpdate(
                new TaskGlob("plans"),
                "more plans",
                MeasuredUpdate.EarlierRuns.KEEP,
                MeasuredUpdate.IncompleteBuild.REFUSE,
                MeasuredUpdate.Scope.ALL);
        List<Run> both = Stream.concat(runs(REVIEWS, 90).stream(), runs(PLANS, 8).stream())
                .toList();

        Baseline after = plans.apply(compared("b2", both, before), before);

        assertThat(after.of(REVIEWS)).isEqualTo(before.of(REVIEWS));
        assertThat(after.of(PLANS).orElseThrow().builds()).hasSize(2);
    }

    @Test
    void a_grown_baseline_is_the_same_after_reading_and_growing_on_gives_the_same_bytes_as_growing_at_once()
            throws IOException {
        Baseline two = add("b2", runs(REVIEWS, 90, 95), baseline(REVIEWS, 130, 100));
        String atOnce = Files.readString(written(reviews(add("b3", runs(REVIEWS, 99), two))));

        written(reviews(two));
        Baseline reread = new BaselineFolder(root).read();
        Path file = written(reviews(add("b3", runs(REVIEWS, 99), reread)));

        assertThat(file).hasContent(atOnce);
        assertThat(total(readAgain()).samplesOfBuilds()).containsExactly(2, 2, 1);
    }

    private static ModelCall withReasoning(long reasoning) {
        ModelCall.Builder call = call(100);
        return call.usage(call.build().usage().withReasoning(reasoning)).build();
    }

    private static Comparison compared(String build, List<Run> runs, Baseline before) {
        Measurement measurement =
                Measurement.of(new BuildId(build, Optional.of("4d5e6f7")), runs, List.of(), List.of());
        return Judged.comparison(measurement, before);
    }

    private static Baseline add(String build, List<Run> runs, Baseline before) {
        return ADD.apply(compared(build, runs, before), before);
    }

    private Path written(TaskBaseline task) {
        new BaselineFolder(root).write(empty().with(REVIEWS, task));
        return root.resolve(REVIEWS.testClass() + ".json");
    }

    private TaskBaseline readAgain() {
        return reviews(new BaselineFolder(root).read());
    }

    private static TaskBaseline reviews(Baseline baseline) {
        return baseline.of(REVIEWS).orElseThrow();
    }

    private static MetricBaseline total(TaskBaseline task) {
        return task.metric(Metric.TOTAL).orElseThrow();
    }
}
