package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.verdict.ModuleExample.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.verdict.ModuleExample.Runs;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What once failed builds in which nothing had changed, or hid what had. */
@Execution(ExecutionMode.CONCURRENT)
class CalmJudgeTest {

    private static final Runs TWENTY = Runs.around(10_000, 0.3, 20);

    @Test
    void fifteen_tasks_that_grew_within_their_tolerance_make_no_other_task_more_certain() {
        Runs suspicious = Runs.around(12_500, 0.3, 10);

        double besideGrown = qOfGrowth(new ModuleExample()
                .with(15, Runs.around(10_000, 0.02, 20), Runs.around(11_200, 0.02, 10))
                .with("suspicious", TWENTY, suspicious));
        double besideUnchanged = qOfGrowth(new ModuleExample()
                .with(15, Runs.around(10_000, 0.02, 20), Runs.around(10_000, 0.02, 10))
                .with("suspicious", TWENTY, suspicious));

        assertThat(besideGrown).isEqualTo(besideUnchanged).isGreaterThan(0.05);
    }

    @Test
    void rules_that_only_report_ask_no_question() {
        ModuleExample module = new ModuleExample().with("suspicious", TWENTY, Runs.around(12_500, 0.3, 10));
        String rule = "tokenbudget.rule.1.";

        Comparison reported = module.judged(Judged.configured(
                Map.of(rule + "metric", "input", rule + "statistic", "p90", rule + "mode", Mode.REPORT.key())));

        assertThat(in(reported, "suspicious").findings()).hasSize(2);
        assertThat(qOfGrowth(reported)).isEqualTo(qOfGrowth(module.judged()));
    }

    private static double qOfGrowth(ModuleExample module) {
        return qOfGrowth(module.judged());
    }

    private static double qOfGrowth(Comparison comparison) {
        return in(comparison, "suspicious")
                .findings()
                .get(0)
                .evidence()
                .orElseThrow()
                .qOfGrowth();
    }

    /** No number of shuffles shows a p as small as so many tasks ask for. */
    @ParameterizedTest
    @CsvSource({"500,20,20,19000", "13,5,5,18800"})
    void a_clear_growth_is_a_drift_in_a_suite_of_any_size(int tasks, int before, int after, double mean) {
        Comparison comparison = new ModuleExample()
                .with(tasks - 1, Runs.around(10_000, 0.05, before), Runs.around(10_000, 0.05, after))
                .with("grown", Runs.around(10_000, 0.05, before), Runs.around(mean, 0.05, after))
                .judged();

        assertThat(in(comparison, "grown").verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(in(comparison, "grown")
                        .findings()
                        .get(0)
                        .evidence()
                        .orElseThrow()
                        .qOfGrowth())
                .isLessThan(0.001);
        assertThat(comparison.tasksThat(Severity.FAILS)).hasSize(1);
    }

    @Test
    void runs_that_double_by_themselves_fail_few_builds_in_which_nothing_changed() {
        Estimates unchanged =
                SimulatedBuilds.withBaseline(20, NoisyAgent.of(0.8, 0.1)).simulated(60, 5);

        assertThat(unchanged.valueOf(BuildFigure.FAILING)).isLessThanOrEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void baselines_of_one_or_two_runs_fail_few_unchanged_tasks(int runs) {
        Estimates unchanged = SimulatedBuilds.withBaseline(runs, NoisyAgent.of(0.3, 0.08))
                .tasks(1)
                .simulated(400, 6);

        assertThat(unchanged.valueOf(BuildFigure.FAILING)).isLessThanOrEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20})
    void a_percentile_of_twenty_accepted_runs_fails_few_unchanged_tasks(int runs) {
        String rule = "tokenbudget.rule.1.";
        Policy policy = Judged.configured(Map.of(
                Setting.MODE.key(),
                Mode.REPORT.key(),
                rule + "metric",
                "total",
                rule + "statistic",
                "p90",
                rule + "mode",
                Mode.DEFAULT.key()));
        SplittableRandom random = new SplittableRandom(7);

        long failing = IntStream.range(0, 500)
                .filter(build -> !new ModuleExample()
                        .with("unchanged", drawn(random, 20), drawn(random, runs))
                        .judged(policy)
                        .tasksThat(Severity.FAILS)
                        .isEmpty())
                .count();

        assertThat(failing).isLessThanOrEqualTo(500 * 7 / 100);
    }

    private static Runs drawn(SplittableRandom random, int runs) {
        return Runs.of(IntStream.range(0, runs)
                .mapToDouble(i -> Math.rint(10_000 * Math.exp(0.3 * random.nextGaussian())))
                .toArray());
    }

    @Test
    void one_accepted_run_of_ten_times_the_tokens_hides_no_tripling_of_constant_calls() {
        Comparison comparison = new ModuleExample()
                .with(19, Runs.around(10_000, 0.1, 20), Runs.around(10_000, 0.1, 5))
                .with("tripled", Runs.around(10_000, 0.1, 20).withOutlier(10), Runs.around(30_000, 0.1, 5))
                .judged();

        assertThat(in(comparison, "tripled").verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(in(comparison, "tripled").sizeAndCalls().orElseThrow()).startsWith("Each call is +19");
    }

    @Test
    void one_accepted_run_of_ten_times_the_tokens_hides_no_tripling_of_calls_that_vary() {
        Comparison comparison = new ModuleExample()
                .with(19, Runs.varying(10, 1000, 20), Runs.varying(10, 1000, 5))
                .with("tripled", Runs.varying(10, 1000, 20).withOutlier(10), Runs.varying(10, 3000, 5))
                .judged();

        assertThat(in(comparison, "tripled").verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
    }

    @Test
    void ok_says_how_much_it_may_be_at_most() {
        Comparison comparison = new ModuleExample()
                .with("cheap", TWENTY, Runs.around(9_700, 0.3, 10))
                .judged();

        assertThat(in(comparison, "cheap").statement())
                .matches(".* is within its tolerance \\(-3.0 %, at most \\+[0-9.]+ %\\)\\.");
    }

    @Test
    void inconclusive_prints_no_interval() {
        Comparison comparison = new ModuleExample()
                .with("suspicious", TWENTY, Runs.around(12_000, 0.3, 5))
                .judged();

        assertThat(in(comparison, "suspicious").verdict().kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(in(comparison, "suspicious").sentence()).doesNotContain("at least", "at most", "between", "90 %");
    }

    @Test
    void what_never_varies_is_certain_at_the_first_look() {
        double[] twoCalls = {2, 2, 2, 2};
        Runs before = new Runs(twoCalls, new double[] {1000, 1000, 1000, 1000});
        Runs after = new Runs(twoCalls, new double[] {1300, 1300, 1300, 1300});
        Optional<Looks> looks = Optional.of(new Looks(4, 32));
        Comparison comparison =
                new ModuleExample().with("steady", before, after, looks).judged();
        JudgedTask steady = in(comparison, "steady");

        assertThat(new SamplingSchedule(4, 32).goesOn(steady.comparison(), Judged.POLICY, comparison.sessions()))
                .isFalse();
        assertThat(steady.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(steady.statement()).contains("+30.0 %").contains("at least +");
    }

    /** Calls of twice the size, half as many of them. */
    @Test
    void larger_calls_for_fewer_ones_are_a_trade_that_warns() {
        Comparison comparison = new ModuleExample()
                .with("traded", Runs.varying(10, 1000, 20), Runs.varying(5, 2000, 20))
                .judged();

        assertThat(in(comparison, "traded").severity()).isEqualTo(Severity.PASSES);
        assertThat(comparison.worthALook())
                .anyMatch(warning -> warning.startsWith(
                                "ModuleBenchmark.traded traded calls for larger ones, at -0.1 % tokens in all")
                        && warning.contains("each call is +100.")
                        && warning.contains("fewer calls a run ("));
        assertThat(in(comparison, "traded").sizeAndCalls().orElseThrow()).startsWith("A trade: each call is +");
    }

    @Test
    void a_trade_fails_where_the_total_does() {
        Comparison comparison = new ModuleExample()
                .with("traded", Runs.varying(10, 1000, 20), Runs.varying(6, 4000, 20))
                .judged();

        assertThat(in(comparison, "traded").verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(in(comparison, "traded").statement()).doesNotContain("at an equal number of calls");
    }

    @Test
    void calls_that_grew_are_a_drift_though_the_noise_of_their_number_hides_it_in_the_total() {
        Comparison comparison = new ModuleExample()
                .with(19, Runs.varying(10, 1000, 50), Runs.varying(10, 1000, 5))
                .with("grown", Runs.varying(10, 1000, 50), Runs.varying(10, 1250, 5))
                .judged();
        JudgedTask grown = in(comparison, "grown");

        assertThat(grown.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(grown.statement())
                .contains(", and +2", " at an equal number of calls; its tolerance is +15% (q = 0.0");
        assertThat(grown.sizeAndCalls().orElseThrow())
                .startsWith("Each call is +2")
                .contains("larger (proved, at least +");
        assertThat(grown.findings().get(0).evidence().orElseThrow().qOfGrowth()).isGreaterThan(0.05);
    }

    @Test
    void the_number_of_calls_has_a_sentence_of_its_own() {
        Comparison comparison = new ModuleExample()
                .with(
                        "more",
                        new Runs(
                                new double[] {2, 9, 4, 4, 8, 3, 6, 5, 7, 3},
                                Runs.around(5_000, 0.2, 10).tokens()),
                        new Runs(
                                new double[] {9, 3, 4, 9, 5},
                                Runs.around(6_000, 0.2, 5).tokens()))
                .judged();

        assertThat(in(comparison, "more").sizeAndCalls().orElseThrow())
                .contains("0.9 more calls a run (5.1 to 6), not proved");
    }

    @Test
    void what_moved_all_tasks_alike_is_told_as_one() {
        ModuleExample module = new ModuleExample();
        for (int i = 0; i < 20; i++) {
            module.with("task" + i, Runs.varying(10, 1000, 20), Runs.varying(10, 1040 + i % 3, 5));
        }

        assertThat(module.judged().warnings())
                .anyMatch(warning -> warning.startsWith("All 20 tasks whose calls were compared moved by about +4.")
                        && warning.contains("the cause is the provider"));
    }

    /** All runs say +1 %, since those that looked cheap were followed by no more. */
    @Test
    void the_suite_is_judged_by_the_runs_before_the_first_look() {
        ModuleExample module = new ModuleExample();
        double[] staged = IntStream.range(0, 20)
                .mapToDouble(i -> i < 5 ? 1200 + i : 1001 + i)
                .toArray();
        for (int i = 0; i < 20; i++) {
            module.with("task" + i, Runs.around(1000, 0.1, 20), Runs.of(staged), Optional.of(new Looks(5, 20)));
        }
        Comparison comparison = module.judged(Judged.configured(Map.of()));

        assertThat(comparison.suiteDrift().ratio()).isCloseTo(1.202, within(0.001));
        assertThat(comparison.problemsThat(Severity.FAILS))
                .anyMatch(problem -> problem.startsWith("All 20 tasks together drifted by +20."));
    }
}
