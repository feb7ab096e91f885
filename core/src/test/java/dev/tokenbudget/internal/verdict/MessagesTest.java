package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said of a task is said once, fits what was seen, and ends once. */
class MessagesTest {

    @Test
    void a_budget_that_several_runs_exceed_is_told_once() {
        assertThat(statement(runs(REVIEWS, limited(Metric.TOTAL, "15000"), 17_420, 14_000, 15_210, 18_000)))
                .isEqualTo("ReviewBenchmark.reviews used 15,210 to 18,000 tokens in 3 runs, but its budget is 15,000"
                        + " (maxTotal).");
    }

    @Test
    void budgets_of_several_figures_are_told_one_by_one() {
        Run.Terms terms = new Run.Terms(
                new Budget(Map.of(Metric.TOTAL, new BigDecimal(15_000), Metric.CALLS, BigDecimal.ZERO)),
                Optional.empty(),
                1);

        assertThat(statement(runs(REVIEWS, terms, 17_420, 17_420)))
                .contains("used 17,420 tokens in 2 runs, but its budget is 15,000 (maxTotal)")
                .contains("used 1 call in 2 runs, but its budget is 0 (maxCalls)");
    }

    @Test
    void a_budget_on_a_cost_that_nobody_knows_is_told_once() {
        List<Run> unlisted = runs(REVIEWS, limited(Metric.COST_USD, "0.25"), 100, 100, 100);

        assertThat(Judged.comparison(measurement(unlisted).priced(PriceList.bundled()), empty())
                        .tasks()
                        .get(0)
                        .statement())
                .containsOnlyOnce("anthropic/claude-x ");
    }

    @Test
    void runs_that_were_stopped_are_told_once() {
        List<Run> stopped = IntStream.range(0, 3)
                .mapToObj(i -> RunExample.stopped(REVIEWS, 100))
                .toList();

        assertThat(statement(stopped))
                .isEqualTo(
                        "ReviewBenchmark.reviews was stopped in 3 runs after 100 tokens: its budget is 100 (maxTotal).");
    }

    @Test
    void a_number_below_0_is_told_as_such_and_not_as_a_missing_one() {
        JudgedTask task = task(
                List.of(run(REVIEWS, 1, call(1).usage(TokenUsage.of(100, -1)).build())));

        assertThat(task.sentence())
                .isEqualTo("ReviewBenchmark.reviews cannot be measured: run 1 holds a call to anthropic claude-x that"
                        + " reports a number of tokens below 0. Make the server report what it uses (some need an option"
                        + " for that), and run the task again.");
        assertThat(task.remarks()).containsExactly("A provider reports a number below 0: output = -1 < 0.");
    }

    @Test
    void a_usage_that_is_known_in_part_is_told_as_such() {
        JudgedTask task = task(
                List.of(run(REVIEWS, 1, call(100).status(UsageStatus.PARTIAL).build())));

        assertThat(task.sentence())
                .contains(
                        "a call to anthropic claude-x whose usage is known in part only. Let the agent read each answer")
                .doesNotContain("report its usage");
    }

    @Test
    void an_answer_that_could_not_be_read_tells_what_it_met() {
        JudgedTask task = task(List.of(run(
                REVIEWS,
                1,
                ModelCall.unreadable(UsageSource.FRAMEWORK, new NoSuchMethodError("cacheReadInputTokens()"))
                        .build())));

        assertThat(task.statement())
                .contains("run 1 holds a call whose answer could not be read"
                        + " (java.lang.NoSuchMethodError: cacheReadInputTokens()).");
        assertThat(task.remarks())
                .containsExactly("The usage of a call is unknown, because its answer could not be read:"
                        + " java.lang.NoSuchMethodError: cacheReadInputTokens().");
    }

    @Test
    void a_task_that_called_no_model_is_told_so_in_one_sentence_and_how_to_mend_it_in_another() {
        assertThat(task(List.of(run(REVIEWS, 1))).sentence())
                .isEqualTo(
                        "ReviewBenchmark.reviews cannot be measured: no model call was seen in any run. Give the agent"
                                + " the gateway's URL, or report its calls by a RunRecorder, and run the task again.");
    }

    private static Run.Terms limited(Metric metric, String most) {
        return new Run.Terms(new Budget(Map.of(metric, new BigDecimal(most))), Optional.empty(), 1);
    }

    private static String statement(List<Run> runs) {
        return task(runs).statement();
    }

    private static JudgedTask task(List<Run> runs) {
        return Judged.task(measurement(runs), empty());
    }
}
