package dev.tokenbudget.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.accepting.MeasuredUpdate;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Finding;
import dev.tokenbudget.internal.verdict.Gate;
import dev.tokenbudget.internal.verdict.Policy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent whose number of calls varies as it does in public trajectories, measured by the extension and judged by default. */
class NoisyCallsTest {

    private static final Map<String, String> NOISY = Map.of("suite.varyingToolCalls", "1.5");

    @TempDir
    private static Path baselines;

    private static List<Run> accepted;

    @TempDir
    private Path folder;

    @BeforeAll
    static void accept(@TempDir Path measured) {
        Baseline nothing = new Baseline(new TreeMap<>());
        Comparison comparison =
                judged(measured(measured, Map.of("suite.seed", "1002", "tokenbudget.runs", "50")), nothing);
        accepted = comparison.tasks().get(0).comparison().after().orElseThrow().succeeded();
        new BaselineFolder(baselines)
                .write(new MeasuredUpdate(new TaskGlob("*"), "measured by a test").apply(comparison, nothing));
    }

    /** Totals vary by 0.3 to 0.5 there, and by 0.055 to 0.12 at an equal number of calls. */
    @Test
    void its_runs_vary_as_those_of_public_trajectories() {
        SampleSummary totals = SampleSummary.of(accepted.stream()
                .mapToDouble(run -> Metric.TOTAL.of(run).orElseThrow())
                .toArray());

        assertThat(totals.coefficientOfVariation().orElseThrow()).isBetween(0.3, 0.5);
        assertThat(residualOfTokensAtEqualCalls(accepted)).isBetween(0.055, 0.12);
    }

    @Test
    @EnabledIfSystemProperty(
            named = "suite.everyCounting",
            matches = "true",
            disabledReason = "takes long: mvn test -Pevery-counting")
    void one_of_twenty_builds_fails_at_most_where_nothing_changed() {
        List<Integer> failed = IntStream.rangeClosed(1, 20)
                .filter(seed -> !Gate.decide(build(seed, Map.of())).passes())
                .boxed()
                .toList();

        assertThat(failed).as("seeds of failed builds").hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5})
    void ten_runs_prove_that_calls_are_larger_where_the_total_proves_nothing(int seed) {
        Comparison build = build(seed, Map.of("suite.regression", "numbered-lines", "tokenbudget.maxRuns", "10"));

        assertThat(finding(build).evidence().orElseThrow().qOfGrowth()).isGreaterThan(0.05);
        assertThat(Findings.failures(build))
                .anyMatch(line -> line.contains(", and +2") && line.contains(" at an equal number of calls; "))
                .anyMatch(line -> line.startsWith("Each call is +2") && line.contains(" larger (proved, at least +"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void more_loops_are_told_as_more_calls_and_not_as_larger_ones(int seed) {
        Comparison build = build(seed, Map.of("suite.moreToolCalls", "3"));

        assertThat(Findings.failures(build))
                .first()
                .asString()
                .contains("; its tolerance is +15% (q = ")
                .doesNotContain("at an equal number of calls");
        assertThat(Findings.failures(build))
                .anyMatch(line -> line.matches(
                        "Each call is [^;(]*; [0-9.]+ more calls a run \\([0-9.]+ to [0-9.]+\\), proved\\."));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void larger_calls_but_fewer_of_them_are_warned_of_and_pass(int seed) {
        Comparison build = build(seed, Map.of("suite.regression", "numbered-lines", "suite.varyingToolCalls", "0.01"));

        assertThat(Findings.failures(build)).isEmpty();
        assertThat(Findings.warnings(build))
                .anyMatch(warning -> warning.contains(" traded calls for larger ones, at ")
                        && warning.matches(
                                ".*: each call is \\+2[0-9.]+ % larger \\(proved, .*; [0-9.]+ fewer calls a run .*"));
    }

    /** Return the standard deviation of what the logarithm of a run's calls does not explain of that of its tokens. */
    private static double residualOfTokensAtEqualCalls(List<Run> runs) {
        double[] calls = logarithms(runs, Metric.CALLS);
        double[] tokens = logarithms(runs, Metric.TOTAL);
        double meanOfCalls = Arrays.stream(calls).average().orElseThrow();
        double meanOfTokens = Arrays.stream(tokens).average().orElseThrow();
        double ofCalls = 0;
        double ofTokens = 0;
        double ofBoth = 0;
        for (int i = 0; i < calls.length; i++) {
            ofCalls += (calls[i] - meanOfCalls) * (calls[i] - meanOfCalls);
            ofTokens += (tokens[i] - meanOfTokens) * (tokens[i] - meanOfTokens);
            ofBoth += (calls[i] - meanOfCalls) * (tokens[i] - meanOfTokens);
        }
        return Math.sqrt((ofTokens - ofBoth * ofBoth / ofCalls) / (calls.length - 2));
    }

    private static double[] logarithms(List<Run> runs, Metric metric) {
        return runs.stream()
                .mapToDouble(run -> Math.log(metric.of(run).orElseThrow()))
                .toArray();
    }

    private static Finding finding(Comparison build) {
        return build.tasks().get(0).findingOnMean(Metric.TOTAL).orElseThrow();
    }

    private Comparison build(int seed, Map<String, String> planted) {
        Map<String, String> settings = new HashMap<>(planted);
        settings.put("suite.seed", Integer.toString(seed));
        return judged(measured(folder.resolve("seed-" + seed), settings), new BaselineFolder(baselines).read());
    }

    private static Measurement measured(Path folder, Map<String, String> planted) {
        Map<String, String> settings = new HashMap<>(NOISY);
        settings.put("tokenbudget.baselineDirectory", baselines.toString());
        settings.putAll(planted);
        return LaunchedBuild.of(folder, settings, BugDiagnosisBenchmark.class);
    }

    private static Comparison judged(Measurement measurement, Baseline baseline) {
        return Comparison.of(
                measurement, baseline, Policy.of(Settings.of(new Settings.Source("POM", Map.of())), Optional.empty()));
    }
}
