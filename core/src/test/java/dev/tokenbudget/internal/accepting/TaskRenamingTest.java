package dev.tokenbudget.internal.accepting;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineExample;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import dev.tokenbudget.internal.verdict.Severity;
import dev.tokenbudget.internal.verdict.VerdictKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskRenamingTest {

    private static final TaskId PULL_REQUESTS = new TaskId("com.acme.ReviewBenchmark", "reviewsPullRequests");
    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");

    @Test
    void is_offered_where_a_task_is_gone_and_a_new_one_has_its_models_and_prompts() {
        Comparison comparison = Judged.comparison(
                measurement(answers(PULL_REQUESTS, 1_000, 11, 13)), baseline(answers(REVIEWS, 1_000, 10, 12)));

        assertThat(comparison.problemsThat(Severity.WARNS))
                .containsExactly(
                        "ReviewBenchmark.reviews looks renamed to ReviewBenchmark.reviewsPullRequests: the one did"
                                + " not run, the other has no baseline, and models and prompts are the same. Let it keep its baseline:"
                                + " mvn tokenbudget:accept -Dtokenbudget.rename=\"ReviewBenchmark.reviews\"");
    }

    @Test
    void is_not_offered_where_the_prompt_or_the_model_is_another() {
        Baseline before = baseline(answers(REVIEWS, 1_000, 10));
        ModelCall otherModel = ModelCall.builder("anthropic", "claude-y")
                .usage(TokenUsage.of(1_000, 10))
                .build();

        assertThat(Judged.comparison(measurement(answers(PULL_REQUESTS, 1_100, 10)), before)
                        .problems())
                .isEmpty();
        assertThat(Judged.comparison(measurement(List.of(run(PULL_REQUESTS, 1, otherModel))), before)
                        .problems())
                .isEmpty();
    }

    @Test
    void is_not_offered_where_a_third_task_fits_as_well() {
        Measurement two = measurement(answers(PULL_REQUESTS, 1_000, 10), answers(PLANS, 1_000, 10));

        assertThat(Judged.comparison(two, baseline(answers(REVIEWS, 1_000, 10))).problems())
                .isEmpty();
    }

    @Test
    void a_renamed_class_is_told_by_the_names_of_its_methods() {
        Baseline before = baseline(answers(REVIEWS, 1_000, 10))
                .with(PULL_REQUESTS, accepted(PULL_REQUESTS, answers(PULL_REQUESTS, 1_000, 20)));
        TaskId reviews = new TaskId("com.acme.RenamedBenchmark", REVIEWS.name());
        TaskId pullRequests = new TaskId("com.acme.RenamedBenchmark", PULL_REQUESTS.name());
        Comparison comparison =
                Judged.comparison(measurement(answers(pullRequests, 1_000, 20), answers(reviews, 1_000, 10)), before);

        Baseline after = renaming("ReviewBenchmark.*", "*").apply(comparison, before);

        assertThat(comparison.problemsThat(Severity.WARNS)).hasSize(2);
        assertThat(after.tasks()).containsOnlyKeys(reviews, pullRequests);
        assertThat(after.of(reviews)).isEqualTo(before.of(REVIEWS));
        assertThat(after.of(pullRequests)).isEqualTo(before.of(PULL_REQUESTS));
    }

    @Test
    void both_names_leave_no_doubt_although_the_prompt_changed() {
        Baseline before = baseline(answers(REVIEWS, 1_000, 10));
        Comparison comparison = Judged.comparison(measurement(answers(PULL_REQUESTS, 2_000, 10)), before);

        assertThat(renaming("*reviews", "*").whyNothingToDo(comparison, before))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith(
                                "No task matches '*reviews' that did not run and looks renamed. The tasks of the baseline"
                                        + " that did not run are ReviewBenchmark.reviews."));
        assertThat(renaming("*reviews", "reviewsPullRequests")
                        .apply(comparison, before)
                        .tasks())
                .containsOnlyKeys(PULL_REQUESTS);
    }

    @Test
    void the_renamed_task_is_judged_by_the_baseline_it_kept() {
        Measurement after = measurement(runs(PULL_REQUESTS, 150));
        Baseline before = baseline(runs(REVIEWS, 100));

        Baseline renamed = renaming("reviews", "reviewsPullRequests").apply(Judged.comparison(after, before), before);

        assertThat(Judged.comparison(after, renamed).tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.verdict().kind()).isNotEqualTo(VerdictKind.NEW));
    }

    private static TaskRenaming renaming(String former, String present) {
        return new TaskRenaming(new TaskGlob(former), new TaskGlob(present));
    }

    private static Baseline baseline(List<Run> runs) {
        return BaselineExample.empty().with(REVIEWS, accepted(REVIEWS, runs));
    }

    private static List<Run> answers(TaskId task, long input, long... outputs) {
        return IntStream.range(0, outputs.length)
                .mapToObj(i -> run(
                        task,
                        i + 1,
                        call(0).usage(TokenUsage.of(input, outputs[i])).build()))
                .toList();
    }
}
