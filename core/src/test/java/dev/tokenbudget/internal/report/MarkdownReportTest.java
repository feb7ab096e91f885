package dev.tokenbudget.internal.report;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineExample;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.SkippedTask;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");
    private static final TaskId SUMS = new TaskId("com.acme.SumBenchmark", "sums");
    private static final TaskId HOSTILE = new TaskId(
            "com.acme.X",
            "a|b\n# <script>alert(1)</script> [x](javascript:y) **bold** `code` ~~gone~~ _it_ &lt; @team \u001b[31m\u0000");

    @Test
    void says_that_nothing_was_measured_where_all_tests_were_skipped() {
        Comparison comparison = Judged.comparison(
                measurement().without(List.of(new SkippedTask(REVIEWS, "no key"))), BaselineExample.empty());

        assertThat(MarkdownReport.of(comparison)).contains("""
                        ⚠️ Worth a look:

                        - ReviewBenchmark.reviews was skipped, and has no baseline yet: no key
                        - Nothing was measured: 1 task was skipped: no key. See that""");
    }

    @Test
    void shows_what_fails_first_then_how_to_accept_it_and_folds_the_rest() {
        Comparison comparison = Judged.comparison(
                measurement(
                        runs(REVIEWS, 1300, 1300),
                        runs(SUMS, 50, 50),
                        runs(PLANS, LongStream.rangeClosed(1, 30).toArray())),
                baseline(REVIEWS, 1000, 1000).with(SUMS, BaselineExample.accepted(SUMS, 50, 50)));

        assertThat(MarkdownReport.of(comparison)).startsWith("""
                        # Token budget: failed, 1 of 3 tasks

                        `0a1b2c3` against a baseline measured at the same commit on the same day.

                        ❌ Fails the build:

                        - ReviewBenchmark.reviews used 1,300 tokens a run on average, +30.0 % against the baseline's 1,000; its tolerance is +15%.
                          - Why +30.0 %: +30.0 points are unexplained: input +300 tokens a call × 1 call whose prompts were not seen.
                        - If that is meant, accept it.

                        ⚠️ Worth a look:

                        - PlanBenchmark.plans has no baseline yet.
                        - Accept the runs just made as the baseline.

                        Accept what was measured:

                        ```sh
                        mvn tokenbudget:accept -Dtokenbudget.task="PlanBenchmark.plans,ReviewBenchmark.reviews" -Dtokenbudget.reason="…"
                        ```

                        | task | tokens a run | drift | cost a run | why |
                        |---|--:|--:|--:|---|
                        | ReviewBenchmark<br>reviews | 1,000 → 1,300 | **+30.0 %** | - | DRIFTED: +30.0 points are unexplained: input +300 tokens a call × 1 call whose prompts were not seen |
                        | PlanBenchmark<br>plans | - → 15.5 | - | - | NEW: has no baseline yet |

                        <details>
                        <summary>1 task that passes, and what else is worth knowing</summary>

                        1 task did not move.

                        </details>

                        Means of a run, before → after. In brackets, where the true drift lies with 90 % confidence; `~` marks a drift that noise explains.
                        """);
    }

    @Test
    void the_interval_is_that_of_the_test_behind_the_verdict() {
        assertThat(reported(baseline(REVIEWS, 100, 105, 110, 115, 120), 200, 210, 220, 230, 240))
                .containsPattern("\\| \\*\\*\\+100\\.0 %\\*\\* \\(\\+\\d+\\.\\d to \\+\\d+\\.\\d %\\) \\|");
    }

    @Test
    void the_table_has_five_columns_and_breaks_names() {
        TaskId task = new TaskId("com.acme.CodeReviewBenchmark", "reviewsSmallPullRequest");
        String report = MarkdownReport.of(Judged.comparison(measurement(runs(task, 1300)), baseline(task, 1000)));

        assertThat(report).contains("""
                | task | tokens a run | drift | cost a run | why |
                |---|--:|--:|--:|---|
                | CodeReviewBenchmark<br>reviewsSmallPullRequest | 1,000 → 1,300 | **+30.0 %** | - | DRIFTED: """);
    }

    @Test
    void a_drift_that_noise_explains_is_marked_and_not_bold() {
        assertThat(reported(baseline(REVIEWS, 100, 90, 150, 110, 130), 100, 180, 120, 220, 90))
                .containsPattern("\\| ~\\+22\\.4 % \\(-\\d+\\.\\d to \\+\\d+\\.\\d %\\) \\|")
                .doesNotContain("**");
    }

    @Test
    void a_reason_too_long_for_the_table_is_cut_between_words() {
        TaskId task = new TaskId("com.acme.X", "x");
        String report = MarkdownReport.of(Judged.comparison(
                Measurement.of(
                        RunExample.BUILD,
                        List.of(run(
                                task,
                                1,
                                Outcome.SUCCEEDED,
                                new Run.Terms(
                                        Budget.of(Map.of(Metric.TOTAL, 5L, Metric.INPUT, 4L, Metric.CALLS, 0L)),
                                        Optional.empty(),
                                        1),
                                List.of(call(1000).build()))),
                        List.of(),
                        List.of()),
                empty()));

        String row = report.lines()
                .filter(line -> line.startsWith("| X<br>x |"))
                .findFirst()
                .orElseThrow();
        assertThat(row).contains("| OVER_BUDGET: used 1,000 tokens in run 1").endsWith(" … |");
        assertThat(row.length()).isLessThan(250);
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
                .startsWith("# Token budget: failed, 250 of 500 tasks")
                .containsPattern("… and \\d+ more findings")
                .containsPattern("\n\n… and \\d+ more tasks")
                .contains("mvn tokenbudget:accept")
                .endsWith("\n");
        long rows = report.lines().filter(line -> line.contains("| DRIFTED: ")).count();
        assertThat(report).contains("… and " + (250 - rows) + " more tasks");
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
    void is_short_enough_with_everything_that_it_can_tell() {
        String report = MarkdownReport.of(EverythingExample.ofTasks(100));

        assertThat(report.length()).isBetween(40_000, 59_999);
        assertThat(report)
                .contains(
                        "The price of the test: ",
                        "wastes tokens in a way that is new since its baseline",
                        "results of search 250 → 1,000 tokens each",
                        "\nVariants:\n",
                        "Top opportunities to save:\n\n- SupportBenchmark",
                        "<summary>Variants</summary>",
                        "<summary>Targets: 200 of 400 met</summary>")
                .containsPattern("… and \\d+ more tables, which report.json holds\\.");
        assertThat(report.split("<details>", -1)).hasSameSizeAs(report.split("</details>", -1));
    }

    @Test
    void new_waste_leaves_room_for_what_drifted_and_is_accepted_by_the_command_below() {
        String report = MarkdownReport.of(EverythingExample.ofTasks(30));

        assertThat(report.lines().filter(line -> line.startsWith("  - Why +"))).hasSizeGreaterThan(10);
        assertThat(report.lines().filter(line -> line.contains("wastes tokens in a way")))
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.endsWith(" Or accept it."));
        assertThat(report.lines().filter(line -> line.startsWith("mvn tokenbudget:accept")))
                .hasSize(2);
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
                        "| X<br>a\\|b # &lt;script>alert(1)&lt;/script> \\[x\\](javascript:y) \\*\\*bold\\*\\* \\`code\\`"
                                + " \\~\\~gone\\~\\~ \\_it\\_ &amp;lt; ")
                .doesNotContain("\u001b", "\u0000", "@team");
        assertThat(markdown.lines().filter(line -> line.startsWith("# "))).hasSize(1);
        assertThat(row.replace("\\|", "")
                        .chars()
                        .filter(character -> character == '|')
                        .count())
                .isEqualTo(6);
    }

    @Test
    void names_with_underscores_stay_readable() {
        TaskId task = new TaskId("com.acme.X", "reviews_small_pr");

        assertThat(MarkdownReport.of(Judged.comparison(measurement(runs(task, 7)), empty())))
                .contains("| X<br>reviews_small_pr |");
    }

    private static String reported(Baseline baseline, long... totals) {
        return MarkdownReport.of(Comparison.of(measurement(runs(REVIEWS, totals)), baseline, Judged.POLICY));
    }
}
