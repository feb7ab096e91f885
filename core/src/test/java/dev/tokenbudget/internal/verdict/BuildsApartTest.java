package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.builds;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.baseline.BaselineExample.withSteadyTasks;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static dev.tokenbudget.internal.verdict.Judged.verdictOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.report.JsonReport;
import dev.tokenbudget.internal.report.MarkdownReport;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.statistics.SampleSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A provider whose days differ must not look like an agent that drifts. */
class BuildsApartTest {

    private static final Baseline DAYS = withSteadyTasks(empty().with(
                    REVIEWS,
                    builds(
                            REVIEWS,
                            new long[] {1000, 1010, 990, 1005, 995},
                            new long[] {1200, 1210, 1190, 1205, 1195},
                            new long[] {850, 860, 840, 855, 845},
                            new long[] {1100, 1110, 1090, 1105, 1095})));

    private static final long[] A_DEAR_DAY = {1250, 1260, 1240, 1255, 1245};

    @Test
    void a_dear_day_among_days_that_differ_is_no_drift_and_everybody_is_told_why() {
        Comparison comparison = compared(DAYS, runs(REVIEWS, A_DEAR_DAY));
        String remark =
                "BUILD_VARIANCE: the 4 builds in the baseline differ in total by more than chance from run to run"
                        + " explains (F = 36.4, p < 0.0001; the builds scatter by 15 %). So this build counts as one more build"
                        + " and not as its single runs: reliably seen is a drift of +73.3 %, and more builds in the baseline, not"
                        + " more runs, would show smaller ones.";

        assertThat(verdictOf(comparison)).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(comparison.tasks().get(0).sentence())
                .endsWith("Add this build to the baseline (-Dtokenbudget.add) where it is as it should be: so few"
                        + " builds show reliably only a drift of +73.3 %, however many runs they have.");
        assertThat(Findings.notes(comparison)).contains("ReviewBenchmark.reviews: " + remark);
        assertThat(MarkdownReport.of(comparison)).contains("BUILD_VARIANCE: the 4 builds in the baseline differ");
        assertThat(JsonReport.of(comparison))
                .contains("\"method\": \"t test against 4 builds\"", "\"buildVariance\": {", "\"builds\": 4");
    }

    @Test
    void a_drift_far_beyond_all_days_is_found() {
        assertThat(verdict(DAYS, 2500, 2510, 2490)).isEqualTo("DRIFTED");
        assertThat(verdict(DAYS, 2500)).isEqualTo("DRIFTED");
    }

    @Test
    void days_that_do_not_differ_are_one_sample() {
        Baseline alike = empty().with(
                        REVIEWS,
                        builds(REVIEWS, new long[] {1000, 1010, 990}, new long[] {1005, 995, 1001}, new long[] {
                            1002, 998, 1012
                        }));

        assertThat(verdictOf(compared(alike, runs(REVIEWS, A_DEAR_DAY)))).isEqualTo(VerdictKind.DRIFTED);
        assertThat(compared(alike, runs(REVIEWS, A_DEAR_DAY)).tasks().get(0).remarks())
                .noneMatch(remark -> remark.startsWith("BUILD_VARIANCE"));
    }

    @Test
    void no_run_is_bought_that_cannot_make_a_verdict_surer() {
        MetricBaseline days =
                DAYS.of(REVIEWS).flatMap(task -> task.metric(Metric.TOTAL)).orElseThrow();
        SamplingSchedule schedule = new SamplingSchedule(2, 40);

        assertThat(schedule.goesOn(Judged.figure(REVIEWS, days, new double[] {1250, 1260})))
                .isTrue();
        assertThat(schedule.goesOn(Judged.figure(
                        REVIEWS,
                        days,
                        LongStream.of(A_DEAR_DAY).asDoubleStream().toArray())))
                .isFalse();
    }

    @Test
    void a_dear_day_of_all_tasks_is_no_drift_of_the_suite() {
        Baseline suite = empty();
        List<Run> dear = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            TaskId task = new TaskId("com.acme.Many", "task" + i);
            suite = suite.with(
                    task, builds(task, new long[] {1000, 1010, 990 + i}, new long[] {1200, 1210, 1190 + i}, new long[] {
                        850, 860, 840 + i
                    }));
            dear.addAll(runs(task, 1250, 1260, 1240 + i));
        }

        assertThat(compared(suite, dear).problems()).isEmpty();
    }

    /** Eight builds of ten runs of CV 0.1 that differ by 15 % as the days do, and one more such day. */
    @Test
    void days_that_differ_by_15_percent_rarely_fail_a_build_in_which_nothing_changed() {
        SplittableRandom random = new SplittableRandom(1);
        int byBuilds = 0;
        int byRuns = 0;
        int builds = 500;
        for (int i = 0; i < builds; i++) {
            List<Integer> sizes = new ArrayList<>();
            double[] baseline = new double[0];
            for (int build = 0; build < 8; build++) {
                double[] day = day(random);
                double[] longer = Arrays.copyOf(baseline, baseline.length + day.length);
                System.arraycopy(day, 0, longer, baseline.length, day.length);
                baseline = longer;
                sizes.add(day.length);
            }
            double[] today = day(random);
            MetricBaseline apart = new MetricBaseline(SampleSummary.of(baseline), baseline, sizes);
            byBuilds += drifted(apart, today);
            byRuns += drifted(MetricBaseline.of(baseline), today);
        }

        assertThat(byBuilds).isLessThanOrEqualTo(builds * 5 / 100);
        assertThat(byRuns).isGreaterThan(builds * 12 / 100);
    }

    private static double[] day(SplittableRandom random) {
        double level = 10_000 * Math.exp(0.15 * random.nextGaussian());
        return random.doubles(10)
                .map(unused -> level * Math.exp(0.1 * random.nextGaussian()))
                .toArray();
    }

    private static int drifted(MetricBaseline before, double[] after) {
        FigureComparison figure = Judged.figure(REVIEWS, before, after);
        return DriftRule.judge(List.of(figure)).get(0).verdict().kind() == VerdictKind.DRIFTED ? 1 : 0;
    }

    private static String verdict(Baseline baseline, long... totals) {
        return verdictOf(compared(baseline, runs(REVIEWS, totals))).name();
    }

    private static Comparison compared(Baseline baseline, List<Run> runs) {
        Policy policy = Judged.configured(Map.of());
        return Comparison.of(measurement(runs), baseline, policy);
    }
}
