package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static dev.tokenbudget.internal.verdict.Judged.verdictOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.report.ConsoleTable;
import dev.tokenbudget.internal.report.JsonReport;
import dev.tokenbudget.internal.report.MarkdownReport;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.usage.ModelCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

    private static final long[] TWENTY = {
        14770, 16101, 13636, 11404, 12941, 11075, 15025, 21778, 12801, 12333,
        17018, 16375, 15223, 11273, 14640, 18063, 9998, 12930, 8507, 10158
    };
    private static final Rule REPORT_MEAN = rule("*", Metric.TOTAL, Statistic.MEAN, Mode.REPORT);

    private static final long[] FIVE_LIKE_IT = {14100, 12950, 16020, 11310, 13800};

    @Test
    void the_same_runs_again_are_ok() {
        JudgedTask judged = judge(TWENTY, FIVE_LIKE_IT);

        assertThat(judged.sentence())
                .isEqualTo("ReviewBenchmark.reviews is within its tolerance (-1.2 %, at most +20.1 %).");
        assertThat(judged.findings()).hasSize(1);
    }

    @Test
    void growth_beyond_tolerance_and_noise_is_drift_and_the_message_says_how_sure_that_is() {
        JudgedTask judged = judge(TWENTY, 19100, 20950, 18020, 21310, 19800);

        assertThat(judged.verdict().severity(Judged.POLICY)).isEqualTo(Severity.FAILS);
        assertThat(judged.sentence())
                .contains("19,836 tokens", "+43.7 %", "13,802", "+15% (q = 0.00", ", at least +18.6 %")
                .endsWith("). " + judged.remedy().sentence());
    }

    @Test
    void growth_that_noise_may_explain_is_inconclusive_and_only_warns() {
        JudgedTask judged = judge(TWENTY, 10100, 25950, 12020, 11310, 21800);

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(judged.verdict().severity(Judged.POLICY)).isEqualTo(Severity.WARNS);
        assertThat(judged.verdict().severity(policy(true, List.of()))).isEqualTo(Severity.FAILS);
        assertThat(judged.sentence())
                .contains("its tolerance is +15%, but noise may explain it (q = 0.")
                .contains(
                        "Measure more runs, or accept a larger baseline (mvn tokenbudget:plan tells how many): so few runs show reliably only a drift of +");
    }

    @Test
    void a_sure_growth_within_the_tolerance_is_ok_and_proved() {
        JudgedTask judged = judge(new long[] {1000, 1001, 1002, 1003, 1004, 1005}, 1050, 1051, 1052, 1053, 1054, 1055);

        assertThat(judged.sentence())
                .isEqualTo("ReviewBenchmark.reviews is within its tolerance (+5.0 %, at most +13.1 %: proved).");
    }

    @Test
    void a_sure_fall_beyond_the_tolerance_is_improved() {
        JudgedTask judged = judge(TWENTY, 7100, 6950, 8020, 7310, 6800);

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.IMPROVED);
        assertThat(judged.sentence()).contains("-47.6 %", "(q = 1.6e-6)");
    }

    @Test
    void a_fall_beyond_a_lower_tolerance_is_drift() {
        Comparison comparison = Comparison.of(
                measurement(runs(REVIEWS, 7100, 6950, 8020, 7310, 6800)),
                baseline(REVIEWS, TWENTY),
                Judged.policy(Map.of(Setting.TOLERANCE, "-10%..+15%")));

        assertThat(verdictOf(comparison)).isEqualTo(VerdictKind.DRIFTED);
    }

    /** Runs that hardly vary need no number: what days may do is known beforehand. */
    @ParameterizedTest
    @CsvSource({"1,20", "2,20", "3,2", "3,1", "1,2"})
    void few_runs_are_tested_wherever_they_show_how_much_they_vary(int now, int accepted) {
        JudgedTask judged = judge(
                LongStream.rangeClosed(1, accepted).map(i -> 1000 + i).toArray(),
                LongStream.rangeClosed(1, now).map(i -> 1300 + i).toArray());

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(judged.sentence()).contains("its tolerance is +15% (q = ");
    }

    @Test
    void a_run_on_either_side_is_no_proof_of_anything() {
        JudgedTask dear = judge(new long[] {1000}, 1300);

        assertThat(dear.verdict().kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(dear.sentence())
                .contains("noise was not assessed: it takes 3 runs of both sides together")
                .endsWith("Measure more runs, or accept a larger baseline (mvn tokenbudget:plan tells how many).");
        assertThat(judge(new long[] {1000}, 1001).sentence()).contains("is within its tolerance (noise was not");
    }

    @Test
    void a_noisy_baseline_of_two_runs_convicts_nobody() {
        assertThat(judge(new long[] {1000, 1700}, 1500, 2400, 1700).verdict().kind())
                .isEqualTo(VerdictKind.INCONCLUSIVE);
    }

    @Test
    void a_doubling_is_no_noise_however_many_tasks_were_judged_unless_runs_double_by_themselves() {
        assertThat(amongNineteenUnchanged(1000, 1300, 800).verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(amongNineteenUnchanged(1000, 3200, 200).verdict().kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
    }

    /** Return a task whose runs all grew by 2.2, with two more of each kind, among 19 of which nothing grew. */
    private static JudgedTask amongNineteenUnchanged(long... before) {
        long[] accepted =
                LongStream.concat(Arrays.stream(before), Arrays.stream(before)).toArray();
        List<Run> runs = new ArrayList<>(runs(
                REVIEWS, Arrays.stream(accepted).map(tokens -> tokens * 11 / 5).toArray()));
        Baseline baseline = baseline(REVIEWS, accepted);
        for (int i = 0; i < 19; i++) {
            TaskId task = new TaskId("com.acme.Many", "task" + i);
            baseline = baseline.with(task, accepted(task, accepted));
            runs.addAll(runs(task, accepted));
        }
        return statistical(measurement(runs), baseline).tasks().get(19);
    }

    @Test
    void tasks_within_their_tolerance_make_no_other_task_more_certain() {
        List<Run> runs = new ArrayList<>(runs(REVIEWS, 1300, 1250, 1090, 1280));
        Baseline baseline = baseline(REVIEWS, 1000, 1100, 900, 1050);
        for (int i = 0; i < 19; i++) {
            TaskId task = new TaskId("com.acme.Many", "task" + i);
            baseline = baseline.with(task, accepted(task, 1000, 1010, 990, 1005));
            runs.addAll(runs(task, 1120, 1130, 1110, 1125));
        }

        assertThat(statistical(measurement(runs), baseline)
                        .tasks()
                        .get(19)
                        .verdict()
                        .kind())
                .isEqualTo(VerdictKind.INCONCLUSIVE);
    }

    @Test
    void the_same_p_that_convicts_alone_acquits_among_many() {
        long[] before = {1000, 1100, 900, 1050};
        long[] after = {1300, 1250, 1090, 1280};
        assertThat(judge(before, after).verdict().kind()).isEqualTo(VerdictKind.DRIFTED);

        List<Run> runs = new ArrayList<>(runs(REVIEWS, after));
        Baseline baseline = baseline(REVIEWS, before);
        for (int i = 0; i < 19; i++) {
            TaskId task = new TaskId("com.acme.Many", "task" + i);
            baseline = baseline.with(task, accepted(task, before));
            runs.addAll(runs(task, before));
        }
        Comparison many = statistical(measurement(runs), baseline);

        assertThat(many.tasks().get(19).verdict().kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
    }

    @Test
    void a_baseline_without_samples_is_compared_by_its_summary() {
        TaskBaseline full = accepted(REVIEWS, TWENTY);
        Map<Metric, MetricBaseline> summaries = new TreeMap<>();
        full.metrics()
                .forEach((metric, accepted) ->
                        summaries.put(metric, new MetricBaseline(accepted.summary(), new double[0])));
        TaskBaseline bare = new TaskBaseline(
                full.models(),
                full.responseModels(),
                20,
                20,
                summaries,
                full.composition(),
                full.builds(),
                full.acceptances());

        JudgedTask judged = statistical(
                        measurement(runs(REVIEWS, 19100, 20950, 18020, 21310, 19800)),
                        new Baseline(new TreeMap<>(Map.of(REVIEWS, bare))))
                .tasks()
                .get(0);

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(judged.findings().get(0).evidence().orElseThrow().method()).isEqualTo("t test of the summaries");
    }

    @Test
    void strict_mode_demands_proof_that_the_tolerance_is_crossed() {
        long[] slightly = {16600, 16300, 17420, 16500, 16800};

        assertThat(judged(Mode.DEFAULT, slightly).verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(judged(Mode.STRICT, slightly).verdict().kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(judged(Mode.STRICT, 22100, 21950, 23020, 22310, 21800)
                        .verdict()
                        .kind())
                .isEqualTo(VerdictKind.DRIFTED);
    }

    @Test
    void exact_mode_asks_nothing_of_chance_and_report_mode_never_fails() {
        assertThat(judged(Mode.EXACT, 17000).sentence()).doesNotContain("noise");
        assertThat(judged(Mode.EXACT, 17000).verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(judged(Mode.EXACT, 1000).verdict().kind()).isEqualTo(VerdictKind.IMPROVED);
        JudgedTask reported = judged(Mode.REPORT, 22100, 21950, 23020, 22310, 21800);
        assertThat(reported.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(reported.verdict().severity(Judged.POLICY)).isEqualTo(Severity.WARNS);
    }

    @Test
    void a_percentile_is_judged_by_the_runs_beyond_it() {
        long[] before = LongStream.rangeClosed(1, 40).map(i -> 1000 + i).toArray();
        long[] after = LongStream.rangeClosed(1, 20)
                .map(i -> i <= 10 ? 1000 + i : 2000)
                .toArray();
        Rule p90 = rule("*", Metric.TOTAL, Statistic.P90, Mode.DEFAULT);

        JudgedTask judged = judge(policy(false, List.of(REPORT_MEAN, p90)), before, after);

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(judged.sentence())
                .contains("2,000 tokens a run at P90", "+92.9 %", "1,037")
                .doesNotContain("interval");
        assertThat(judged.findings().get(1).evidence().orElseThrow().method())
                .isEqualTo("10 of 20 runs exceed the baseline's P90");
        assertThat(judged.remarks()).anyMatch(remark -> remark.startsWith("DRIFTED as well: it used "));
    }

    @Test
    void a_percentile_is_tested_however_small_the_baseline_is() {
        Rule p90 = rule("*", Metric.TOTAL, Statistic.P90, Mode.DEFAULT);
        Policy policy = policy(false, List.of(REPORT_MEAN, p90));

        assertThat(judge(policy, TWENTY, 30000, 31000, 30500, 30100, 29900)
                        .verdict()
                        .kind())
                .isEqualTo(VerdictKind.DRIFTED);
        assertThat(judge(policy, TWENTY, 30000, 12000, 13500, 10100, 14900)
                        .verdict()
                        .kind())
                .isEqualTo(VerdictKind.INCONCLUSIVE);
    }

    @Test
    void of_two_rules_on_the_same_figure_the_later_one_that_matches_holds() {
        Rule loose = tolerating("+100%", "*", Mode.DEFAULT);
        Rule other = tolerating("+0%", "plans", Mode.EXACT);

        JudgedTask judged = judge(policy(false, List.of(loose, other)), TWENTY, 19100, 20950, 18020, 21310, 19800);

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(judged.findings()).extracting(Finding::rule).containsExactly(loose);
        assertThat(judged.tolerance()).isEqualTo(Tolerance.parse("+100%"));
    }

    @Test
    void a_metric_that_is_gated_beside_the_total_can_fail_a_task() {
        List<Run> before = new ArrayList<>();
        List<Run> after = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            before.add(run(REVIEWS, i, call(1000 + i).build()));
            after.add(run(REVIEWS, i, call(500 + i).build(), call(500).build()));
        }
        Policy policy = policy(false, List.of(rule("*", Metric.CALLS, Statistic.MEAN, Mode.DEFAULT)));

        JudgedTask judged = Comparison.of(
                        measurement(after),
                        new Baseline(new TreeMap<>(Map.of(REVIEWS, accepted(REVIEWS, before)))),
                        policy)
                .tasks()
                .get(0);

        assertThat(judged.sentence()).contains("2 calls", "+100.0 %");
    }

    @Test
    void what_needs_no_statistics_comes_first() {
        Run.Terms tight = new Run.Terms(Budget.of(Map.of(Metric.TOTAL, 10L)), Optional.empty(), 1.0);
        ModelCall unknown = ModelCall.builder("anthropic", "claude-x").build();

        assertThat(verdictOf(statistical(measurement(List.of(run(REVIEWS, 1, unknown))), baseline(REVIEWS, TWENTY))))
                .isEqualTo(VerdictKind.UNMEASURABLE);
        assertThat(verdictOf(statistical(measurement(runs(REVIEWS, tight, FIVE_LIKE_IT)), baseline(REVIEWS, TWENTY))))
                .isEqualTo(VerdictKind.OVER_BUDGET);
        assertThat(verdictOf(statistical(measurement(runs(REVIEWS, 7)), empty())))
                .isEqualTo(VerdictKind.NEW);
        assertThat(verdictOf(statistical(measurement(), baseline(REVIEWS, TWENTY))))
                .isEqualTo(VerdictKind.MISSING);
    }

    @Test
    void the_tolerance_of_an_annotation_wins_over_the_modules() {
        Run.Terms terms = new Run.Terms(Budget.NONE, Optional.of(Tolerance.parse("+100%")), 1.0);

        JudgedTask judged = statistical(
                        measurement(runs(REVIEWS, terms, 19100, 20950, 18020, 21310, 19800)), baseline(REVIEWS, TWENTY))
                .tasks()
                .get(0);

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(judged.tolerance()).isEqualTo(Tolerance.parse("+100%"));
    }

    /** Whatever the numbers: a verdict and a sentence, never NaN, never an exception. */
    @Test
    void every_odd_sample_gets_a_verdict_and_a_sentence_in_every_report() {
        long huge = 1_000_000_000;
        long[][] samples = {
            {0},
            {7},
            {huge},
            {0, 0, 0},
            {7, 7, 7, 7, 7},
            {0, 0, 0, 0, 7},
            {huge, huge, huge},
            {huge, huge - 4096, 1, 0},
            {1, 2, 3, 4, 5, 6}
        };
        List<Rule> rules = new ArrayList<>();
        for (Statistic statistic : Statistic.values()) {
            rules.add(rule("*", Metric.OUTPUT, statistic, Mode.STRICT));
            rules.add(rule("*", Metric.INPUT, statistic, Mode.DEFAULT));
        }
        for (long[] before : samples) {
            for (long[] after : samples) {
                Comparison comparison = Comparison.of(
                        measurement(runs(REVIEWS, after)), baseline(REVIEWS, before), policy(false, rules));
                JudgedTask judged = comparison.tasks().get(0);
                assertThat(judged.sentence())
                        .endsWith(
                                judged.verdict().remedy().isEmpty()
                                        ? "."
                                        : judged.remedy().sentence());
                assertThat(judged.findings()).hasSize(Arrays.stream(after).anyMatch(total -> total == 0) ? 0 : 11);
                assertThat(judged.findings().toString() + judged.sentence() + judged.remarks())
                        .doesNotContain("NaN")
                        .doesNotContain("?");
                assertThat(JsonReport.of(comparison) + MarkdownReport.of(comparison) + ConsoleTable.of(comparison))
                        .doesNotContain("NaN");
            }
        }
    }

    @Test
    void ten_thousand_runs_get_a_verdict_and_a_sentence() {
        long[] before = LongStream.range(0, 10_000).map(i -> 1000 + i % 7).toArray();
        long[] after = LongStream.range(0, 10_000).map(i -> 1200 + i % 11).toArray();

        assertThat(judge(before, after).sentence())
                .contains("+20.1 %", "1,003")
                .contains("; its tolerance is +15% (structural: ");
    }

    @Test
    void the_same_files_give_the_same_report_in_any_order_of_tasks_and_runs() {
        List<Run> runs = new ArrayList<>();
        Baseline before = empty();
        for (int i = 0; i < 10; i++) {
            TaskId task = new TaskId("com.acme.Many", "task" + i);
            before = before.with(task, accepted(task, TWENTY));
            runs.addAll(runs(task, 14100 + 97L * i, 12950, 17020, 11310 + 311L * i, 13800));
        }
        String report = JsonReport.of(statistical(measurement(runs), before));
        Random random = new Random(1);
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(runs, random);
            assertThat(JsonReport.of(statistical(measurement(runs), before))).isEqualTo(report);
        }
    }

    @Test
    void many_small_drifts_in_one_direction_fail_the_suite_where_it_has_a_tolerance() {
        DriftedSuite suite = DriftedSuite.ofTenTasks();
        Policy demanding = Judged.policy(Map.of(Setting.SUITE_TOLERANCE, "+10%"));

        Comparison comparison = suite.judgedBy(demanding);

        assertThat(comparison.tasks()).allMatch(task -> task.verdict().kind() == VerdictKind.OK);
        assertThat(Gate.decide(comparison).failures())
                .containsExactly("All 10 tasks together drifted by +12.4 % (geometric mean; at least +3.2 % with 97 %"
                        + " confidence); the suite's tolerance is +10%. If that is meant, accept all tasks: mvn"
                        + " tokenbudget:accept -Dtokenbudget.all -Dtokenbudget.reason=\"…\"");
        assertThat(Gate.decide(suite.judgedBy(Judged.POLICY)).passes()).isTrue();
    }

    @Test
    void days_are_no_excuse_for_a_suite_of_which_chance_is_not_asked() {
        Policy exact = Judged.policy(Map.of(Setting.SUITE_TOLERANCE, "+10%", Setting.MODE, Mode.EXACT.key()));

        assertThat(Gate.decide(DriftedSuite.ofTenTasks().judgedBy(exact)).failures())
                .singleElement()
                .asString()
                .startsWith("All 10 tasks together drifted by +12.4 % (geometric mean; at least +12.2 % with 97 %");
    }

    @Test
    void an_alpha_that_is_no_share_is_refused() {
        assertThatThrownBy(() ->
                        new Rule(new TaskGlob("*"), Metric.TOTAL, Statistic.MEAN, Optional.empty(), Mode.DEFAULT, 5))
                .hasMessage("alpha is a share between 0 and 1, such as 0.05, but got 5.0.");
    }

    private static JudgedTask judge(long[] before, long... after) {
        return judge(Judged.POLICY, before, after);
    }

    private static JudgedTask judge(Policy policy, long[] before, long... after) {
        return Comparison.of(measurement(runs(REVIEWS, after)), baseline(REVIEWS, before), policy)
                .tasks()
                .get(0);
    }

    private static JudgedTask judged(Mode mode, long... after) {
        return judge(policy(false, List.of(rule("*", Metric.TOTAL, Statistic.MEAN, mode))), TWENTY, after);
    }

    private static Comparison statistical(Measurement measurement, Baseline baseline) {
        return Comparison.of(measurement, baseline, Judged.POLICY);
    }

    private static Rule tolerating(String tolerance, String tasks, Mode mode) {
        Optional<Tolerance> tolerated = Optional.of(Tolerance.parse(tolerance));
        return new Rule(new TaskGlob(tasks), Metric.TOTAL, Statistic.MEAN, tolerated, mode, 0.05);
    }

    private static Rule rule(String tasks, Metric metric, Statistic statistic, Mode mode) {
        return new Rule(new TaskGlob(tasks), metric, statistic, Optional.empty(), mode, 0.05);
    }

    private static Policy policy(boolean failOnInconclusive, List<Rule> rules) {
        return new Policy(
                Metric.TOTAL,
                Judged.POLICY.tolerance(),
                failOnInconclusive ? Set.of(VerdictKind.MISSING, VerdictKind.INCONCLUSIVE) : Judged.POLICY.failOn(),
                Optional.empty(),
                rules,
                List.of(),
                Optional.empty(),
                90,
                20,
                30,
                0.1,
                OptionalLong.empty(),
                false);
    }
}
