package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.report.MarkdownReport;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.settings.Setting;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Baselines of few runs are told by one sentence for each build, and not by a warning for each task that they leave open. */
class SmallBaselinesTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");
    private static final TaskId SUMS = new TaskId("com.acme.SumBenchmark", "sums");

    private static final Baseline FIVE_RUNS_EACH = baseline(REVIEWS, 80, 100, 120, 90, 110)
            .with(PLANS, accepted(PLANS, 800, 1_000, 1_400, 700, 1_100))
            .with(SUMS, accepted(SUMS, 50, 50, 50, 50, 50));
    private static final Measurement BUILD = measurement(
            runs(REVIEWS, 90, 140, 150, 100, 120),
            runs(PLANS, 900, 1_000, 1_050, 980, 1_010),
            runs(SUMS, 50, 50, 50, 50, 50));

    @Test
    void one_sentence_names_the_weakest_what_it_shows_what_it_leaves_open_and_the_cure() {
        Comparison comparison = Comparison.of(BUILD, FIVE_RUNS_EACH, Judged.POLICY);
        assertThat(comparison.tasks())
                .extracting(task -> task.verdict().kind())
                .containsExactly(VerdictKind.OK, VerdictKind.INCONCLUSIVE, VerdictKind.OK);

        assertThat(comparison.warnings())
                .singleElement()
                .asString()
                .matches(
                        "2 tasks have baselines of fewer than 20 runs, which show only large drifts: PlanBenchmark\\.plans,"
                                + " with 5 runs, shows reliably only \\+[0-9.]+ %\\. Moved further than allowed, but noise may"
                                + " explain it: ReviewBenchmark\\.reviews \\(\\+20\\.0 %\\)\\. Where nothing changed, add the runs"
                                + " of this build: mvn tokenbudget:accept -Dtokenbudget\\.add"
                                + " -Dtokenbudget\\.task=\"PlanBenchmark\\.plans,ReviewBenchmark\\.reviews\""
                                + " -Dtokenbudget\\.reason=\"…\"");
    }

    @Test
    void it_takes_the_place_of_a_warning_for_each_task_whose_line_shows_its_verdict_all_the_same() {
        Comparison comparison = Comparison.of(BUILD, FIVE_RUNS_EACH, Judged.POLICY);

        assertThat(Findings.warnings(comparison)).hasSize(1);
        assertThat(MarkdownReport.of(comparison)).contains("INCONCLUSIVE").containsOnlyOnce("noise may explain it");
    }

    @Test
    void a_task_that_is_to_fail_where_noise_may_explain_its_movement_is_told_by_itself_too() {
        Comparison comparison =
                Comparison.of(BUILD, FIVE_RUNS_EACH, Judged.policy(Map.of(Setting.FAIL_ON_INCONCLUSIVE, "true")));

        assertThat(Findings.failures(comparison))
                .anySatisfy(line -> assertThat(line).startsWith("ReviewBenchmark.reviews used "));
    }

    @Test
    void runs_that_hardly_vary_are_enough_however_few_they_are() {
        Comparison comparison =
                Comparison.of(measurement(runs(REVIEWS, 100, 101, 99)), baseline(REVIEWS, 100, 99, 101), Judged.POLICY);

        assertThat(comparison.warnings()).isEmpty();
    }

    @Test
    void nothing_is_said_where_no_runs_are_asked_for_or_nothing_is_left_to_chance() {
        assertThat(Comparison.of(BUILD, FIVE_RUNS_EACH, Judged.policy(Map.of(Setting.MIN_BASELINE_RUNS, "5")))
                        .warnings())
                .isEmpty();
        assertThat(Judged.comparison(BUILD, FIVE_RUNS_EACH).warnings()).isEmpty();
    }
}
