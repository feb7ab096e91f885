package dev.tokenbudget.internal.variant;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.START;
import static dev.tokenbudget.internal.variant.VariantExample.HAIKU;
import static dev.tokenbudget.internal.variant.VariantExample.SONNET;
import static dev.tokenbudget.internal.variant.VariantExample.comparison;
import static dev.tokenbudget.internal.variant.VariantExample.inUse;
import static dev.tokenbudget.internal.variant.VariantExample.other;
import static dev.tokenbudget.internal.variant.VariantExample.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.ReplayedRun;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.statistics.SuccessCount;
import dev.tokenbudget.internal.verdict.Comparison;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of the variants of a task: cheaper and shown to be no worse, or not shown, and what would show it. */
class VariantComparisonTest {

    private static final TaskId OTHER = new TaskId(REVIEWS.testClass(), "reviews[haiku]");

    @Test
    void a_variant_is_cheaper_and_shown_to_be_no_worse() {
        assertThat(sentence(inUse(50, 3), other(50, 2)))
                .isEqualTo(
                        "haiku is cheaper ($0.0131 against $0.0335 a success, -60.8 %) and shown to be no worse (pass"
                                + " rate 48 of 50 against 47 of 50, at most 6.5 points lower).");
    }

    /** Haiku: 50 runs of 12,000 + 120 tokens on average are 50 · $0.0126, for 48 successes. */
    @Test
    void a_success_bears_the_cost_of_the_runs_that_failed() {
        ComparedVariant compared = compared(inUse(50, 3), other(50, 2));

        CostDifference cost = compared.cost().orElseThrow();
        assertThat(cost.after()).isCloseTo(50 * 0.0126 / 48, within(1e-6));
        assertThat(cost.before()).isCloseTo(50 * 0.0315 / 47, within(1e-6));
    }

    @Test
    void what_few_runs_do_not_show_more_would() {
        assertThat(sentence(inUse(20, 0), other(20, 0)))
                .isEqualTo(
                        "Not shown: haiku is cheaper ($0.0126 against $0.0315 a success, -60.0 %), but may be worse"
                                + " (pass rate 20 of 20 against 20 of 20, up to 14 points lower; 10 points are allowed). If it"
                                + " stays like that, about 9 more runs of each would show it: mvn verify -Dtokenbudget.runs=29");
    }

    @Test
    void what_no_number_of_runs_shows_is_told() {
        assertThat(sentence(inUse(40, 0), other(40, 8)))
                .startsWith("Not shown: haiku is cheaper (")
                .contains("may be worse (pass rate 32 of 40 against 40 of 40, up to ")
                .endsWith(" If it stays like that, more runs do not show it.");
    }

    @Test
    void of_single_runs_it_is_told_what_is_missing() {
        assertThat(sentence(inUse(1, 0), other(1, 0)))
                .isEqualTo(
                        "Not shown: with 1 run against 1, nothing tells how often haiku succeeds or how much its cost varies."
                                + " That it is at most 10 points worse, at least 29 runs of each can show:"
                                + " mvn verify -Dtokenbudget.runs=29");
    }

    @Test
    void the_margin_can_be_set() {
        Comparison wide = comparison(Map.of("tokenbudget.passRateMargin", "0.2"), inUse(20, 0), other(20, 0));

        assertThat(wide.variants().get(0).others().get(0).isShown()).isTrue();
    }

    @Test
    void a_dearer_variant_that_is_no_worse_is_no_gain() {
        assertThat(sentence(inUse(50, 2), variant(OTHER, "long", SONNET, 50, 2, 15_000)))
                .startsWith(
                        "Not shown: long is no cheaper ($0.0492 against $0.0328 a success, +50.0 %), but shown to be"
                                + " no worse (");
    }

    @Test
    void a_variant_of_nearly_the_same_cost_is_not_called_cheaper() {
        assertThat(sentence(inUse(40, 1), variant(OTHER, "short", SONNET, 40, 1, 9_950)))
                .startsWith("Not shown: short may be cheaper (")
                .contains(", but chance may explain it: p = 0.")
                .contains(" of each would show it: mvn verify -Dtokenbudget.runs=");
    }

    @Test
    void without_a_price_the_model_is_named_and_tokens_are_told() {
        assertThat(sentence(inUse(40, 0), variant(OTHER, "ours", "our-model", 40, 0, 5_000)))
                .startsWith(
                        "Not shown: ours cannot be compared by its cost (no price for anthropic/our-model; 5,050 against"
                                + " 10,100 tokens a run), but shown to be no worse (");
    }

    @Test
    void without_a_success_nothing_is_cheap() {
        assertThat(sentence(inUse(40, 0), other(40, 40)))
                .startsWith(
                        "Not shown: haiku cannot be compared by its cost (no run of haiku succeeded), and may be worse"
                                + " (pass rate 0 of 40 against 40 of 40, up to ");
    }

    @Test
    void a_run_that_an_assumption_ended_says_nothing_of_the_pass_rate() {
        Run ended = other(1, 0).get(0).toBuilder().outcome(Outcome.ABORTED).build();

        assertThat(compared(inUse(5, 0), List.of(ended, other(2, 0).get(1)))
                        .measured()
                        .successes())
                .isEqualTo(new SuccessCount(1, 1));
    }

    @Test
    void replayed_answers_show_nothing_of_how_often_a_variant_succeeds() {
        List<Run> replayed = other(40, 0).stream()
                .map(run -> run.toBuilder()
                        .replayed(new ReplayedRun(run.number(), false, List.of()))
                        .build())
                .toList();

        assertThat(sentence(inUse(40, 0), replayed))
                .isEqualTo("Not shown: replayed answers do not tell how often haiku succeeds today. Measure both live:"
                        + " mvn verify -Dtokenbudget.calls=live");
    }

    @Test
    void parameter_sets_with_the_same_variant_are_put_together() {
        List<Run> runs = List.of(
                set("opus, a.diff", "opus", 0),
                set("haiku, a.diff", "haiku", 1),
                set("opus, b.diff", "opus", 2),
                set("haiku, b.diff", "haiku", 3));

        VariantComparison compared = comparison(runs).variants().get(0);

        assertThat(compared.task()).isEqualTo(REVIEWS);
        assertThat(compared.all()).extracting(MeasuredVariant::name).containsExactly("opus", "haiku");
        assertThat(compared.inUse().successes()).isEqualTo(new SuccessCount(2, 2));
        assertThat(compared.inUse().tasks())
                .extracting(TaskId::name)
                .containsExactly("reviews[opus, a.diff]", "reviews[opus, b.diff]");
    }

    @Test
    void of_parameter_sets_more_runs_take_more_sets() {
        assertThat(comparison(List.of(set("opus, a.diff", "opus", 0), set("haiku, a.diff", "haiku", 1)))
                        .variants()
                        .get(0)
                        .sentences())
                .singleElement()
                .asString()
                .endsWith(", at least 29 runs of each can show, which takes more parameter sets.");
    }

    private static Run set(String set, String variant, int second) {
        TaskId task = new TaskId(REVIEWS.testClass(), "reviews[" + set + "]");
        return variant(task, variant, HAIKU, 1, 0, 1_000).get(0).toBuilder()
                .started(START.plusSeconds(second))
                .terms(Run.Terms.NONE)
                .build();
    }

    @Test
    void the_variant_in_use_is_the_task_itself_also_where_another_began_first() {
        List<Run> earlier = other(2, 0).stream()
                .map(run ->
                        run.toBuilder().started(run.started().minusSeconds(30)).build())
                .toList();

        assertThat(comparison(inUse(2, 0), earlier).variants().get(0).inUse().name())
                .isEqualTo("sonnet");
    }

    @Test
    void a_task_without_variants_or_with_a_single_one_is_not_compared() {
        assertThat(comparison(RunExample.runs(REVIEWS, 10, 20)).variants()).isEmpty();
        assertThat(comparison(inUse(3, 0)).variants()).isEmpty();
    }

    private static String sentence(List<Run> inUse, List<Run> other) {
        return compared(inUse, other).sentence();
    }

    private static ComparedVariant compared(List<Run> inUse, List<Run> other) {
        return comparison(inUse, other).variants().get(0).others().get(0);
    }
}
