package dev.tokenbudget.internal.report;

import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineExample;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunPairTest {

    @Test
    void the_run_that_shows_the_cause_is_shown_though_it_is_not_the_one_in_the_middle() {
        SimulatedAgent longer = SimulatedAgent.withoutChance();
        longer.loops = 9;
        List<Run> measured =
                new ArrayList<>(SimulatedAgent.withoutChance().runs(3).runs());
        measured.addAll(longer.runs(2).runs());

        RunPair pair = pair(SimulatedAgent.withoutChance().runs(5), numbered(measured));

        assertThat(pair.cause()).isPresent();
        assertThat(Metric.CALLS.of(pair.measured())).hasValue(10);
    }

    @Test
    void beside_it_stands_the_accepted_run_that_is_nearest_to_the_mean() {
        Comparison comparison = Judged.comparison(
                measurement(runs(REVIEWS, 2000, 2000, 2000)), BaselineExample.baseline(REVIEWS, 700, 1300, 1010));

        RunPair.AcceptedRun accepted = RunPair.of(comparison.tasks().get(0), Metric.TOTAL)
                .orElseThrow()
                .accepted()
                .orElseThrow();

        assertThat(accepted.number()).isEqualTo(3);
        assertThat(accepted.of(Metric.TOTAL)).hasValue(1010);
        assertThat(accepted.of(Metric.INPUT)).hasValue(1009);
        assertThat(accepted.of(Metric.COST_USD)).as("no price list was applied").isEmpty();
    }

    @Test
    void where_nothing_moved_it_is_the_one_in_the_middle() {
        Comparison comparison = Judged.comparison(
                measurement(runs(REVIEWS, 1030, 990, 1000)), BaselineExample.baseline(REVIEWS, 1000, 1000));

        RunPair pair = RunPair.of(comparison.tasks().get(0), Metric.TOTAL).orElseThrow();

        assertThat(pair.cause()).isEmpty();
        assertThat(pair.measured().number()).isEqualTo(3);
    }

    @Test
    void markdown_shows_both_side_by_side() {
        assertThat(MarkdownReport.of(
                        Judged.comparison(measurement(runs(REVIEWS, 1300)), BaselineExample.baseline(REVIEWS, 1000))))
                .contains(
                        "<details><summary>A run that shows why, beside one of the baseline</summary>",
                        "| ReviewBenchmark<br>reviews | 1 → 1 | 1 → 1 | 0 → 0 | 999 → 1,299 | 1 → 1 | 1,000 → 1,300 |");
    }

    private static RunPair pair(TaskRuns before, List<Run> after) {
        TaskBaseline accepted = TaskBaseline.accept(before, BUILD, "first baseline", Optional.empty());
        Comparison comparison =
                Judged.comparison(measurement(after), new Baseline(new TreeMap<>(Map.of(REVIEWS, accepted))));
        return RunPair.of(comparison.tasks().get(0), Metric.TOTAL).orElseThrow();
    }

    private static List<Run> numbered(List<Run> runs) {
        return IntStream.range(0, runs.size())
                .mapToObj(i -> Run.builder(REVIEWS, i + 1, runs.get(i).started().plusSeconds(i))
                        .duration(runs.get(i).duration())
                        .outcome(runs.get(i).outcome())
                        .calls(runs.get(i).calls())
                        .terms(runs.get(i).terms())
                        .build())
                .toList();
    }
}
