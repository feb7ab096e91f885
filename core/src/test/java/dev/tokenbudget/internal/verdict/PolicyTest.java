package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static dev.tokenbudget.internal.verdict.Judged.verdictOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineBuild;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.InvalidSettingException;
import dev.tokenbudget.internal.settings.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What settings ask for is what the judge and the gate do. */
class PolicyTest {

    private static final long[] NOISY = {800, 1200, 900, 1100, 1000};
    private static final long[] HIGHER = {900, 1500, 1300, 1000, 1250};

    @ParameterizedTest
    @EnumSource(Mode.class)
    void every_mode_can_be_set(Mode mode) {
        assertThat(Judged.configured(Map.of("tokenbudget.mode", mode.key()))
                        .rulesFor(REVIEWS)
                        .get(0)
                        .mode())
                .isEqualTo(mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "5", "0.0", "five", "."})
    void an_alpha_that_is_no_share_is_refused(String alpha) {
        assertThatThrownBy(() -> Judged.configured(Map.of("tokenbudget.alpha", alpha)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("tokenbudget.alpha=" + alpha
                        + " (test) cannot be used. Use a share between 0 and 1, such as 0.05.");
    }

    @Test
    void a_drift_that_noise_may_explain_warns_and_fails_where_that_is_asked_for() {
        Comparison lenient =
                compare(Judged.configured(Map.of()), measurement(runs(REVIEWS, HIGHER)), baseline(REVIEWS, NOISY));
        Comparison demanding = compare(
                Judged.configured(Map.of("tokenbudget.failOnInconclusive", "true")),
                measurement(runs(REVIEWS, HIGHER)),
                baseline(REVIEWS, NOISY));

        assertThat(verdictOf(lenient)).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(Gate.decide(lenient).passes()).isTrue();
        assertThat(Findings.warnings(lenient)).anyMatch(line -> line.contains("but noise may explain it"));
        assertThat(Gate.decide(demanding).passes()).isFalse();
    }

    @Test
    void alpha_says_how_sure_a_drift_has_to_be() {
        Comparison strict = compare(
                Judged.configured(Map.of("tokenbudget.alpha", "0.20")),
                measurement(runs(REVIEWS, HIGHER)),
                baseline(REVIEWS, NOISY));

        assertThat(verdictOf(strict)).isEqualTo(VerdictKind.DRIFTED);
    }

    @Test
    void a_build_that_only_reports_fails_by_nothing_and_hides_nothing() {
        Policy reporting = Judged.configured(Map.of("tokenbudget.mode", "report", "tokenbudget.failOnNew", "true"));
        Measurement measured = Measurement.of(
                BUILD, runs(REVIEWS, 2000, 2000, 2000), List.of(LooseCall.unattributed(call(10).build())), List.of());
        TaskId gone = new TaskId("com.acme.Gone", "plans");
        Baseline before = baseline(REVIEWS, 1000, 1000, 1000).with(gone, accepted(gone, 7));

        Comparison comparison = compare(reporting, measured, before);

        assertThat(comparison.tasks())
                .extracting(task -> task.verdict().kind())
                .containsExactly(VerdictKind.MISSING, VerdictKind.DRIFTED);
        assertThat(Gate.decide(comparison).passes()).isTrue();
        assertThat(Findings.failures(comparison)).isEmpty();
        assertThat(Findings.warnings(comparison))
                .anyMatch(line -> line.contains("could be charged to no run"))
                .anyMatch(line -> line.contains("did not run"))
                .anyMatch(line -> line.contains("+100.0 %"));
        assertThat(Gate.decide(compare(reporting, measured, empty())).passes()).isTrue();
    }

    @Test
    void all_tasks_together_are_judged_unless_that_is_left_out() {
        DriftedSuite suite = DriftedSuite.ofTenTasks();

        assertThat(Findings.failures(suite.judgedBy(Judged.configured(Map.of()))))
                .singleElement()
                .asString()
                .startsWith("All 10 tasks together drifted by +12.4 %");
        assertThat(Findings.failures(suite.judgedBy(Judged.configured(Map.of("tokenbudget.suiteTolerance", "none")))))
                .isEmpty();
    }

    @Test
    void says_when_a_baseline_is_old_counted_up_to_the_measurement() {
        Measurement now = measurement(runs(REVIEWS, 100));

        assertThat(compare(
                                Judged.configured(Map.of("tokenbudget.minBaselineRuns", "0")),
                                now,
                                measuredOn("2026-08-25T10:15:30Z"))
                        .warnings())
                .isEmpty();
        assertThat(compare(
                                Judged.configured(Map.of("tokenbudget.minBaselineRuns", "0")),
                                now,
                                measuredOn("2026-08-24T10:15:30Z"))
                        .warnings())
                .containsExactly("The baseline of 1 task is older than 90 days (ReviewBenchmark.reviews: measured"
                        + " 2026-08-24). Accept a new measurement, in its place (-Dtokenbudget.all) or beside it"
                        + " (-Dtokenbudget.add), or raise tokenbudget.baselineMaxAge.");
        assertThat(compare(
                                Judged.configured(Map.of(
                                        "tokenbudget.baselineMaxAge", "365", "tokenbudget.minBaselineRuns", "0")),
                                now,
                                measuredOn("2026-08-24T10:15:30Z"))
                        .warnings())
                .isEmpty();
    }

    @Test
    void of_two_rules_on_the_same_figure_the_later_judges_and_the_report_says_so() {
        Policy policy = Judged.configured(Map.of(
                "tokenbudget.mode", "exact",
                "tokenbudget.rule.1.task", "rev*",
                "tokenbudget.rule.1.tolerance", "+5%",
                "tokenbudget.rule.2.task", "*",
                "tokenbudget.rule.2.tolerance", "+40%"));

        JudgedTask judged = compare(policy, measurement(runs(REVIEWS, 130)), baseline(REVIEWS, 100))
                .tasks()
                .get(0);

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(judged.remarks())
                .containsExactly(
                        "Judged by the rule for task *, metric total, statistic mean, mode exact, alpha 0.05.");
    }

    @Test
    void a_rule_on_another_figure_judges_beside_the_first() {
        Policy policy = Judged.configured(Map.of(
                "tokenbudget.mode", "exact",
                "tokenbudget.rule.1.metric", "output",
                "tokenbudget.rule.1.tolerance", "+5%"));

        JudgedTask judged = compare(policy, measurement(runs(REVIEWS, 110)), baseline(REVIEWS, 100))
                .tasks()
                .get(0);

        assertThat(judged.findings())
                .extracting(finding -> finding.rule().metric().key())
                .containsExactly("total", "output");
        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(judged.remarks()).isEmpty();
    }

    @Test
    void the_tolerance_of_an_annotation_wins_over_a_rules() {
        Run.Terms terms = new Run.Terms(Budget.NONE, Optional.of(Tolerance.parse("+50%")), 1.0);
        Policy policy = Judged.configured(Map.of("tokenbudget.mode", "exact", "tokenbudget.rule.1.tolerance", "+5%"));

        JudgedTask judged = compare(policy, measurement(runs(REVIEWS, terms, 140)), baseline(REVIEWS, 100))
                .tasks()
                .get(0);

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(judged.tolerance()).isEqualTo(Tolerance.parse("+50%"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metric | tokns | There is no metric 'tokns'.",
                "statistic | median | There is no statistic 'median'. Use one of mean, p75, p90, p95, p99.",
                "tolerance | 15 | The tolerance '15' is malformed. Write +15%",
                "mode | lax | There is no mode 'lax'. Use one of default, strict, exact, report.",
                "alpha | some | Its alpha is some. Use a share between 0 and 1, such as 0.05.",
                "alpha | 5 | Its alpha is 5. Use a share between 0 and 1, such as 0.05."
            })
    void a_rule_that_cannot_be_used_is_named_with_what_is_allowed(String part, String value, String allowed) {
        assertThatThrownBy(() -> Judged.configured(Map.of("tokenbudget.rule.3." + part, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("Rule 3 {" + part + "=" + value + "} cannot be used. " + allowed);
    }

    private static Baseline measuredOn(String date) {
        TaskBaseline fresh = accepted(REVIEWS, 100);
        TaskBaseline dated = new TaskBaseline(
                fresh.models(),
                fresh.responseModels(),
                fresh.attempted(),
                fresh.succeeded(),
                fresh.metrics(),
                fresh.composition(),
                List.of(new BaselineBuild("b0", Instant.parse(date), Optional.empty(), 1)),
                fresh.acceptances());
        return new Baseline(new TreeMap<>(Map.of(REVIEWS, dated)));
    }

    private static Comparison compare(Policy policy, Measurement measurement, Baseline baseline) {
        return Comparison.of(measurement, baseline, policy);
    }
}
