package dev.tokenbudget.internal.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.accepting.MeasuredUpdate;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.report.JsonReport;
import dev.tokenbudget.internal.report.MarkdownReport;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import dev.tokenbudget.usage.TokenUsage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a task wastes beside what its baseline knows that it wastes. */
class NewWasteTest {

    private static final Baseline NONE = new Baseline(new TreeMap<>());
    private static final Measurement THRIFTY = measured();
    private static final Measurement WASTEFUL = measured("refund", "archive");

    @TempDir
    Path folder;

    @Test
    void warns_of_waste_that_the_baseline_does_not_know() {
        Comparison comparison = judged(WASTEFUL, accepted(THRIFTY), "false");

        assertThat(comparison.problemsThat(Severity.WARNS))
                .hasSize(2)
                .first()
                .asString()
                .startsWith(
                        "ReviewBenchmark.reviews wastes tokens in a way that is new since its baseline: agent desk: tool")
                .contains("was called in none of 3 runs", "saves 200 tokens and $0.00025 a run, $2.50 a month")
                .contains("mvn tokenbudget:accept");
        assertThat(Gate.decide(comparison).passes()).isTrue();
    }

    @Test
    void is_told_in_full_once_and_shortly_among_the_opportunities() {
        Comparison comparison = judged(WASTEFUL, accepted(THRIFTY), "false");

        assertThat(Findings.opportunities(comparison))
                .element(1)
                .isEqualTo(
                        "1. ReviewBenchmark.reviews: unusedTool (archive) of agent desk, which is new, saves 200 tokens"
                                + " and $0.00025 a run, $2.50 a month.");
        assertThat(MarkdownReport.of(comparison)).containsOnlyOnce("tool archive was called in none of 3 runs");
    }

    @Test
    void tells_of_small_tools_together_that_no_run_calls() {
        Measurement five = measuredSmall("a", "b", "c", "d", "e");

        assertThat(judged(measuredSmall("a"), NONE, "true").opportunities()).isEmpty();
        assertThat(judged(five, NONE, "true").opportunities())
                .singleElement()
                .extracting(Opportunity::sentence)
                .asString()
                .contains(
                        "5 tools were called in no run, and are defined in each request: a, b, c, d, e",
                        "saves 75 tokens");
        assertThat(judged(five, accepted(five), "true").problems()).isEmpty();
        assertThat(judged(five, accepted(measuredSmall("a", "b", "c", "d")), "true")
                        .opportunities())
                .singleElement()
                .satisfies(found -> assertThat(found.isNew()).contains(true));
    }

    @Test
    void fails_of_it_where_the_setting_says_so() {
        assertThat(Gate.decide(judged(WASTEFUL, accepted(THRIFTY), "true")).passes())
                .isFalse();
    }

    @Test
    void neither_warns_nor_fails_of_waste_that_was_accepted() {
        Comparison comparison = judged(WASTEFUL, accepted(WASTEFUL), "true");

        assertThat(comparison.opportunities())
                .hasSize(2)
                .allSatisfy(found -> assertThat(found.isNew()).contains(false));
        assertThat(comparison.problems()).isEmpty();
        assertThat(Gate.decide(comparison).passes()).isTrue();
    }

    @Test
    void says_that_a_baseline_without_the_list_was_not_compared() {
        Baseline accepted = accepted(THRIFTY);
        TaskBaseline old = accepted.of(RunExample.REVIEWS).orElseThrow().wasting(Optional.empty());
        Comparison comparison = judged(WASTEFUL, accepted.with(RunExample.REVIEWS, old), "true");

        assertThat(comparison.problems()).isEmpty();
        assertThat(Findings.opportunities(comparison))
                .last()
                .isEqualTo("1 task was not compared for new waste: no baseline says what was known of it.");
        assertThat(JsonReport.of(comparison))
                .contains("\"kind\": \"unusedTool\"")
                .doesNotContain("isNew");
    }

    @Test
    void does_not_say_so_of_a_task_without_a_baseline() {
        assertThat(Findings.opportunities(judged(WASTEFUL, NONE, "true")))
                .hasSize(3)
                .noneMatch(line -> line.contains("not compared"));
    }

    @Test
    void ends_reports_with_the_largest_savings() {
        Comparison comparison = judged(WASTEFUL, accepted(WASTEFUL), "false");

        assertThat(Findings.opportunities(comparison))
                .hasSize(3)
                .startsWith("Top opportunities (2 of 2):")
                .element(1)
                .asString()
                .startsWith("1. ReviewBenchmark.reviews: agent desk: tool ")
                .contains("(call 1 of run 1)", "Remove it");
        assertThat(MarkdownReport.of(comparison)).contains("Top opportunities to save", "Remove it");
        assertThat(JsonReport.of(comparison)).contains("\"isNew\": false", "\"savedUsdPerMonth\": 2.5");
    }

    @Test
    void baselines_keep_what_was_known() {
        Baseline accepted = accepted(WASTEFUL);
        BaselineFolder baselines = new BaselineFolder(folder);
        baselines.write(accepted);

        assertThat(baselines.read().of(RunExample.REVIEWS).orElseThrow().waste())
                .isEqualTo(accepted.of(RunExample.REVIEWS).orElseThrow().waste())
                .hasValueSatisfying(known -> assertThat(known)
                        .extracting(key -> key.kind().key() + " " + key.agent() + " " + key.subject())
                        .containsExactly("unusedTool desk archive", "unusedTool desk refund"));
    }

    @Test
    void calls_nothing_new_that_the_accepted_runs_nearly_wasted() {
        Measurement over = answered(150, 150, 210);
        Measurement within = answered(150, 150, 190);

        assertThat(judged(over, NONE, "true").opportunities()).isEmpty();
        assertThat(judged(within, accepted(over), "true").opportunities())
                .singleElement()
                .satisfies(found -> assertThat(found.isNew()).contains(false));
        assertThat(Gate.decide(judged(within, accepted(over), "true")).passes()).isTrue();
        assertThat(judged(within, accepted(answered(900, 900, 900)), "true").opportunities())
                .singleElement()
                .satisfies(found -> assertThat(found.isNew()).contains(true));
    }

    @Test
    void says_of_no_tool_that_it_is_unused_which_accepted_runs_called_now_and_then() {
        Measurement sometimes = calling(List.of("search"), List.of("search"), List.of("search", "refund"));
        Measurement never = calling(List.of("search"), List.of("search"), List.of("search"));

        assertThat(judged(never, NONE, "false").opportunities()).hasSize(1);
        assertThat(judged(never, accepted(sometimes), "true").opportunities()).isEmpty();
    }

    @Test
    void says_of_a_tool_that_it_is_unused_which_all_accepted_runs_called() {
        List<List<String>> both = Collections.nCopies(5, List.of("search", "refund"));
        List<List<String>> one = Collections.nCopies(5, List.of("search"));

        assertThat(judged(calling(one), accepted(calling(both)), "true").opportunities())
                .singleElement()
                .satisfies(found -> assertThat(found.isNew()).contains(true));
    }

    @Test
    void keeps_what_earlier_runs_wasted_where_a_build_is_added() {
        MeasuredUpdate adding = new MeasuredUpdate(
                new TaskGlob("*"),
                "measured by a test",
                MeasuredUpdate.EarlierRuns.KEEP,
                MeasuredUpdate.IncompleteBuild.REFUSE,
                MeasuredUpdate.Scope.ALL);
        Baseline wasteful = accepted(WASTEFUL);

        List<Run> more = THRIFTY.tasks().values().iterator().next().runs();
        Measurement later = Measurement.of(new BuildId("b2", Optional.of("0a1b2c3")), more, List.of(), List.of())
                .priced(PriceList.bundled());
        Baseline grown = adding.apply(judged(later, wasteful, "false"), wasteful);

        assertThat(grown.of(RunExample.REVIEWS).orElseThrow().waste())
                .isEqualTo(wasteful.of(RunExample.REVIEWS).orElseThrow().waste());
    }

    private static Comparison judged(Measurement measurement, Baseline baseline, String failOnNewWaste) {
        return Comparison.of(
                measurement,
                baseline,
                Judged.policy(Map.of(
                        Setting.FAIL_ON_NEW_WASTE, failOnNewWaste,
                        Setting.RUNS_PER_MONTH, "10000",
                        Setting.MIN_BASELINE_RUNS, "0")));
    }

    private static Baseline accepted(Measurement measurement) {
        return new MeasuredUpdate(new TaskGlob("*"), "measured by a test")
                .apply(judged(measurement, NONE, "false"), NONE);
    }

    /** Measure three runs of one call that is offered {@code unused} tools beside one that it calls; all use the same tokens. */
    private static Measurement measured(String... unused) {
        List<Run> runs = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> RunExample.run(RunExample.REVIEWS, number, call(unused)))
                .toList();
        return RunExample.measurement(runs).priced(PriceList.bundled());
    }

    /** Measure three runs of one call that is offered tools of 15 tokens each, which it does not call. */
    private static Measurement measuredSmall(String... unused) {
        List<Item> items = new ArrayList<>(List.of(definition("search")));
        for (String tool : unused) {
            items.add(new Item(Kind.TOOL_DEFINITION, Optional.of(tool), Optional.empty(), 60, 15, tool));
        }
        items.add(new Item(Kind.USER, Optional.empty(), Optional.empty(), 400, 800 - 15L * unused.length, "u"));
        ModelCall call = call().toBuilder()
                .prompt(PromptSections.builder().items(items).build())
                .build();
        return measurement(Collections.nCopies(3, call));
    }

    /** Measure runs of one short call without tools on a dear model, with answers of so many tokens. */
    private static Measurement answered(long... outputs) {
        return measurement(IntStream.range(0, outputs.length)
                .mapToObj(i -> ModelCall.builder("anthropic", "claude-opus-4-5")
                        .usage(TokenUsage.of(500, outputs[i]))
                        .started(RunExample.START)
                        .agent("desk")
                        .build())
                .toList());
    }

    /** Measure runs of one call that is offered two tools, and calls these. */
    @SafeVarargs
    private static Measurement calling(List<String>... called) {
        return calling(List.of(called));
    }

    private static Measurement calling(List<List<String>> called) {
        return measurement(called.stream()
                .map(tools -> call("refund").toBuilder()
                        .toolCalls(tools.size())
                        .calledTools(tools)
                        .build())
                .toList());
    }

    private static Measurement measurement(List<ModelCall> calls) {
        List<Run> runs = IntStream.rangeClosed(1, calls.size())
                .mapToObj(number -> RunExample.run(RunExample.REVIEWS, number, calls.get(number - 1)))
                .toList();
        return RunExample.measurement(runs).priced(PriceList.bundled());
    }

    private static ModelCall call(String... unused) {
        List<Item> items = new ArrayList<>(List.of(definition("search")));
        for (String tool : unused) {
            items.add(definition(tool));
        }
        items.add(new Item(Kind.USER, Optional.empty(), Optional.empty(), 400, 1000 - 200L * items.size(), "u"));
        return ModelCall.builder("openai", "gpt-5")
                .usage(TokenUsage.of(1_000, 100))
                .started(RunExample.START)
                .agent("desk")
                .toolCalls(1)
                .calledTools(List.of("search"))
                .prompt(PromptSections.builder().items(items).build())
                .build();
    }

    private static Item definition(String tool) {
        return new Item(Kind.TOOL_DEFINITION, Optional.of(tool), Optional.empty(), 800, 200, tool);
    }
}
