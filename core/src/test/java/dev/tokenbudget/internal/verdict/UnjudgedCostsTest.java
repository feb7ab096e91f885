package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineExample;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.report.JsonReport;
import dev.tokenbudget.internal.report.MarkdownReport;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A cost that moves while its tokens do not, where no rule judges costs: it is explained, and fails nothing. */
class UnjudgedCostsTest {

    private static final List<Run> CACHED = runs(cached());
    private static final List<Run> UNCACHED = runs(uncached());

    @Test
    void is_told_with_its_reason_in_every_report() {
        Comparison comparison = compared(Map.of(), UNCACHED, CACHED);

        assertThat(Findings.notes(comparison))
                .singleElement()
                .asString()
                .matches(
                        "ReviewBenchmark.reviews: It cost \\$[0-9.]+ a run on average, \\+56\\.3 % against the baseline's"
                                + " \\$[0-9.]+, which no rule judges\\. Why \\+56\\.3 %: cache hits lost: 59 % → 0 % .* tokens \\+0\\.0 %\\.");
        assertThat(MarkdownReport.of(comparison)).contains("which no rule judges", "cache hits lost: 59 % → 0 %");
        assertThat(JsonReport.of(comparison)).contains("which no rule judges");
        assertThat(comparison.tasks().get(0).verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(Gate.decide(comparison).passes()).isTrue();
    }

    @Test
    void is_told_where_it_fell() {
        assertThat(Findings.notes(compared(Map.of(), CACHED, UNCACHED)))
                .singleElement()
                .asString()
                .contains("-36.0 %", "which no rule judges");
    }

    @Test
    void is_not_told_within_its_tolerance() {
        assertThat(Findings.notes(compared(Map.of("tokenbudget.tolerance", "+60%"), UNCACHED, CACHED)))
                .isEmpty();
    }

    @Test
    void is_not_told_where_it_may_be_chance() {
        List<Run> now = IntStream.range(0, 5)
                .mapToObj(i -> (i == 0 ? UNCACHED : CACHED).get(i))
                .toList();

        assertThat(Findings.notes(compared(Map.of("tokenbudget.tolerance", "+5%"), now, CACHED)))
                .isEmpty();
    }

    @Test
    void is_not_told_beside_the_verdict_of_a_rule_on_it() {
        Comparison comparison = compared(
                Map.of("tokenbudget.rule.1.metric", "costUsd", "tokenbudget.rule.1.tolerance", "+60%"),
                UNCACHED,
                CACHED);

        assertThat(Findings.notes(comparison)).noneMatch(note -> note.contains("which no rule judges"));
    }

    private static Comparison compared(Map<String, String> settings, List<Run> now, List<Run> accepted) {
        Baseline baseline = new Baseline(new TreeMap<>(Map.of(
                REVIEWS,
                BaselineExample.accepted(
                        REVIEWS,
                        accepted.stream()
                                .map(run -> run.priced(PriceList.bundled()))
                                .toList()))));
        return Comparison.of(
                RunExample.measurement(now).priced(PriceList.bundled()), baseline, Judged.configured(settings));
    }

    private static List<Run> runs(SimulatedAgent agent) {
        return agent.runs(5).runs();
    }

    private static SimulatedAgent cached() {
        SimulatedAgent agent = SimulatedAgent.withoutChance();
        agent.provider = "anthropic";
        agent.model = "claude-sonnet-4-5";
        return agent;
    }

    private static SimulatedAgent uncached() {
        SimulatedAgent agent = cached();
        agent.timeInSystemPrompt = true;
        return agent;
    }
}
