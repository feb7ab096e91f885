package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.verdict.FigureExample.cached;
import static dev.tokenbudget.internal.verdict.FigureExample.sixCounting;
import static dev.tokenbudget.internal.verdict.Judged.configured;
import static dev.tokenbudget.internal.verdict.Judged.verdictOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.settings.InvalidSettingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More of some metrics is better: a gain never fails a build, and a fall does. */
class DirectionTest {

    private static final long[] MOST = {900, 905, 895, 902, 898};
    private static final long[] HALF = {500, 505, 495, 502, 498};

    @Test
    void a_cache_hit_rate_that_fell_beyond_the_tolerance_is_drift() {
        Comparison comparison = compare(rule("cacheHitRate", "-10%"), cached(HALF), cached(MOST));

        assertThat(verdictOf(comparison)).isEqualTo(VerdictKind.DRIFTED);
        assertThat(comparison.tasks().get(0).statement())
                .startsWith("ReviewBenchmark.reviews had a cache hit rate of 0.5 a run on average, -44.4 % against the"
                        + " baseline's 0.9; its tolerance is -10% (q = ");
    }

    @Test
    void a_cache_hit_rate_that_rose_is_an_improvement_however_far() {
        assertThat(verdictOf(compare(rule("cacheHitRate", "-10%"), cached(MOST), cached(HALF))))
                .isEqualTo(VerdictKind.IMPROVED);
    }

    @Test
    void a_cache_that_hits_for_the_first_time_fails_nothing() {
        Comparison comparison = compare(rule("cacheHitRate", "-10%"), cached(MOST), cached(0, 0, 0, 0, 0));

        assertThat(Gate.decide(comparison).passes()).isTrue();
    }

    @Test
    void without_a_tolerance_of_its_own_as_large_a_fall_is_allowed_as_the_module_allows_of_growth() {
        Policy policy = configured(Map.of("tokenbudget.rule.1.metric", "cacheHitRate", "tokenbudget.mode", "exact"));

        assertThat(verdictOf(compare(policy, cached(860, 860, 860), cached(1000, 1000, 1000))))
                .isEqualTo(VerdictKind.OK);
        assertThat(verdictOf(compare(policy, cached(840, 840, 840), cached(1000, 1000, 1000))))
                .isEqualTo(VerdictKind.DRIFTED);
    }

    @Test
    void more_units_of_value_are_a_gain_and_fewer_are_drift() {
        Policy policy = rule("count/tickets resolved", "-10%");

        assertThat(verdictOf(compare(policy, sixCounting(6), sixCounting(3)))).isEqualTo(VerdictKind.IMPROVED);
        assertThat(verdictOf(compare(policy, sixCounting(3), sixCounting(6)))).isEqualTo(VerdictKind.DRIFTED);
    }

    @Test
    void tokens_for_each_unit_are_drift_though_the_tokens_stay() {
        Comparison comparison = compare(rule("total/tickets resolved", "+10%"), sixCounting(3), sixCounting(6));

        assertThat(comparison.tasks().get(0).statement())
                .startsWith("ReviewBenchmark.reviews used 337 tokens per unit (tickets resolved) on average,"
                        + " +100.0 % against the baseline's 168");
    }

    @Test
    void a_baseline_keeps_what_runs_counted_and_measured(@TempDir Path folder) {
        Baseline accepted = new Baseline(new TreeMap<>(Map.of(REVIEWS, accepted(REVIEWS, sixCounting(3)))));
        BaselineFolder baselines = new BaselineFolder(folder);
        baselines.write(accepted);

        TaskBaseline read = baselines.read().of(REVIEWS).orElseThrow();
        assertThat(read.metric(Metric.named("count/tickets resolved"))
                        .orElseThrow()
                        .samples())
                .containsOnly(3);
        assertThat(read.metric(Metric.named("total/tickets resolved"))
                        .orElseThrow()
                        .samples())
                .containsOnly(1010.0 / 3);
        assertThat(read.metric(Metric.named("value/answer score")).orElseThrow().samples())
                .containsOnly(0.9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cacheHitRate | +15% | would bound a growth of cacheHitRate, which is a gain.",
                "total | -15% | would allow any growth of total. Bound that as well, such as -15%..+15%.",
                "value/score | | Only you know whether more of value/score is better.",
                "cacheHitRate | -101% | The tolerance '-101%' is malformed."
            })
    void a_rule_that_would_fail_a_gain_or_let_pass_any_loss_is_refused(
            String metric, @Nullable String tolerance, String because) {
        Map<String, String> parts = new TreeMap<>(Map.of("tokenbudget.rule.1.metric", metric));
        if (tolerance != null) {
            parts.put("tokenbudget.rule.1.tolerance", tolerance);
        }

        assertThatThrownBy(() -> configured(parts))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(because);
    }

    private static Policy rule(String metric, String tolerance) {
        return configured(Map.of("tokenbudget.rule.1.metric", metric, "tokenbudget.rule.1.tolerance", tolerance));
    }

    private static Comparison compare(Policy policy, List<Run> after, List<Run> before) {
        return Comparison.of(
                measurement(after), new Baseline(new TreeMap<>(Map.of(REVIEWS, accepted(REVIEWS, before)))), policy);
    }
}
