package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.baseline.BaselineExample.builds;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.replay.ReplayExample.recording;
import static dev.tokenbudget.internal.replay.ReplayExample.recordings;
import static dev.tokenbudget.internal.replay.ReplayExample.replays;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static dev.tokenbudget.internal.verdict.ModuleExample.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.report.JsonReport;
import dev.tokenbudget.internal.report.MarkdownReport;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.statistics.SuiteDrift;
import dev.tokenbudget.internal.verdict.ModuleExample.Runs;
import dev.tokenbudget.usage.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds of the mean of all tokens holds of other metrics, modes, tolerances and baselines as well. */
class EveryDemandTest {

    private static final String RULE = "tokenbudget.rule.1.";
    private static final Policy ON_CACHE_WRITES =
            Judged.configured(Map.of(RULE + "metric", Metric.CACHE_WRITE.key(), RULE + "task", "*"));
    private static final Policy ON_CACHE_READS =
            Judged.configured(Map.of(RULE + "metric", Metric.CACHE_READ.key(), RULE + "task", "*"));

    @Test
    void calls_that_doubled_are_a_drift_by_a_rule_on_calls() {
        JudgedTask judged = in(
                new ModuleExample()
                        .with("more", Runs.varying(10, 1000, 20), Runs.varying(20, 500, 20))
                        .judged(Judged.configured(Map.of(RULE + "metric", Metric.CALLS.key()))),
                "more");

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(judged.statement()).contains(" calls a run on average, +");
    }

    @Test
    void one_cache_read_among_runs_that_read_none_is_no_drift() {
        JudgedTask judged = judged(reading(0, 0, 0, 0, 0), reading(0, 0, 0, 0, 900), ON_CACHE_READS);

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(judged.statement()).contains("but noise may explain it (q = 1)");
    }

    @Test
    void cache_reads_in_every_run_where_none_read_before_are_a_drift_and_none_in_any_are_no_gain() {
        assertThat(judged(reading(0, 0, 0, 0, 0), reading(900, 890, 900, 910, 900), ON_CACHE_READS)
                        .verdict()
                        .kind())
                .isEqualTo(VerdictKind.DRIFTED);
        JudgedTask cold = judged(reading(900, 890, 900, 910, 900), reading(0, 0, 0, 0, 0), ON_CACHE_READS);
        assertThat(cold.findings().get(1).verdict().kind()).isEqualTo(VerdictKind.OK);
    }

    @Test
    void cache_writes_in_no_run_where_every_run_wrote_before_are_a_gain() {
        JudgedTask cold = judged(writing(900, 890, 900, 910, 900), writing(0, 0, 0, 0, 0), ON_CACHE_WRITES);

        assertThat(cold.findings().get(1).verdict().kind()).isEqualTo(VerdictKind.IMPROVED);
    }

    /** Against a build that read nothing, every other is infinitely far. */
    @Test
    void a_cold_build_in_the_baseline_is_judged_and_told() {
        TaskBaseline days = accepted(REVIEWS, reading(0, 0, 0))
                .with(new TaskRuns(REVIEWS, reading(500, 501, 502)), new BuildId("b2", Optional.empty()), "warm")
                .with(new TaskRuns(REVIEWS, reading(900, 901, 902)), new BuildId("b3", Optional.empty()), "warm");
        Comparison comparison = Comparison.of(
                measurement(reading(900, 900, 900)),
                new Baseline(new TreeMap<>(Map.of(REVIEWS, days))),
                ON_CACHE_READS);

        assertThat(comparison.tasks().get(0).verdict().kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(JsonReport.of(comparison) + MarkdownReport.of(comparison))
                .contains("BUILD_VARIANCE")
                .doesNotContain("NaN");
    }

    @Test
    void what_is_only_reported_says_as_well_which_drift_it_would_show() {
        Policy reporting = Judged.policy(Map.of(Setting.MODE, Mode.REPORT.key()));
        Baseline days = empty().with(
                        REVIEWS,
                        builds(
                                REVIEWS,
                                new long[] {1000, 1010, 990, 1005},
                                new long[] {1400, 1410, 1390, 1405},
                                new long[] {750, 760, 740, 755}));

        JudgedTask apart = Comparison.of(measurement(runs(REVIEWS, 1500, 1510, 1490)), days, reporting)
                .tasks()
                .get(0);
        JudgedTask alone = in(
                new ModuleExample()
                        .with("reported", Runs.around(1000, 0.3, 20), Runs.around(1250, 0.3, 5))
                        .judged(reporting),
                "reported");

        assertThat(apart.remarks().toString() + apart.verdict().remedy())
                .contains("reliably seen is a drift of +")
                .doesNotContain("∞", "drift of ,");
        assertThat(alone.findings().get(0).evidence().orElseThrow().detectable())
                .isPresent();
    }

    /** The runs hardly vary beside days, but of a percentile each run more tells more. */
    @Test
    void a_percentile_that_noise_may_explain_asks_for_more_runs() {
        ModuleExample module = new ModuleExample().with("tail", Runs.around(1000, 0.01, 4), Runs.around(1200, 0.01, 1));

        assertThat(in(
                                module.judged(Judged.configured(
                                        Map.of(Setting.MODE.key(), Mode.REPORT.key(), RULE + "statistic", "p90"))),
                                "tail")
                        .findings()
                        .get(1)
                        .verdict()
                        .remedy()
                        .sentence())
                .isEqualTo("Measure more runs, or accept a larger baseline (mvn tokenbudget:plan tells how many).");
    }

    @Test
    void strict_mode_shows_only_larger_drifts_and_says_so() {
        ModuleExample module =
                new ModuleExample().with("noisy", Runs.around(1000, 0.2, 20), Runs.around(1250, 0.2, 10));
        Comparison strict = module.judged(Judged.policy(Map.of(Setting.MODE, Mode.STRICT.key())));

        assertThat(detectable(in(strict, "noisy"))).isGreaterThan(detectable(in(module.judged(), "noisy")) + 0.1);
    }

    private static double detectable(JudgedTask task) {
        return task.findings().get(0).evidence().orElseThrow().detectable().orElseThrow();
    }

    /** Each of ten calls has 20 % more tokens, which are no more than 200 together. */
    @Test
    void a_size_that_grew_by_less_than_the_absolute_tolerance_is_no_drift() {
        ModuleExample module = new ModuleExample().with("small", Runs.varying(10, 90, 20), Runs.varying(10, 108, 20));

        assertThat(in(module.judged(), "small").verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(in(module.judged(Judged.policy(Map.of(Setting.TOLERANCE, "+15%,+200"))), "small")
                        .verdict()
                        .kind())
                .isEqualTo(VerdictKind.OK);
    }

    @Test
    void a_fall_below_a_lower_tolerance_buys_no_more_runs_once_it_is_beyond_doubt() {
        Policy both = Judged.policy(Map.of(Setting.TOLERANCE, "-10%..+15%"));
        Comparison comparison = new ModuleExample()
                .with("fallen", Runs.around(1000, 0.2, 20), Runs.around(300, 0.2, 5), Optional.of(new Looks(5, 40)))
                .judged(both);
        JudgedTask fallen = in(comparison, "fallen");

        assertThat(fallen.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(new SamplingSchedule(5, 40).goesOn(fallen.comparison(), both, comparison.sessions()))
                .isFalse();
    }

    @Test
    void without_the_calls_of_each_accepted_run_the_total_is_judged_alone() {
        TaskBaseline known = accepted(REVIEWS, 1000, 1100, 900, 1050, 950);
        TaskBaseline old = new TaskBaseline(
                known.models(),
                known.responseModels(),
                known.attempted(),
                known.succeeded(),
                Map.of(Metric.TOTAL, known.metric(Metric.TOTAL).orElseThrow()),
                known.composition(),
                known.builds(),
                known.acceptances());

        JudgedTask judged = Comparison.of(
                        measurement(runs(REVIEWS, 1800, 1900, 1750, 1950, 1850)),
                        new Baseline(new TreeMap<>(Map.of(REVIEWS, old))),
                        Judged.POLICY)
                .tasks()
                .get(0);

        assertThat(judged.findings().get(0).size()).isEmpty();
        assertThat(judged.findings().get(0).calls()).isEmpty();
        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
    }

    /** Ten tasks all moved by exactly 8 %: where all were replayed that is certain, where all ran live it may be their day. */
    @Test
    void between_a_recording_and_its_replay_there_are_no_days() {
        assertThat(suite(10).lowerBound()).isCloseTo(1.08, within(1e-9));
        assertThat(suite(5).lowerBound()).isBetween(1.02, 1.06);
        assertThat(suite(0).lowerBound()).isLessThan(1.01);
    }

    private static SuiteDrift suite(int replayed) {
        Baseline baseline = empty();
        List<Run> measured = new ArrayList<>();
        List<TaskRecording> recorded = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            TaskId task = new TaskId("com.acme.Suite", "task" + i);
            if (i < replayed) {
                recorded.add(recording(task, 1000));
                measured.addAll(replays(task, 0, 1080));
            } else {
                baseline = baseline.with(task, accepted(task, 1000, 1000, 1000));
                measured.addAll(runs(task, 1080, 1080, 1080));
            }
        }
        return Comparison.of(
                        measurement(measured),
                        baseline,
                        recordings(recorded.toArray(TaskRecording[]::new)),
                        Judged.POLICY)
                .suiteDrift();
    }

    private static JudgedTask judged(List<Run> before, List<Run> after, Policy policy) {
        return Comparison.of(
                        measurement(after),
                        new Baseline(new TreeMap<>(Map.of(REVIEWS, accepted(REVIEWS, before)))),
                        policy)
                .tasks()
                .get(0);
    }

    /** Return runs of 1,000 tokens each, that many of which were read from a cache. */
    private static List<Run> reading(long... cached) {
        return caching(cached, tokens -> TokenUsage.of(999, 1).withCacheRead(tokens));
    }

    private static List<Run> writing(long... cached) {
        return caching(cached, tokens -> TokenUsage.of(999, 1).withCacheWrite(tokens));
    }

    private static List<Run> caching(long[] cached, LongFunction<TokenUsage> usage) {
        return IntStream.range(0, cached.length)
                .mapToObj(i -> run(
                        REVIEWS, i + 1, call(1000).usage(usage.apply(cached[i])).build()))
                .toList();
    }
}
