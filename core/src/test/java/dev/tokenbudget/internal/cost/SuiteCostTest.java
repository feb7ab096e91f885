package dev.tokenbudget.internal.cost;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.START;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.report.ConsoleTable;
import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.report.JsonReport;
import dev.tokenbudget.internal.report.MarkdownReport;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import dev.tokenbudget.internal.verdict.VerdictKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteCostTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");
    private static final PriceList PRICES = PriceList.bundled();

    @TempDir
    private Path folder;

    @Test
    void one_run_of_each_task_costs_the_sum_of_their_means() {
        // Claude Sonnet 4.5, 1,000 input and x output tokens: $0.003 + x × $0.000015
        Comparison comparison = compare(
                Map.of("tokenbudget.runsPerMonth", "10000"),
                PRICES,
                baseline(Map.of(REVIEWS, runs(REVIEWS, 100, 100), PLANS, runs(PLANS, 200, 200))),
                runs(REVIEWS, 100, 300),
                runs(PLANS, 200, 200));

        // reviews: (0.0045 + 0.0075) / 2 = 0.006; plans: 0.006; before 0.0045 + 0.006
        SuiteCost cost = comparison.cost().orElseThrow();
        assertThat(cost.after().orElseThrow()).isCloseTo(0.012, within(1e-12));
        assertThat(cost.drift().orElseThrow()).isCloseTo(0.012 / 0.0105 - 1, within(1e-12));
        assertThat(ConsoleTable.cost(comparison))
                .contains(
                        "A run of all tasks costs $0.012 (before $0.0105), $120.00 a month at 10,000 runs of each task a"
                                + " month.");
    }

    @Test
    void without_a_number_of_runs_nothing_is_projected() {
        assertThat(ConsoleTable.cost(compare(Map.of(), PRICES, empty(), runs(REVIEWS, 100))))
                .contains("A run of all tasks costs $0.0045.");
    }

    @Test
    void failed_runs_are_paid_too_and_make_a_success_dearer() {
        Run failed = run(REVIEWS, 3, Outcome.FAILED, Run.Terms.NONE, List.of(sonnet(600)));
        Comparison comparison = compare(Map.of(), PRICES, empty(), runs(REVIEWS, 100, 100), List.of(failed));

        // 2 × 0.0045 + 0.012 = 0.021 for two successes
        TaskCost cost = comparison.tasks().get(0).comparison().cost();
        assertThat(cost.spent()).contains(new BigDecimal("0.021"));
        assertThat(cost.after().orElseThrow()).isCloseTo(0.0045, within(1e-12));
        assertThat(cost.perSuccess().orElseThrow()).isCloseTo(0.0105, within(1e-12));
    }

    @Test
    void a_model_without_a_price_makes_the_whole_unknown_and_is_named() {
        Comparison comparison =
                compare(Map.of(), PRICES, empty(), runs(REVIEWS, 100), RunExample.runs(PLANS, 100, 100));

        SuiteCost cost = comparison.cost().orElseThrow();
        assertThat(cost.after()).isEmpty();
        assertThat(cost.bill().usd()).isEmpty();
        assertThat(ConsoleTable.cost(comparison))
                .contains("What a run of all tasks costs is not known: no price for anthropic/claude-x.");
        assertThat(cost.remarks())
                .anySatisfy(remark -> assertThat(remark).contains("anthropic/claude-x ", "tokenbudget.prices"));
    }

    @Test
    void labels_of_runs_and_of_calls_roll_up_to_what_their_values_cost() {
        Run run = run(
                REVIEWS,
                1,
                sonnet(100).toBuilder().labels(Map.of("feature", "review")).build(),
                sonnet(300).toBuilder().labels(Map.of("feature", "summary")).build());

        List<LabelCost> labels = compare(Map.of(), PRICES, empty(), List.of(run))
                .cost()
                .orElseThrow()
                .labels();

        // 0.0075 and 0.0045 of 0.012; the run itself has team=core
        assertThat(labels)
                .extracting(LabelCost::label, LabelCost::value, LabelCost::runs, LabelCost::tokens)
                .containsExactly(
                        tuple("feature", "summary", 1, 1_300L),
                        tuple("feature", "review", 1, 1_100L),
                        tuple("team", "core", 1, 2_400L));
        assertThat(labels.get(0).usd()).contains(new BigDecimal("0.0075"));
        assertThat(labels.get(0).share().orElseThrow()).isCloseTo(0.625, within(1e-12));
        assertThat(labels.get(2).share().orElseThrow()).isCloseTo(1, within(1e-12));
    }

    @Test
    void the_same_tokens_are_priced_on_other_models_of_the_same_upstream() {
        SuiteCost cost = compare(Map.of(), PRICES, empty(), runs(REVIEWS, 100, 300))
                .cost()
                .orElseThrow();

        assertThat(cost.whatIf().actual().usd()).contains(new BigDecimal("0.0045"));
        assertThat(cost.whatIf().rows())
                .allSatisfy(row -> assertThat(row.model().provider()).isEqualTo("anthropic"))
                .isSortedAccordingTo((one, other) -> one.bill()
                        .usd()
                        .orElseThrow()
                        .compareTo(other.bill().usd().orElseThrow()));
    }

    @Test
    void a_drift_of_prices_is_not_laid_at_the_agent_s_door() throws IOException {
        Baseline before = baseline(Map.of(REVIEWS, runs(REVIEWS, 100, 100, 100)));
        PriceList dearer = list("2026-11-01", 6, 30);

        Comparison comparison = compare(
                Map.of("tokenbudget.rule.1.metric", "costUsd", "tokenbudget.mode", "exact"),
                dearer,
                before,
                runs(REVIEWS, 100, 100, 100));

        assertThat(comparison.tasks().get(0).verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(comparison.tasks().get(0).why().orElseThrow())
                .startsWith(
                        "Why +100.0 %: prices changed: anthropic/claude-sonnet-4-5 cost $3 input, $15 output, $0.3 cache"
                                + " read,")
                .endsWith("when the baseline was measured, and costs $6 input, $30 output per million tokens now; other"
                        + " prices: +100.0 points (+$0.0045 a run); tokens +0.0 %.");
    }

    @Test
    void a_change_of_prices_within_the_tolerance_is_remarked_on() throws IOException {
        Baseline before = baseline(Map.of(REVIEWS, runs(REVIEWS, 100, 100, 100)));

        Comparison comparison = compare(
                Map.of("tokenbudget.rule.1.metric", "costUsd", "tokenbudget.rule.1.tolerance", "+500%"),
                list("2026-11-01", 6, 30),
                before,
                runs(REVIEWS, 100, 100, 100));

        assertThat(comparison.tasks().get(0).verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(comparison.tasks().get(0).remarks())
                .first()
                .asString()
                .startsWith("Prices changed: anthropic/claude-sonnet-4-5 cost $3 input, $15 output, $0.3 cache read,")
                .endsWith("and costs $6 input, $30 output per million tokens now. Its tokens moved by +0.0 %.");
    }

    @Test
    void an_old_price_list_is_told_by_the_day_of_the_runs() throws IOException {
        PriceList old = list("2026-05-01", 3, 15);

        // the runs are of 2026-11-23
        String warning = "Prices: ours of 2026-05-01, which is 206 days older than the runs: look for newer ones.";
        Comparison byOld = compare(Map.of(), old, empty(), runs(REVIEWS, 100));
        assertThat(byOld.cost().orElseThrow().remarks()).contains(warning);
        assertThat(Findings.warnings(byOld)).contains(warning);

        Comparison byNew = compare(Map.of(), list("2026-11-01", 3, 15), empty(), runs(REVIEWS, 100));
        assertThat(byNew.cost().orElseThrow().remarks()).contains("Prices: ours of 2026-11-01.");
        assertThat(Findings.warnings(byNew)).noneMatch(line -> line.startsWith("Prices"));
    }

    @Test
    void reports_show_the_cost_of_tasks_and_labels_and_on_other_models() {
        Comparison comparison = compare(
                Map.of("tokenbudget.runsPerMonth", "1000"),
                PRICES,
                baseline(Map.of(REVIEWS, runs(REVIEWS, 100, 100))),
                runs(REVIEWS, 300, 300));

        assertThat(MarkdownReport.of(comparison))
                .contains("| ReviewBenchmark<br>reviews | $0.0045 → $0.0075 | +66.7 % | $0.0075 | $7.50 |")
                .contains("| team=core | 2 | 2,600 | $0.015 | 100 % |")
                .contains("| as measured | $0.0075 | ×1 |")
                .containsSubsequence(
                        "A run of all tasks costs $0.0075 (before $0.0045), $7.50 a month", "<details>", "$7.50 |");
        assertThat(JsonReport.of(comparison))
                .contains("\"spent\": 0.015", "\"perMonth\": 7.5", "\"runsPerMonth\": 1000", "\"label\": \"team\"");
    }

    @Test
    void a_measurement_without_a_price_list_shows_no_cost() {
        Comparison unpriced = Comparison.of(measurement(runs(REVIEWS, 100)), empty(), Judged.configured(Map.of()));

        assertThat(unpriced.cost()).isEmpty();
        assertThat(MarkdownReport.of(unpriced)).doesNotContain("Cost");
    }

    @SafeVarargs
    private static Comparison compare(
            Map<String, String> settings, PriceList prices, Baseline baseline, List<Run>... runs) {
        return Comparison.of(measurement(runs).priced(prices), baseline, Judged.configured(settings));
    }

    private static Baseline baseline(Map<TaskId, List<Run>> runs) {
        TreeMap<TaskId, TaskBaseline> tasks = new TreeMap<>();
        runs.forEach((task, made) -> tasks.put(
                task,
                accepted(task, made.stream().map(run -> run.priced(PRICES)).toList())));
        return new Baseline(tasks);
    }

    private PriceList list(String date, int input, int output) throws IOException {
        return PriceList.read(
                Files.writeString(folder.resolve("prices-" + date + ".json"), """
                {"schemaVersion": 1, "date": "%s", "source": "ours", "providers": [{"id": "anthropic", "models": [
                  {"id": "claude-sonnet-4-5", "prices": {"input": %d, "output": %d}}]}]}""".formatted(date, input, output)));
    }

    private static List<Run> runs(TaskId task, long... outputs) {
        List<Run> runs = new ArrayList<>();
        for (long output : outputs) {
            runs.add(run(task, runs.size() + 1, sonnet(output)));
        }
        return runs;
    }

    private static ModelCall sonnet(long output) {
        return ModelCall.builder("anthropic", "claude-sonnet-4-5")
                .usage(TokenUsage.of(1_000, output))
                .started(START)
                .build();
    }
}
