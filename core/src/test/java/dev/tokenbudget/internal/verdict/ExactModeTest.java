package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static dev.tokenbudget.internal.run.RunExample.stopped;
import static dev.tokenbudget.internal.verdict.Judged.POLICY;
import static dev.tokenbudget.internal.verdict.Judged.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExactModeTest {

    private static final String ACCEPT =
            "mvn tokenbudget:accept -Dtokenbudget.task=\"ReviewBenchmark.reviews\" -Dtokenbudget.reason=\"…\"";
    private static final ModelCall UNKNOWN =
            ModelCall.builder("anthropic", "claude-x").build();

    @Test
    void a_task_within_its_tolerance_is_ok() {
        JudgedTask judged = task(measurement(runs(REVIEWS, 115, 115)), baseline(REVIEWS, 100, 100));

        assertThat(judged.verdict()).isEqualTo(Verdict.ok(""));
        assertThat(judged.verdict().severity(POLICY)).isEqualTo(Severity.PASSES);
        assertThat(judged.sentence()).isEqualTo("ReviewBenchmark.reviews is within its tolerance.");
    }

    @Test
    void one_token_beyond_the_tolerance_is_drift_told_with_both_means_the_drift_and_the_tolerance() {
        JudgedTask judged = task(measurement(runs(REVIEWS, 1150, 1151)), baseline(REVIEWS, 1000));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(judged.verdict().severity(POLICY)).isEqualTo(Severity.FAILS);
        assertThat(judged.sentence())
                .isEqualTo(
                        "ReviewBenchmark.reviews used 1,150.5 tokens a run on average, +15.1 % against the baseline's"
                                + " 1,000; its tolerance is +15%. If that is meant, accept it: " + ACCEPT);
    }

    @Test
    void drift_beyond_a_number_of_tokens_is_never_rounded_onto_it() {
        JudgedTask judged = Comparison.of(
                        measurement(runs(REVIEWS, 1500, 1501, 1500)), baseline(REVIEWS, 1000), Judged.with("+500"))
                .tasks()
                .get(0);

        assertThat(judged.sentence())
                .startsWith(
                        "ReviewBenchmark.reviews used 1,500.3 tokens a run on average, +50.0 % against the baseline's"
                                + " 1,000; its tolerance is +500.");
    }

    @Test
    void growth_from_0_is_drift() {
        Run nothing = run(REVIEWS, 1, call(0).usage(TokenUsage.of(0, 0)).build());

        JudgedTask judged = task(
                measurement(runs(REVIEWS, 10)),
                new Baseline(new TreeMap<>(Map.of(REVIEWS, accepted(REVIEWS, List.of(nothing))))));

        assertThat(judged.sentence())
                .startsWith("ReviewBenchmark.reviews used 10 tokens a run on average, +∞ % against the baseline's 0;");
    }

    @Test
    void a_fall_beyond_the_lower_tolerance_is_drift() {
        Comparison comparison =
                Comparison.of(measurement(runs(REVIEWS, 89)), baseline(REVIEWS, 100), Judged.with("-10%..+15%"));

        assertThat(comparison.tasks().get(0).sentence())
                .startsWith(
                        "ReviewBenchmark.reviews used 89 tokens a run on average, -11.0 % against the baseline's 100;"
                                + " its tolerance is -10%..+15%.");
    }

    @Test
    void a_task_that_became_cheaper_by_more_than_the_tolerance_is_improved_and_passes() {
        JudgedTask judged = task(measurement(runs(REVIEWS, 80)), baseline(REVIEWS, 100));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.IMPROVED);
        assertThat(judged.verdict().severity(POLICY)).isEqualTo(Severity.PASSES);
        assertThat(judged.sentence())
                .isEqualTo(
                        "ReviewBenchmark.reviews used 80 tokens a run on average, -20.0 % against the baseline's 100."
                                + " Keep the gain by accepting it: " + ACCEPT);
    }

    @Test
    void the_tolerance_of_an_annotation_wins_for_its_task() {
        Run.Terms terms = new Run.Terms(Budget.NONE, Optional.of(Tolerance.parse("+50%")), 1.0);

        JudgedTask judged = task(measurement(runs(REVIEWS, terms, 150)), baseline(REVIEWS, 100));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(judged.tolerance()).isEqualTo(Tolerance.parse("+50%"));
    }

    @Test
    void a_task_without_a_baseline_is_new_and_names_the_command_that_accepts_it() {
        JudgedTask judged = task(measurement(runs(REVIEWS, 100)), empty());

        assertThat(judged.verdict().severity(POLICY)).isEqualTo(Severity.WARNS);
        assertThat(judged.verdict().severity(Judged.policy(Map.of(Setting.FAIL_ON_NEW, "true"))))
                .isEqualTo(Severity.FAILS);
        assertThat(judged.sentence())
                .isEqualTo("ReviewBenchmark.reviews has no baseline yet. Accept the runs just made as the baseline: "
                        + ACCEPT);
    }

    @Test
    void a_task_that_did_not_run_is_missing() {
        JudgedTask judged = task(measurement(), baseline(REVIEWS, 100));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.MISSING);
        assertThat(judged.verdict().severity(POLICY)).isEqualTo(Severity.FAILS);
        assertThat(judged.verdict().severity(Judged.policy(Map.of(Setting.FAIL_ON_MISSING, "false"))))
                .isEqualTo(Severity.WARNS);
        assertThat(judged.sentence())
                .isEqualTo(
                        "ReviewBenchmark.reviews has a baseline, but did not run. Run it again. If it is gone, remove it by its"
                                + " name: mvn tokenbudget:accept -Dtokenbudget.remove=\"…\"");
    }

    @Test
    void a_task_that_a_test_filter_left_out_is_not_judged() {
        Policy filtered = Judged.filtered("-Dtest=X");

        Comparison comparison = Comparison.of(measurement(), baseline(REVIEWS, 100), filtered);

        assertThat(comparison.tasks()).isEmpty();
        assertThat(comparison.warnings())
                .containsExactly(
                        "This build left out tests (-Dtest=X): 1 task of the baseline did not run and is not judged.");
    }

    @Test
    void a_run_over_its_budget_fails_even_where_the_mean_is_fine_and_there_is_no_baseline() {
        Run.Terms terms = new Run.Terms(Budget.of(Map.of(Metric.TOTAL, 15_000L)), Optional.empty(), 1.0);

        JudgedTask judged = task(measurement(runs(REVIEWS, terms, 100, 200, 17_420)), empty());

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OVER_BUDGET);
        assertThat(judged.sentence())
                .contains("ReviewBenchmark.reviews ", "17,420 tokens", "run 3", "15,000 (maxTotal)");
    }

    @Test
    void a_run_exactly_on_its_budget_is_within_it_and_a_failed_run_counts_too() {
        Run.Terms terms = new Run.Terms(Budget.of(Map.of(Metric.TOTAL, 100L)), Optional.empty(), 1.0);
        Run failed = run(REVIEWS, 2, Outcome.FAILED, terms, List.of(call(101).build()));

        assertThat(task(measurement(runs(REVIEWS, terms, 100)), baseline(REVIEWS, 100))
                        .verdict()
                        .kind())
                .isEqualTo(VerdictKind.OK);
        assertThat(task(measurement(runs(REVIEWS, terms, 100), List.of(failed)), baseline(REVIEWS, 100))
                        .verdict()
                        .kind())
                .isEqualTo(VerdictKind.OVER_BUDGET);
    }

    @Test
    void a_stopped_run_is_over_budget_rather_than_cheap_or_unmeasurable() {
        JudgedTask judged = task(measurement(List.of(stopped(REVIEWS, 100))), baseline(REVIEWS, 200));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OVER_BUDGET);
        assertThat(judged.sentence()).contains("ReviewBenchmark.reviews ", "run 1", "100 tokens", "100 (maxTotal)");
    }

    @Test
    void another_requested_model_is_not_compared() {
        ModelCall other =
                ModelCall.builder("openai", "gpt-y").usage(TokenUsage.of(99, 1)).build();

        JudgedTask judged = task(measurement(List.of(run(REVIEWS, 1, other))), baseline(REVIEWS, 100));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.MODEL_CHANGED);
        assertThat(judged.verdict().severity(POLICY)).isEqualTo(Severity.FAILS);
        assertThat(judged.sentence())
                .isEqualTo("ReviewBenchmark.reviews asks for openai gpt-y, but its baseline was measured with anthropic"
                        + " claude-x. To see whether the new model is cheaper and no worse, run both as variants of the task"
                        + " (@Variant, docs/variants.md). If the change is meant, accept it: " + ACCEPT);
    }

    @Test
    void another_snapshot_under_the_same_name_is_only_remarked() {
        List<Run> before =
                List.of(run(REVIEWS, 1, call(100).responseModel("claude-x-1").build()));
        List<Run> after =
                List.of(run(REVIEWS, 1, call(100).responseModel("claude-x-2").build()));

        JudgedTask judged =
                task(measurement(after), new Baseline(new TreeMap<>(Map.of(REVIEWS, accepted(REVIEWS, before)))));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(judged.remarks())
                .containsExactly("The model behind the name moved: claude-x-1 answered the baseline, claude-x-2 answers"
                        + " now.");
    }

    @Test
    void an_unknown_usage_is_never_taken_for_0() {
        JudgedTask judged =
                task(measurement(List.of(run(REVIEWS, 1, call(100).build(), UNKNOWN))), baseline(REVIEWS, 100));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.UNMEASURABLE);
        assertThat(judged.verdict().severity(POLICY)).isEqualTo(Severity.FAILS);
        assertThat(judged.sentence())
                .isEqualTo("ReviewBenchmark.reviews cannot be measured: run 1 holds a call to anthropic claude-x whose"
                        + " usage is unknown. Make every call report its usage, and run the task again: an unknown number"
                        + " is never taken for 0.");
    }

    @Test
    void a_cut_answer_makes_its_task_unmeasurable_rather_than_cheap() {
        ModelCall cut = call(10).status(UsageStatus.PARTIAL).build();

        assertThat(task(measurement(List.of(run(REVIEWS, 1, cut))), baseline(REVIEWS, 100))
                        .sentence())
                .contains("run 1 holds a call to anthropic claude-x whose usage is known in part only");
    }

    @Test
    void late_calls_make_their_task_unmeasurable() {
        Measurement late = Measurement.of(
                BUILD,
                runs(REVIEWS, 100),
                List.of(LooseCall.late(REVIEWS, Outcome.SUCCEEDED, call(10).build())),
                List.of());

        assertThat(task(late, baseline(REVIEWS, 100)).sentence())
                .startsWith("ReviewBenchmark.reviews cannot be measured: 1 call ended after its run was over.");
    }

    @Test
    void a_task_without_a_successful_run_or_without_a_call_is_unmeasurable() {
        Run failed = run(REVIEWS, 1, Outcome.FAILED, Run.Terms.NONE, List.of(call(10).build()));

        assertThat(task(measurement(List.of(failed)), baseline(REVIEWS, 100)).sentence())
                .contains(
                        "cannot be measured: its only run did not succeed. Fix the failing test, and run the task again");
        assertThat(task(measurement(List.of(run(REVIEWS, 1))), baseline(REVIEWS, 100))
                        .sentence())
                .contains("cannot be measured: no model call was seen in any run");
    }

    @Test
    void a_failed_run_is_counted_and_never_measured() {
        Run failed = run(
                REVIEWS, 2, Outcome.FAILED, Run.Terms.NONE, List.of(call(9_999).build(), UNKNOWN));

        JudgedTask judged = task(measurement(runs(REVIEWS, 100), List.of(failed)), baseline(REVIEWS, 100));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(judged.remarks()).containsExactly("1 of 2 runs did not succeed and is no sample.");
    }

    @Test
    void ranking_alone_is_measured_by_its_calls() {
        ModelCall ranking = ModelCall.builder("cohere", "rerank-x")
                .kind(CallKind.RERANK)
                .status(UsageStatus.REPORTED)
                .build();
        List<Run> ranked = List.of(run(REVIEWS, 1, ranking));

        JudgedTask judged =
                task(measurement(ranked), new Baseline(new TreeMap<>(Map.of(REVIEWS, accepted(REVIEWS, ranked)))));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
    }

    @Test
    void the_verdict_that_says_most_about_the_numbers_comes_first() {
        Run.Terms tight = new Run.Terms(Budget.of(Map.of(Metric.TOTAL, 10L)), Optional.empty(), 1.0);
        ModelCall other =
                ModelCall.builder("openai", "gpt-y").usage(TokenUsage.of(99, 1)).build();
        Run unmeasurable = run(REVIEWS, 1, Outcome.SUCCEEDED, tight, List.of(other, UNKNOWN));
        Run changed = run(REVIEWS, 1, Outcome.SUCCEEDED, tight, List.of(other));

        Baseline before = baseline(REVIEWS, 50);

        assertThat(task(measurement(List.of(unmeasurable)), before).verdict().kind())
                .isEqualTo(VerdictKind.UNMEASURABLE);
        assertThat(task(measurement(List.of(changed)), before).verdict().kind()).isEqualTo(VerdictKind.MODEL_CHANGED);
        assertThat(task(measurement(runs(REVIEWS, tight, 100)), before)
                        .verdict()
                        .kind())
                .isEqualTo(VerdictKind.OVER_BUDGET);
        assertThat(task(measurement(runs(REVIEWS, 100)), before).verdict().kind())
                .isEqualTo(VerdictKind.DRIFTED);
    }

    @Test
    void contradictions_in_a_providers_numbers_are_remarked_and_change_nothing() {
        ModelCall odd = call(0).usage(TokenUsage.of(99, 1).withReasoning(7)).build();

        JudgedTask judged = task(measurement(List.of(run(REVIEWS, 1, odd))), baseline(REVIEWS, 100));

        assertThat(judged.verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(judged.remarks())
                .containsExactly("A provider's numbers contradict each other: reasoning = 7 > output = 1.");
    }

    @Test
    void every_task_of_the_measurement_and_of_the_baseline_is_judged_in_order() {
        TaskId plans = new TaskId("com.acme.PlanBenchmark", "plans");

        Comparison comparison = Judged.comparison(measurement(runs(REVIEWS, 100)), baseline(plans, 7));

        assertThat(comparison.tasks())
                .extracting(task -> task.comparison().task())
                .containsExactly(plans, REVIEWS);
    }
}
