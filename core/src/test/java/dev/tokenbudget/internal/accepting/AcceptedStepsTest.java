package dev.tokenbudget.internal.accepting;

import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.accepting.MeasuredUpdate.EarlierRuns;
import dev.tokenbudget.internal.accepting.MeasuredUpdate.IncompleteBuild;
import dev.tokenbudget.internal.accepting.MeasuredUpdate.Scope;
import dev.tokenbudget.internal.baseline.Acceptance;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.baseline.ReplacedBaseline;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.verdict.Judged;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What acceptances replaced stays known, so that many small steps are seen as one large one. */
class AcceptedStepsTest {

    private static final Tolerance TOLERANCE = Tolerance.parse("+15%");

    @TempDir
    Path folder;

    private Baseline baseline = empty();
    private int builds;

    @Test
    void an_acceptance_keeps_the_mean_the_runs_and_the_tolerance_that_it_replaced_also_in_the_file() {
        accept("2026-06-01", 1_000, 1_002);
        accept("2026-07-01", 1_100);

        new BaselineFolder(folder).write(baseline);

        assertThat(new BaselineFolder(folder).read().of(REVIEWS).orElseThrow().acceptances())
                .isEqualTo(acceptances())
                .extracting(Acceptance::replaced)
                .containsExactly(Optional.empty(), Optional.of(new ReplacedBaseline(1_001, 2, TOLERANCE, List.of())));
    }

    @Test
    void steps_that_add_up_to_more_than_the_tolerance_are_told() {
        accept("2026-05-20", 1_000);
        accept("2026-06-01", 1_050);
        accept("2026-07-01", 1_100);
        accept("2026-08-01", 1_170);

        assertThat(remarks("2026-08-02", 1_170))
                .containsExactly(
                        "What was accepted grew by more than its tolerance of +15% allows at once: +17.0 % in 3"
                                + " accepted steps since 2026-06, from 1,000 to 1,170 tokens a run.");
    }

    @Test
    void a_single_step_was_seen_when_it_was_accepted() {
        accept("2026-06-01", 1_000);
        accept("2026-07-01", 1_300);

        assertThat(remarks("2026-08-02", 1_300)).isEmpty();
    }

    @Test
    void steps_within_the_tolerance_are_not_told() {
        accept("2026-06-01", 1_000);
        accept("2026-07-01", 1_050);
        accept("2026-08-01", 1_100);

        assertThat(remarks("2026-08-02", 1_100)).isEmpty();
    }

    @Test
    void growth_counts_from_the_lowest_mean_so_that_a_gain_does_not_hide_what_came_after_it() {
        accept("2026-05-20", 1_000);
        accept("2026-06-01", 500);
        accept("2026-07-01", 560);
        accept("2026-08-01", 620);

        assertThat(remarks("2026-08-02", 620))
                .singleElement()
                .asString()
                .contains("+24.0 % in 2 accepted steps since 2026-07, from 500 to 620 tokens a run.");
    }

    @Test
    void the_growth_of_a_build_that_nobody_accepted_is_not_counted() {
        accept("2026-05-20", 1_000);
        accept("2026-06-01", 1_050);
        accept("2026-07-01", 1_100);

        assertThat(remarks("2026-08-02", 1_200)).isEmpty();
    }

    @Test
    void steps_of_more_than_a_year_ago_are_forgotten() {
        accept("2025-01-20", 1_000);
        accept("2025-02-01", 1_100);
        accept("2025-03-01", 1_170);

        assertThat(remarks("2025-04-02", 1_170)).hasSize(1);
        assertThat(remarks("2026-08-02", 1_170)).isEmpty();
    }

    @Test
    void a_change_of_the_model_counts_and_is_told() {
        accept("2026-05-20", 1_000);
        accept("2026-06-01", 1_100);
        take(build("2026-07-01", "claude-y", 1_200), Scope.ALL);

        assertThat(acceptances().get(2).replaced().orElseThrow().models()).containsExactly("anthropic claude-x");
        assertThat(Judged.task(build("2026-07-02", "claude-y", 1_200), baseline).remarks())
                .singleElement()
                .asString()
                .contains("+20.0 % in 2 accepted steps since 2026-06, 1 of which changed the model, from");
    }

    @Test
    void the_same_runs_accepted_again_are_no_step() {
        Measurement same = build("2026-06-01", "claude-x", 1_000);
        take(same, Scope.ALL);
        new BaselineFolder(folder).write(baseline);
        take(same, Scope.ALL);

        assertThat(new BaselineFolder(folder).write(baseline)).isEmpty();
        assertThat(acceptances()).hasSize(1);
    }

    @Test
    void added_runs_replace_nothing() {
        accept("2026-06-01", 1_000);
        Measurement more = build("2026-07-01", "claude-x", 1_050);
        baseline = new MeasuredUpdate(new TaskGlob("*"), "more", EarlierRuns.KEEP, IncompleteBuild.REFUSE, Scope.ALL)
                .apply(Judged.comparison(more, baseline), baseline);

        assertThat(acceptances())
                .hasSize(2)
                .allSatisfy(step -> assertThat(step.replaced()).isEmpty());
    }

    private void accept(String day, long... totals) {
        take(build(day, "claude-x", totals), Scope.ALL);
    }

    private void take(Measurement build, Scope scope) {
        baseline = new MeasuredUpdate(new TaskGlob("*"), "new step", EarlierRuns.REPLACE, IncompleteBuild.REFUSE, scope)
                .apply(Judged.comparison(build, baseline), baseline);
    }

    private List<Acceptance> acceptances() {
        return baseline.of(REVIEWS).orElseThrow().acceptances();
    }

    private List<String> remarks(String day, long total) {
        return Judged.task(build(day, "claude-x", total), baseline).remarks();
    }

    private Measurement build(String day, String model, long... totals) {
        Instant start = Instant.parse(day + "T10:00:00Z");
        builds++;
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < totals.length; i++) {
            runs.add(runAt(start, i + 1, model, totals[i]));
        }
        return Measurement.of(new BuildId("b" + builds, Optional.empty()), runs, List.of(), List.of());
    }

    private static Run runAt(Instant start, int number, String model, long total) {
        ModelCall call = ModelCall.builder("anthropic", model)
                .usage(TokenUsage.of(total, 0))
                .source(UsageSource.GATEWAY)
                .started(start)
                .build();
        return Run.builder(REVIEWS, number, start)
                .outcome(Outcome.SUCCEEDED)
                .calls(List.of(call))
                .build();
    }
}
