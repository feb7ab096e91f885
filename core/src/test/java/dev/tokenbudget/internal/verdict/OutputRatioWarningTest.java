package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.OutputRatio;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputRatioWarningTest {

    @Test
    void names_the_task_what_was_measured_what_is_expected_and_a_remedy() {
        assertThat(judged(1_000, 210).warnings())
                .containsExactly(
                        "ReviewBenchmark.reviews gives 0.21 output tokens for an input token, but 0.05..0.15 are"
                                + " expected (outputRatio). See why its answers are so long, or change the range.");
        assertThat(judged(1_000, 20).warnings()).first().asString().contains("See why its prompts are so long");
    }

    @Test
    void fails_no_build() {
        assertThat(Gate.decide(judged(1_000, 210)).passes()).isTrue();
    }

    @Test
    void is_not_given_within_the_range() {
        assertThat(judged(1_000, 150).warnings()).isEmpty();
    }

    @Test
    void never_rounds_a_ratio_onto_its_limit() {
        assertThat(judged(100_000, 15_001).warnings()).first().asString().contains("gives 0.15001 output");
    }

    private static Comparison judged(long input, long output) {
        Run.Terms terms = new Run.Terms(
                Budget.NONE, Optional.empty(), 1.0, Optional.of(OutputRatio.parse("0.05..0.15")), Optional.empty());
        ModelCall call = ModelCall.builder("anthropic", "claude-x")
                .usage(TokenUsage.of(input, output))
                .build();
        return Judged.comparison(
                measurement(List.of(run(REVIEWS, 1, Outcome.SUCCEEDED, terms, List.of(call)))),
                baseline(REVIEWS, input + output));
    }
}
