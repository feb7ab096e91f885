package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.report.ConsoleTable;
import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.report.JsonReport;
import dev.tokenbudget.internal.report.MarkdownReport;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the numbers: a verdict and a sentence, never NaN, never an exception, never a silent pass. */
@Execution(ExecutionMode.CONCURRENT)
class ExtremesTest {

    /** As much as a provider is believed to have counted in one call. */
    private static final long HUGE = 1_000_000_000;

    private static final long[][] SAMPLES = {
        {0},
        {1},
        {HUGE},
        {0, 0, 0},
        {7, 7, 7, 7, 7},
        {0, 0, 0, 0, 9},
        {HUGE, HUGE, HUGE},
        {HUGE, HUGE - 4096, 1, 0},
        LongStream.range(0, 60).map(i -> HUGE - 4096 * i).toArray()
    };

    @ParameterizedTest
    @EnumSource(Mode.class)
    void every_pair_of_odd_samples_is_judged_and_told_in_every_report(Mode mode) {
        for (long[] before : SAMPLES) {
            for (long[] after : SAMPLES) {
                assertThatAllIsTold(before, after, accepted(REVIEWS, before), mode, Judged.POLICY.tolerance());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+0%", "-10%..+15%", "+15%,+200"})
    void every_form_of_tolerance_is_applied_to_them(String tolerance) {
        for (long[] before : SAMPLES) {
            for (long[] after : SAMPLES) {
                assertThatAllIsTold(before, after, accepted(REVIEWS, before), Mode.DEFAULT, Tolerance.parse(tolerance));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "STRICT"})
    void a_baseline_without_samples_is_judged_and_told_as_well(Mode mode) {
        for (long[] before : SAMPLES) {
            for (long[] after : SAMPLES) {
                assertThatAllIsTold(before, after, withoutSamples(before), mode, Judged.POLICY.tolerance());
            }
        }
    }

    @Test
    void a_thousand_runs_against_as_many_are_judged_and_told() {
        assertThatManyAreTold(1_000);
    }

    @Test
    @Tag("monte-carlo")
    void ten_thousand_runs_against_as_many_are_judged_and_told() {
        assertThatManyAreTold(10_000);
    }

    private static void assertThatManyAreTold(int runs) {
        long[] before = LongStream.range(0, runs).map(i -> 1000 + i % 700).toArray();
        long[] after = LongStream.range(0, runs).map(i -> 1300 + i % 900).toArray();

        assertThatAllIsTold(before, after, accepted(REVIEWS, before), Mode.DEFAULT, Judged.POLICY.tolerance());
    }

    @Test
    void one_run_against_a_thousand_is_judged_and_told() {
        assertThatOneAgainstManyIsTold(1_000);
    }

    @Test
    @Tag("monte-carlo")
    void one_run_against_ten_thousand_is_judged_and_told() {
        assertThatOneAgainstManyIsTold(10_000);
    }

    private static void assertThatOneAgainstManyIsTold(int runs) {
        long[] many = LongStream.range(0, runs).map(i -> 1000 + i % 700).toArray();

        assertThatAllIsTold(many, new long[] {5}, accepted(REVIEWS, many), Mode.DEFAULT, Judged.POLICY.tolerance());
        assertThatAllIsTold(new long[] {5}, many, accepted(REVIEWS, 5), Mode.DEFAULT, Judged.POLICY.tolerance());
    }

    private static void assertThatAllIsTold(
            long[] before, long[] after, TaskBaseline baseline, Mode mode, Tolerance tolerance) {
        String samples = Arrays.toString(Arrays.copyOf(before, Math.min(before.length, 9))) + " → "
                + Arrays.toString(Arrays.copyOf(after, Math.min(after.length, 9)));
        Comparison comparison = Comparison.of(
                measurement(runs(REVIEWS, after)),
                new Baseline(new TreeMap<>(Map.of(REVIEWS, baseline))),
                policy(mode, tolerance));
        JudgedTask judged = comparison.tasks().get(0);

        // A run of no tokens is no sample.
        if (Arrays.stream(after).anyMatch(total -> total == 0)) {
            assertThat(judged.verdict().kind()).as(samples).isEqualTo(VerdictKind.UNMEASURABLE);
            assertThat(told(comparison, JsonReport.of(comparison))).as(samples).doesNotContain("NaN");
            return;
        }
        assertThat(judged.findings()).as(samples).hasSize(Statistic.values().length);
        for (Finding finding : judged.findings()) {
            boolean crossed = finding.movement().exceeds(tolerance);
            assertThat(finding.verdict().kind())
                    .as("%s of %s", finding, samples)
                    .isIn(
                            crossed
                                    ? List.of(VerdictKind.DRIFTED, VerdictKind.INCONCLUSIVE)
                                    : List.of(VerdictKind.OK, VerdictKind.IMPROVED, VerdictKind.DRIFTED));
        }
        assertThat(judged.sentence())
                .as(samples)
                .startsWith("ReviewBenchmark.reviews ")
                .endsWith(
                        judged.verdict().remedy().isEmpty()
                                ? "."
                                : judged.remedy().sentence());
        String json = JsonReport.of(comparison);
        assertThat(told(comparison, json)).as(samples).doesNotContain("NaN").doesNotContain("\uFFFD");
        assertThat(json).as(samples).doesNotContain("Infinity");
        boolean fails = judged.verdict().severity(comparison.policy()) == Severity.FAILS;
        assertThat(Gate.decide(comparison).passes()).as(samples).isEqualTo(!fails);
    }

    private static String told(Comparison comparison, String json) {
        return String.join(
                "\n",
                comparison.tasks().toString(),
                String.valueOf(comparison.suiteDrift()),
                json,
                MarkdownReport.of(comparison),
                ConsoleTable.of(comparison).toString(),
                Findings.failures(comparison).toString(),
                Findings.warnings(comparison).toString(),
                Findings.notes(comparison).toString());
    }

    private static Policy policy(Mode mode, Tolerance tolerance) {
        List<Rule> rules = new ArrayList<>();
        for (Statistic statistic : Statistic.values()) {
            rules.add(new Rule(new TaskGlob("*"), Metric.TOTAL, statistic, Optional.of(tolerance), mode, 0.05));
        }
        return new Policy(
                Metric.TOTAL,
                tolerance,
                Judged.POLICY.failOn(),
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

    private static TaskBaseline withoutSamples(long... totals) {
        TaskBaseline full = accepted(REVIEWS, totals);
        Map<Metric, MetricBaseline> summaries = new TreeMap<>();
        full.metrics()
                .forEach((metric, known) -> summaries.put(metric, new MetricBaseline(known.summary(), new double[0])));
        return new TaskBaseline(
                full.models(),
                full.responseModels(),
                full.attempted(),
                full.succeeded(),
                summaries,
                full.composition(),
                full.builds(),
                full.acceptances());
    }
}
