package dev.tokenbudget.internal.report;

import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.START;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.verdict.Judged;
import dev.tokenbudget.usage.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** report.md says which build it compares with which, how old the baseline is, and what the build cost. */
class ComparedBuildsTest {

    private static final String BASE = "1a2b3c4d5e6f708192a3b4c5d6e7f80912345678";
    private static final String HEAD = "9f8e7d6c5b4a39281706f5e4d3c2b1a098765432";
    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");

    @Test
    void names_both_commits_the_age_and_the_command_that_shows_what_changed() {
        String report = report(HEAD, accepted(REVIEWS, BASE), later(12, 1300));

        assertThat(report)
                .contains("`9f8e7d6c5b` against a baseline measured at `1a2b3c4d5e`, 12 days before.")
                .contains("""
                        What changed since the baseline:

                        ```sh
                        git diff 1a2b3c4d5e..9f8e7d6c5b -- . ':(exclude,glob)**/src/test/tokenbudget/**'
                        ```
                        """);
    }

    @Test
    void needs_no_such_command_where_nothing_fails_or_the_commit_is_the_same() {
        assertThat(report(HEAD, accepted(REVIEWS, BASE), later(1, 1000))).doesNotContain("git diff");
        assertThat(report(BASE, accepted(REVIEWS, BASE), later(0, 1300)))
                .contains("against a baseline measured at the same commit on the same day.")
                .doesNotContain("git diff");
    }

    @Test
    void names_several_commits_and_the_range_of_their_ages() {
        Baseline both = accepted(REVIEWS, BASE)
                .with(PLANS, accepted(PLANS, "abcdef0123456").of(PLANS).orElseThrow());
        List<Run> plans = runs(PLANS, 1000).stream().map(run -> moved(run, 3)).toList();

        assertThat(MarkdownReport.of(Judged.comparison(
                        Measurement.of(
                                build(HEAD), List.of(later(12, 1300).get(0), plans.get(0)), List.of(), List.of()),
                        both)))
                .contains("against a baseline measured at `1a2b3c4d5e`, `abcdef0123`, 3 to 12 days before.")
                .contains("git diff 1a2b3c4d5e..9f8e7d6c5b", "git diff abcdef0123..9f8e7d6c5b");
    }

    @Test
    void a_commit_that_is_none_is_not_put_into_a_command() {
        String report = report(HEAD, accepted(REVIEWS, "x; rm -rf ~"), later(1, 1300));

        assertThat(report)
                .contains("measured at an unknown commit, 1 day before.")
                .doesNotContain("rm -rf", "git diff");
    }

    @Test
    void says_that_there_is_no_baseline() {
        assertThat(report(HEAD, empty(), later(0, 1300)))
                .contains("Measured at `9f8e7d6c5b`; there is no baseline to compare with.");
    }

    @Test
    void says_what_all_runs_of_the_build_cost_those_that_failed_included() {
        TokenUsage usage = TokenUsage.of(1_000, 500);
        List<Run> runs = List.of(run(1, Outcome.SUCCEEDED, usage), run(2, Outcome.FAILED, usage));

        assertThat(MarkdownReport.of(Judged.comparison(
                        Measurement.of(build(HEAD), runs, List.of(), List.of()).priced(PriceList.bundled()), empty())))
                // Claude Sonnet 4.5: 1,000 × 3 + 500 × 15 per million, twice
                .contains("This build made 2 runs, which cost $0.021.");
    }

    private static Run run(int number, Outcome outcome, TokenUsage usage) {
        return Run.builder(REVIEWS, number, START)
                .duration(Duration.ofSeconds(1))
                .outcome(outcome)
                .calls(List.of(call(1).usage(usage)
                        .requestedModel("claude-sonnet-4-5")
                        .responseModel("claude-sonnet-4-5-20250929")
                        .build()))
                .build();
    }

    private static String report(String head, Baseline baseline, List<Run> measured) {
        return MarkdownReport.of(
                Judged.comparison(Measurement.of(build(head), measured, List.of(), List.of()), baseline));
    }

    private static BuildId build(String commit) {
        return new BuildId("b2", Optional.of(commit));
    }

    private static Baseline accepted(TaskId task, String commit) {
        BuildId build = new BuildId("b1", Optional.of(commit));
        return empty().with(
                        task,
                        TaskBaseline.accept(
                                new TaskRuns(task, runs(task, 1000)), build, "first baseline", Optional.empty()));
    }

    private static List<Run> later(int days, long total) {
        return runs(REVIEWS, total).stream().map(run -> moved(run, days)).toList();
    }

    private static Run moved(Run run, int days) {
        return Run.builder(run.task(), run.number(), run.started().plus(Duration.ofDays(days)))
                .duration(run.duration())
                .outcome(run.outcome())
                .calls(run.calls())
                .unfinishedCalls(run.unfinishedCalls())
                .terms(run.terms())
                .labels(run.labels())
                .build();
    }
}
