package dev.tokenbudget.report;

import static dev.tokenbudget.baseline.BaselineExample.baseline;
import static dev.tokenbudget.baseline.BaselineExample.empty;
import static dev.tokenbudget.run.RunExample.REVIEWS;
import static dev.tokenbudget.run.RunExample.measurement;
import static dev.tokenbudget.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.baseline.Baseline;
import dev.tokenbudget.baseline.BaselineExample;
import dev.tokenbudget.run.Run;
import dev.tokenbudget.run.TaskId;
import dev.tokenbudget.verdict.Comparison;
import dev.tokenbudget.verdict.Judged;
import dev.tokenbudget.verdict.StatisticalJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");
    private static final TaskId SUMS = new TaskId("com.acme.SumBenchmark", "sums");
    private static final TaskId HOSTILE = new TaskId(
            "com.acme.X",
            "a|b\n# <script>alert(1)</script> [x](javascript:y) **bold** `code` ~~gone~~ _it_ &lt; @team \u001b[31m\u0000");

    @Test
    void shows_what_fails_first_then_how_to_accept_it_and_folds_the_rest() {
        Comparison comparison = Judged.comparison(
                measurement(
                        runs(REVIEWS, 1300, 1300),
                        runs(SUMS, 50, 50),
                        runs(PLANS, LongStream.rangeClosed(1, 30).toArray())),
                baseline(REVIEWS, 1000, 1000).with(SUMS, BaselineExample.accepted(SUMS, 50, 50)));

        assertThat(MarkdownReport.of(comparison)).startsWith("""
                        # Token budget: failed, 1 of 3 task(s)

                        ❌ Fails the build:

                        - ReviewBenchmark.reviews used 1,300 tokens a run on average, +30.0 % against the baseline's 1,000; its tolerance is +15%.
                          - Why +30.0 %: +30 points are unexplained: input +300 tokens a call × 1 call whose prompts were not seen.
                        - If that is meant, accept it.

                        ⚠️ Worth a look:

                        - PlanBenchmark.plans has no baseline yet.
                        - Accept the runs just made as the baseline.

                        Accept what was measured:

                        ```sh
                        mvn tokenbudget:accept -Dtokenbudget.reason="…"
                        ```

                        | task | verdict | runs | mean | drift | tolerance | 90 % interval | P75 | P90 | P99 |
                        |---|---|--:|--:|--:|--:|--:|--:|--:|--:|
                        | ReviewBenchmark.reviews | DRIFTED | 2 → 2 | 1,000 → 1,300 | +30.0 % | +15% | - | ~1,000 → ~1,300 | ~1,000 → ~1,300 | ~1,000 → ~1,300 |
                        | PlanBenchmark.plans | NEW | - → 30 | - → 15.5 | - | +15% | - | - → 23.1 | - → 27.6 | - → ~30 |

                        <details>
                        <summary>1 task(s) that pass, and what else is worth knowing</summary>

                        | task | verdict | runs | mean | drift | tolerance | 90 % interval | P75 | P90 | P99 |
                        |---|---|--:|--:|--:|--:|--:|--:|--:|--:|
                        | SumBenchmark.sums | OK | 2 → 2 | 50 → 50 | +0.0 % | +15% | - | ~50 → ~50 | ~50 → ~50 | ~50 → ~50 |

                        </details>

                        Mean, P75, P90 and P99 of tokens a run, before → after. `~` marks a percentile of too few runs to be estimated.
                        """);
    }

    @Test
    void the_interval_is_that_of_the_test_behind_the_verdict() {
        Comparison comparison = Comparison.of(
                measurement(runs(REVIEWS, 200, 210, 220, 230, 240)),
                baseline(REVIEWS, 100, 105, 110, 115, 120),
                Judged.POLICY,
                new StatisticalJudge());

        assertThat(MarkdownReport.of(comparison))
                .containsPattern("\\| DRIFTED \\| .* \\| \\+\\d+\\.\\d % to \\+\\d+\\.\\d % \\|");
    }

    @Test
    void is_short_enough_for_a_comment_and_says_what_it_leaves_out() {
        List<Run> drifted = new ArrayList<>();
        Baseline accepted = empty();
        for (int i = 0; i < 500; i++) {
            TaskId task = new TaskId("com.acme.ReviewBenchmark", "reviews the pull request number " + i + " <&*>");
            drifted.addAll(runs(task, i % 2 == 0 ? 1300 : 1000));
            accepted = accepted.with(task, BaselineExample.accepted(task, 1000));
        }

        String report = MarkdownReport.of(Judged.comparison(measurement(drifted), accepted));

        assertThat(report.length()).isBetween(30_000, 59_999);
        assertThat(report)
                .startsWith("# Token budget: failed, 250 of 500 task(s)")
                .containsPattern("… and \\d+ more finding\\(s\\)")
                .containsPattern("\n\n… and \\d+ more task\\(s\\)")
                .contains("mvn tokenbudget:accept")
                .endsWith("\n");
        long rows = report.lines().filter(line -> line.contains("| DRIFTED |")).count();
        assertThat(report).contains("… and " + (250 - rows) + " more task(s)");
        assertThat(report.lines().filter(line -> line.startsWith("<details>")).count())
                .isEqualTo(report.lines()
                        .filter(line -> line.startsWith("</details>"))
                        .count());
    }

    @Test
    void is_short_enough_however_long_the_names_are() {
        List<Run> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.addAll(runs(new TaskId("com.acme.X", i + "<".repeat(100_000)), 7));
        }

        assertThat(MarkdownReport.of(Judged.comparison(measurement(all), empty()))
                        .length())
                .isLessThan(60_000);
    }

    @Test
    void names_stay_text() {
        String markdown = MarkdownReport.of(Judged.comparison(measurement(runs(HOSTILE, 7)), empty()));

        String row = markdown.lines()
                .filter(line -> line.startsWith("| X"))
                .findFirst()
                .orElseThrow();
        assertThat(row)
                .startsWith(
                        "| X.a\\|b # &lt;script>alert(1)&lt;/script> \\[x\\](javascript:y) \\*\\*bold\\*\\* \\`code\\`"
                                + " \\~\\~gone\\~\\~ \\_it\\_ &amp;lt; ")
                .doesNotContain("\u001b", "\u0000", "@team");
        assertThat(markdown.lines().filter(line -> line.startsWith("# "))).hasSize(1);
        assertThat(row.replace("\\|", "")
                        .chars()
                        .filter(character -> character == '|')
                        .count())
                .isEqualTo(11);
    }

    @Test
    void names_with_underscores_stay_readable() {
        TaskId task = new TaskId("com.acme.X", "reviews_small_pr");

        assertThat(MarkdownReport.of(Judged.comparison(measurement(runs(task, 7)), empty())))
                .contains("| X.reviews_small_pr |");
    }
}
