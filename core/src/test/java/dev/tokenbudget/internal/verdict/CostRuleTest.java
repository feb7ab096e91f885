package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.verdict.Judged.verdictOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.report.MarkdownReport;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code costUsd} is a metric like any other: recorded, compared and gated. */
class CostRuleTest {

    private static final PriceList PRICES = PriceList.bundled();

    @Test
    void a_cost_beyond_its_tolerance_fails_in_dollars() {
        // Claude Sonnet 4.5: 1,000 × 3 + output × 15 per million: 0.0105 before, 0.012 after
        Comparison comparison = compare(policy("+10%"), sonnet(600), baseline(sonnet(500)));

        assertThat(comparison.tasks().get(0).statement())
                .isEqualTo("ReviewBenchmark.reviews cost $0.012 a run on average, +14.3 % against the baseline's"
                        + " $0.0105; its tolerance is +10%.");
        assertThat(Gate.decide(comparison).passes()).isFalse();
    }

    @Test
    void a_cost_that_fails_is_the_first_thing_that_a_pull_request_shows_and_is_told_once() {
        Policy both = Judged.configured(Map.of(
                "tokenbudget.mode", "exact",
                "tokenbudget.tolerance", "+10%",
                "tokenbudget.rule.1.metric", "costUsd",
                "tokenbudget.rule.1.tolerance", "+10%"));

        String report = MarkdownReport.of(compare(both, sonnet(900), baseline(sonnet(500))));

        assertThat(report)
                .contains("❌ Fails the build:\n\n- ReviewBenchmark.reviews cost $0.0165 ")
                .contains("| **$0.0105 → $0.0165** |")
                .containsOnlyOnce("cost $0.0165 ")
                .containsOnlyOnce("used 1,900 tokens ");
    }

    @Test
    void tasks_that_fail_by_their_cost_stand_before_those_that_fail_by_their_tokens() {
        TaskId first = new TaskId("com.acme.ABenchmark", "drifts");
        Policy policy = Judged.configured(Map.of(
                "tokenbudget.mode", "exact",
                "tokenbudget.tolerance", "+10%",
                "tokenbudget.rule.1.task", "*Review*",
                "tokenbudget.rule.1.tolerance", "+500%",
                "tokenbudget.rule.2.task", "*Review*",
                "tokenbudget.rule.2.metric", "costUsd",
                "tokenbudget.rule.2.tolerance", "+10%"));
        List<Run> measured = new ArrayList<>(sonnet(900));
        measured.addAll(RunExample.runs(first, 1300));

        String report = MarkdownReport.of(
                compare(policy, measured, baseline(sonnet(500)).with(first, accepted(first, 1000))));

        assertThat(report).containsSubsequence("- ReviewBenchmark.reviews cost", "- ABenchmark.drifts used");
        assertThat(report).containsSubsequence("| ReviewBenchmark<br>reviews |", "| ABenchmark<br>drifts |");
    }

    @Test
    void an_absolute_tolerance_is_in_dollars() {
        assertThat(verdict("+0.002", sonnet(600), baseline(sonnet(500)))).isEqualTo("OK");
        assertThat(verdict("+0.001", sonnet(600), baseline(sonnet(500)))).isEqualTo("DRIFTED");
    }

    @Test
    void the_tolerance_of_costs_is_not_shown_beside_tokens() {
        Comparison comparison = compare(policy("+0.001"), sonnet(600), baseline(sonnet(500)));

        JudgedTask task = comparison.tasks().get(0);
        assertThat(task.toleranceOf(Metric.COST_USD).inWords(Metric.COST_USD)).isEqualTo("+$0.001");
        assertThat(MarkdownReport.of(comparison)).contains("| 1,500 → 1,600 | +6.7 % |");
    }

    @Test
    void a_cost_just_beyond_its_tolerance_is_not_rounded_onto_it() {
        Comparison comparison = compare(policy("+0.001499"), sonnet(600), baseline(sonnet(500)));

        assertThat(comparison.tasks().get(0).statement()).contains("cost $0.012 a run", "tolerance is +$0.001499");
    }

    @Test
    void a_baseline_keeps_the_cost_to_the_last_digit(@TempDir Path folder) throws Exception {
        // 1 × 0.30 per million, read from the cache
        Baseline accepted = baseline(sonnetCalls(TokenUsage.of(1, 0).withCacheRead(1)));
        BaselineFolder baselines = new BaselineFolder(folder);
        baselines.write(accepted);

        assertThat(Files.readString(folder.resolve("com.acme.ReviewBenchmark.json")))
                .contains("\"mean\": 0.0000003,")
                .contains("\"samples\": [0.0000003, 0.0000003, 0.0000003]");
        assertThat(baselines.read().of(REVIEWS).flatMap(task -> task.metric(Metric.COST_USD)))
                .hasValueSatisfying(cost -> assertThat(cost.summary().mean()).isEqualTo(0.0000003));
    }

    @Test
    void a_baseline_without_costs_is_compared_all_the_same_and_says_what_it_lacks() {
        Baseline old = withoutPrices(sonnet(500));

        JudgedTask task = compare(policy("+10%"), sonnet(500), old).tasks().get(0);

        assertThat(task.verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(task.remarks())
                .containsExactly(
                        "No verdict on costUsd: the baseline does not know it yet. Add these runs, so that the next"
                                + " build has something to compare: mvn tokenbudget:accept -Dtokenbudget.add"
                                + " -Dtokenbudget.task=\""
                                + task.comparison().task().shortName() + "\" -Dtokenbudget.reason=\"…\"");
    }

    @Test
    void a_baseline_without_costs_is_no_matter_where_no_rule_asks_for_them() {
        Comparison comparison = compare(Judged.EXACT, sonnet(500), withoutPrices(sonnet(500)));

        assertThat(comparison.tasks().get(0).remarks()).isEmpty();
    }

    @Test
    void a_model_without_a_price_is_named_where_a_rule_asks_for_its_cost() {
        List<Run> unlisted = RunExample.runs(REVIEWS, 100, 100, 100);

        Comparison comparison = compare(policy("+10%"), unlisted, baseline(unlisted));

        assertThat(verdictOf(comparison)).isEqualTo(VerdictKind.UNMEASURABLE);
        assertThat(comparison.tasks().get(0).sentence())
                .startsWith("ReviewBenchmark.reviews cannot be judged by its cost: anthropic/claude-x ")
                .contains("tokenbudget.prices");
        assertThat(Gate.decide(comparison).passes()).isFalse();
    }

    @Test
    void a_model_without_a_price_is_no_matter_where_no_rule_asks_for_its_cost() {
        List<Run> unlisted = RunExample.runs(REVIEWS, 100, 100, 100);

        assertThat(Gate.decide(compare(Judged.EXACT, unlisted, baseline(unlisted)))
                        .passes())
                .isTrue();
    }

    @Test
    void a_cost_that_moves_without_its_tokens_is_explained_by_the_cache() {
        SimulatedAgent cached = agentOn("claude-sonnet-4-5");
        SimulatedAgent uncached = agentOn("claude-sonnet-4-5");
        uncached.timeInSystemPrompt = true;

        JudgedTask task = compare(
                        policy("+10%"),
                        uncached.runs(3).runs(),
                        baseline(cached.runs(3).runs()))
                .tasks()
                .get(0);

        assertThat(task.statement()).startsWith("ReviewBenchmark.reviews cost $");
        assertThat(task.why().orElseThrow())
                .matches("Why \\+[0-9.]+ %: cache hits lost: 59 % → 0 % of the input was read from a cache:"
                        + " \\+56.3 points \\(\\+\\$0.0205 a run\\); .*")
                .endsWith("; tokens +0.0 %.");
    }

    @Test
    void another_model_is_told_with_what_it_costs() {
        List<Run> haiku = calls("claude-haiku-4-5", TokenUsage.of(1_000, 500));
        List<Run> sonnet = calls("claude-sonnet-4-5", TokenUsage.of(1_000, 500));

        JudgedTask task =
                compare(policy("+10%"), sonnet, baseline(haiku)).tasks().get(0);

        assertThat(task.statement())
                .contains(
                        "anthropic claude-sonnet-4-5", "anthropic claude-haiku-4-5", "$0.0105", "+200.0 %", "$0.0035");
    }

    @Test
    void another_model_of_the_same_tokens_is_explained_by_what_it_costs() {
        JudgedTask task = compare(
                        Judged.EXACT,
                        agentOn("claude-sonnet-4-5").runs(3).runs(),
                        baseline(agentOn("claude-haiku-4-5").runs(3).runs()))
                .tasks()
                .get(0);

        assertThat(task.verdict().kind()).isEqualTo(VerdictKind.MODEL_CHANGED);
        assertThat(task.why().orElseThrow())
                .matches("Why \\+200.0 %: the model changed: anthropic claude-haiku-4-5 → anthropic claude-sonnet-4-5:"
                        + " \\+200.0 points \\(\\+\\$[0-9.]+ a run\\); tokens \\+0.0 %\\.");
    }

    @Test
    void a_budget_on_costs_that_is_exceeded_is_explained_by_what_costs_more() {
        SimulatedAgent uncached = agentOn("claude-sonnet-4-5");
        uncached.timeInSystemPrompt = true;
        Run.Terms terms =
                new Run.Terms(new Budget(Map.of(Metric.COST_USD, new BigDecimal("0.01"))), Optional.empty(), 1.0);
        List<Run> runs = uncached.runs(3).runs().stream()
                .map(run -> run.toBuilder().terms(terms).build())
                .toList();

        JudgedTask task = compare(
                        Judged.EXACT,
                        runs,
                        baseline(agentOn("claude-sonnet-4-5").runs(3).runs()))
                .tasks()
                .get(0);

        assertThat(task.verdict().kind()).isEqualTo(VerdictKind.OVER_BUDGET);
        assertThat(task.why().orElseThrow())
                .startsWith("Why +56.3 %: cache hits lost: ")
                .endsWith("; tokens +0.0 %.");
    }

    @Test
    void a_maximum_of_costs_that_is_missed_is_explained_by_what_costs_more() {
        SimulatedAgent uncached = agentOn("claude-sonnet-4-5");
        uncached.timeInSystemPrompt = true;
        Policy policy = Judged.configured(Map.of(
                "tokenbudget.mode",
                "exact",
                "tokenbudget.rule.1.metric",
                "costUsd",
                "tokenbudget.rule.1.maximum",
                "0.01"));

        JudgedTask task = compare(
                        policy,
                        uncached.runs(3).runs(),
                        baseline(agentOn("claude-sonnet-4-5").runs(3).runs()))
                .tasks()
                .get(0);

        assertThat(task.verdict().kind()).isEqualTo(VerdictKind.OFF_TARGET);
        assertThat(task.why().orElseThrow()).startsWith("Why +56.3 %: cache hits lost: ");
    }

    @Test
    void a_budget_on_an_unknown_cost_is_unmeasurable_without_any_baseline() {
        Run.Terms terms =
                new Run.Terms(new Budget(Map.of(Metric.COST_USD, new BigDecimal("0.25"))), Optional.empty(), 1.0);

        Comparison comparison = compare(Judged.EXACT, RunExample.runs(REVIEWS, terms, 100), empty());

        assertThat(verdictOf(comparison)).isEqualTo(VerdictKind.UNMEASURABLE);
        assertThat(comparison.tasks().get(0).sentence()).contains("anthropic/claude-x ");
        assertThat(Gate.decide(comparison).passes()).isFalse();
    }

    private static SimulatedAgent agentOn(String model) {
        SimulatedAgent agent = SimulatedAgent.withoutChance();
        agent.provider = "anthropic";
        agent.model = model;
        return agent;
    }

    private static String verdict(String tolerance, List<Run> runs, Baseline baseline) {
        return verdictOf(compare(policy(tolerance), runs, baseline)).name();
    }

    private static Comparison compare(Policy policy, List<Run> runs, Baseline baseline) {
        Measurement measured = measurement(runs).priced(PRICES);
        return Comparison.of(measured, baseline, policy);
    }

    /** Return a policy under which only costs are narrow. */
    private static Policy policy(String toleranceOfCost) {
        return Judged.configured(Map.of(
                "tokenbudget.mode", "exact",
                "tokenbudget.tolerance", "+500%",
                "tokenbudget.rule.1.metric", "costUsd",
                "tokenbudget.rule.1.tolerance", toleranceOfCost));
    }

    private static List<Run> sonnet(long output) {
        return sonnetCalls(TokenUsage.of(1_000, output));
    }

    private static List<Run> sonnetCalls(TokenUsage usage) {
        return calls("claude-sonnet-4-5", usage);
    }

    private static List<Run> calls(String model, TokenUsage usage) {
        ModelCall call = ModelCall.builder("anthropic", model)
                .usage(usage)
                .started(RunExample.START)
                .build();
        return IntStream.rangeClosed(1, 3)
                .mapToObj(number -> RunExample.run(REVIEWS, number, call))
                .toList();
    }

    private static Baseline baseline(List<Run> runs) {
        return withoutPrices(runs.stream().map(run -> run.priced(PRICES)).toList());
    }

    private static Baseline withoutPrices(List<Run> runs) {
        return new Baseline(new TreeMap<>(Map.of(REVIEWS, accepted(REVIEWS, runs))));
    }
}
