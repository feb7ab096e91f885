package dev.tokenbudget.internal.accepting;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.replay.ReplayExample.departed;
import static dev.tokenbudget.internal.replay.ReplayExample.estimated;
import static dev.tokenbudget.internal.replay.ReplayExample.recording;
import static dev.tokenbudget.internal.replay.ReplayExample.recordings;
import static dev.tokenbudget.internal.replay.ReplayExample.replays;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.accepting.MeasuredUpdate.EarlierRuns;
import dev.tokenbudget.internal.accepting.MeasuredUpdate.IncompleteBuild;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.ReplayedRun.Kind;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import dev.tokenbudget.internal.verdict.VerdictKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay may be accepted, as an estimate that live runs replace and are compared with. */
class AcceptedReplayTest {

    private static final MeasuredUpdate ALL = new MeasuredUpdate(new TaskGlob("*"), "longer prompt");
    private static final MeasuredUpdate ADD = new MeasuredUpdate(
            new TaskGlob("*"), "longer prompt", EarlierRuns.KEEP, IncompleteBuild.REFUSE, MeasuredUpdate.Scope.ALL);
    private static final TaskRecording RECORDING = recording(REVIEWS, 1000, 1000);

    private final List<Run> longer = replays(REVIEWS, 20, 1300, 1300);

    @Test
    void its_figures_are_marked_as_estimates_and_the_next_replay_is_compared_with_them() {
        Baseline after = accept(ALL, longer, baseline(REVIEWS, 900));

        assertThat(after.of(REVIEWS).orElseThrow().estimated()).contains(RECORDING.fingerprint());
        assertThat(ALL.remarks(comparison(longer, empty())))
                .containsExactly(
                        "ReviewBenchmark.reviews: accepted from a replay, so its figures are estimates. The next"
                                + " live runs that are accepted take their place.");
        assertThat(comparison(longer, after).tasks().get(0).verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(comparison(replays(REVIEWS, 0, 1600, 1600), after)
                        .tasks()
                        .get(0)
                        .statement())
                .contains("+23.1 % against the baseline's 1,300");
    }

    @Test
    void a_new_recording_takes_the_place_of_what_was_accepted_from_the_old_one() {
        Baseline after = accept(ALL, longer, empty());

        Comparison later = Comparison.of(
                measurement(replays(REVIEWS, 0, 1310)), after, recordings(recording(REVIEWS, 1310)), Judged.POLICY);

        assertThat(later.tasks()
                        .get(0)
                        .comparison()
                        .before(Metric.TOTAL)
                        .orElseThrow()
                        .mean())
                .isEqualTo(1310);
    }

    @Test
    void a_live_build_says_how_far_the_estimate_is_off() {
        Baseline estimate = accept(ALL, longer, empty());

        assertThat(comparison(runs(REVIEWS, 1250), estimate).tasks().get(0).remarks())
                .contains(
                        "Its baseline was accepted from a replay. 1,300 tokens a run were estimated, live they are 1,250:"
                                + " +4.0 % off. Accept these runs in its place.");
    }

    @Test
    void live_runs_take_its_place_even_where_they_are_to_be_added_and_keep_how_far_it_was_off() {
        Baseline estimate = accept(ALL, longer, empty());

        TaskBaseline live =
                accept(ADD, runs(REVIEWS, 1250, 1250), estimate).of(REVIEWS).orElseThrow();

        assertThat(live.estimated()).isEmpty();
        assertThat(live.metric(Metric.TOTAL).orElseThrow().samples()).containsExactly(1250, 1250);
        assertThat(live.estimates()).singleElement().satisfies(checked -> {
            assertThat(checked.estimated()).isEqualTo(1300);
            assertThat(checked.live()).isEqualTo(1250);
            assertThat(checked.off()).isEqualTo(0.04, within(1e-12));
        });
        assertThat(ADD.remarks(comparison(runs(REVIEWS, 1250), estimate)))
                .containsExactly(
                        "ReviewBenchmark.reviews: 1,300 tokens a run were estimated, live they are 1,250: +4.0 % off.");
    }

    @Test
    void what_estimates_were_off_stays_through_every_later_acceptance() {
        Baseline live = accept(ALL, runs(REVIEWS, 1250), accept(ALL, longer, empty()));

        Baseline later = accept(ALL, runs(REVIEWS, 1260), accept(ALL, longer, live));

        assertThat(later.of(REVIEWS).orElseThrow().estimates())
                .extracting(checked -> checked.live())
                .containsExactly(1250.0, 1260.0);
    }

    @Test
    void estimates_are_not_added_to_measured_runs() {
        assertThatThrownBy(() -> accept(ADD, longer, baseline(REVIEWS, 900)))
                .isInstanceOf(UpdateRefusedException.class)
                .hasMessageStartingWith(
                        "ReviewBenchmark.reviews was replayed: its figures are estimates, which are not added"
                                + " to measured ones. Accept without -Dtokenbudget.add");
    }

    @Test
    void what_only_a_live_run_knows_is_refused() {
        Run left = departed(
                REVIEWS,
                1,
                List.of(estimated(1000, 0).build()),
                new Departure(Kind.LEFT, 2, "call 2 follows call 1", 900));

        assertThatThrownBy(() -> accept(ALL, List.of(left), empty()))
                .isInstanceOf(UpdateRefusedException.class)
                .hasMessageContaining("only a live run knows the rest")
                .hasMessageContaining("Nothing was accepted");
    }

    @Test
    void the_file_keeps_the_mark_and_what_estimates_were_off(@TempDir Path folder) {
        BaselineFolder file = new BaselineFolder(folder);
        Baseline estimate = accept(ALL, longer, accept(ALL, runs(REVIEWS, 1250), accept(ALL, longer, empty())));

        file.write(estimate);

        assertThat(file.read().of(REVIEWS).orElseThrow().estimated()).contains(RECORDING.fingerprint());
        assertThat(file.read().of(REVIEWS).orElseThrow().estimates())
                .isEqualTo(estimate.of(REVIEWS).orElseThrow().estimates());
    }

    private static Comparison comparison(List<Run> runs, Baseline before) {
        return Comparison.of(measurement(runs), before, recordings(RECORDING), Judged.POLICY);
    }

    private static Baseline accept(MeasuredUpdate update, List<Run> runs, Baseline before) {
        return update.apply(comparison(runs, before), before);
    }
}
