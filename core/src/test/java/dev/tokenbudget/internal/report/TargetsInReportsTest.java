package dev.tokenbudget.internal.report;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every report tells where tasks stand by their targets: current, target and status. */
class TargetsInReportsTest {

    private final Comparison comparison = Comparison.of(
            measurement(runs(REVIEWS, 1200, 1200)),
            baseline(REVIEWS, 1200, 1200),
            Judged.configured(Map.of(
                    "tokenbudget.rule.1.metric", "calls",
                    "tokenbudget.rule.1.maximum", "2",
                    "tokenbudget.rule.2.metric", "total",
                    "tokenbudget.rule.2.statistic", "p90",
                    "tokenbudget.rule.2.minimum", "100",
                    "tokenbudget.rule.2.maximum", "1_000",
                    "tokenbudget.rule.3.metric", "timeToFirstTokenMs",
                    "tokenbudget.rule.3.maximum", "800",
                    "tokenbudget.rule.3.mode", "report")));

    @Test
    void the_console_has_a_line_for_each() {
        assertThat(TargetTable.of(comparison))
                .containsExactly(
                        "task                     figure                      current  target                                        status",
                        "ReviewBenchmark.reviews  mean of calls                     1  at most 2 calls                               met",
                        "ReviewBenchmark.reviews  p90 of total                  1,200  at least 100 tokens and at most 1,000 tokens  missed",
                        "ReviewBenchmark.reviews  mean of timeToFirstTokenMs        -  at most 800 milliseconds to the first token   unknown");
    }

    @Test
    void the_console_says_nothing_of_targets_where_there_is_none() {
        assertThat(TargetTable.of(Comparison.of(
                        measurement(runs(REVIEWS, 1200)), baseline(REVIEWS, 1200), Judged.configured(Map.of()))))
                .isEmpty();
    }

    @Test
    void the_comment_lists_those_that_are_not_met_first() {
        assertThat(MarkdownReport.of(comparison))
                .contains("<summary>Targets: 1 of 3 met</summary>")
                .containsSubsequence(
                        "| ReviewBenchmark<br>reviews | p90 of total | 1,200 | at least 100 tokens and at most 1,000 tokens |"
                                + " **missed** |",
                        "| **unknown** |",
                        "| ReviewBenchmark<br>reviews | mean of calls | 1 | at most 2 calls | met |")
                .contains("❌ Fails the build:", "but at least 100 tokens and at most 1,000 tokens is asked for");
    }

    @Test
    void the_json_has_the_numbers() {
        assertThat(JsonReport.of(comparison)).containsIgnoringWhitespaces("""
                        "targets": [
                          {
                            "metric": "calls",
                            "statistic": "mean",
                            "tasks": "*",
                            "mode": "default",
                            "maximum": 2,
                            "current": 1.0,
                            "status": "MET"
                          },
                          {
                            "metric": "total",
                            "statistic": "p90",
                            "tasks": "*",
                            "mode": "default",
                            "minimum": 100,
                            "maximum": 1000,
                            "current": 1200.0,
                            "status": "MISSED"
                          },
                          {
                            "metric": "timeToFirstTokenMs",
                            "statistic": "mean",
                            "tasks": "*",
                            "mode": "report",
                            "maximum": 800,
                            "status": "UNKNOWN"
                          }
                        ]""");
    }
}
