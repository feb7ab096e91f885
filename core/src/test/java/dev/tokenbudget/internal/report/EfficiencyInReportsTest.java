package dev.tokenbudget.internal.report;

import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineExample;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EfficiencyInReportsTest {

    @Test
    void markdown_folds_how_well_tokens_are_used_where_that_moved() {
        SimulatedAgent wordy = agent();
        wordy.wordiness = 3;

        assertThat(MarkdownReport.of(compared(agent(), wordy)))
                .contains("<details><summary>How well tokens are used</summary>")
                .contains("| ReviewBenchmark<br>reviews | output / input | 0.09 → 0.20 |")
                .contains("| ReviewBenchmark<br>reviews | green / yellow / red / critical | ~")
                .contains("75 % / 15 % / 9 % / 1 % are expected")
                .doesNotContain("| runs that succeed |");
    }

    @Test
    void markdown_leaves_out_what_did_not_move() {
        assertThat(MarkdownReport.of(compared(named("coder"), named("coder"))))
                .contains("1 task did not move.")
                .doesNotContain("How well tokens are used", "What each agent spends", "| ReviewBenchmark");
    }

    @Test
    void markdown_splits_a_task_by_its_agents_where_calls_name_them() {
        SimulatedAgent reviewed = named("coder");
        reviewed.reviewer = Optional.of(named("re|viewer"));

        assertThat(MarkdownReport.of(compared(named("coder"), reviewed)))
                .contains("<details><summary>What each agent spends</summary>")
                .doesNotContain("| coder |")
                .contains("| ReviewBenchmark<br>reviews | re\\|viewer | - → 4 | - → ");
        assertThat(MarkdownReport.of(compared(agent(), agent()))).doesNotContain("What each agent spends");
    }

    @Test
    void markdown_stays_short_with_many_tasks() {
        Comparison many = Judged.comparison(
                measurement(IntStream.range(0, 20)
                        .boxed()
                        .flatMap(i -> runs(new TaskId("com.acme.X", "task" + i), 7).stream())
                        .toList()),
                BaselineExample.empty());

        assertThat(MarkdownReport.of(many)).containsPattern("The other \\d+ rows are in report.json\\.");
    }

    @Test
    void json_tells_all_figures_before_and_after() throws IOException {
        JsonNode task = task(compared(agent(), agent()));

        assertThat(task.at("/efficiency/figures").fieldNames())
                .toIterable()
                .containsExactly(
                        "cacheHitRate",
                        "outputRatio",
                        "fixedShare",
                        "calls",
                        "toolCalls",
                        "passRate",
                        "tokensPerSuccess");
        assertThat(task.at("/efficiency/figures/calls/before").asDouble()).isEqualTo(4);
        assertThat(task.at("/efficiency/tiers/shares/green").asDouble()).isEqualTo(1);
        assertThat(task.at("/efficiency/contextUse").isMissingNode())
                .as("the window of claude-x is not known")
                .isTrue();
    }

    @Test
    void json_tells_what_each_agent_spends() throws IOException {
        JsonNode agents = task(compared(named("coder"), named("coder"))).at("/agents");

        assertThat(agents).hasSize(1);
        assertThat(agents.at("/0/agent").asText()).isEqualTo("coder");
        assertThat(agents.at("/0/before")).isEqualTo(agents.at("/0/after"));
        assertThat(agents.at("/0/after/total").asDouble())
                .isEqualTo(agents.at("/0/after/input").asDouble()
                        + agents.at("/0/after/output").asDouble());
    }

    private static SimulatedAgent agent() {
        return SimulatedAgent.withoutChance();
    }

    private static SimulatedAgent named(String name) {
        SimulatedAgent agent = agent();
        agent.name = Optional.of(name);
        return agent;
    }

    private static Comparison compared(SimulatedAgent before, SimulatedAgent after) {
        TaskRuns measured = after.runs(3);
        TaskBaseline accepted = TaskBaseline.accept(before.runs(3), BUILD, "first baseline", Optional.empty());
        return Judged.comparison(measurement(measured.runs()), new Baseline(new TreeMap<>(Map.of(REVIEWS, accepted))));
    }

    private static JsonNode task(Comparison comparison) throws IOException {
        return new ObjectMapper().readTree(JsonReport.of(comparison)).at("/tasks/0");
    }
}
