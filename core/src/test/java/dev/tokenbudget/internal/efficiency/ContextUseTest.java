package dev.tokenbudget.internal.efficiency;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.START;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContextUseTest {

    private static final int WINDOW_OF_HAIKU = 200_000;

    @Test
    void a_call_fills_the_window_with_its_prompt_and_its_answer() {
        ContextUse use =
                use(call("anthropic", "claude-haiku-4-5", 40_000, 10_000)).orElseThrow();

        assertThat(use.p99()).isEqualTo(0.25);
        assertThat(use.fullest())
                .isEqualTo(new ContextUse.FullestCall("anthropic claude-haiku-4-5", 50_000, WINDOW_OF_HAIKU));
    }

    @Test
    void each_call_is_measured_by_the_window_of_its_own_model() {
        ContextUse use = use(
                        call("openai", "gpt-4o", 60_000, 4_000), call("anthropic", "claude-haiku-4-5", 70_000, 10_000))
                .orElseThrow();

        assertThat(use.fullest().model()).isEqualTo("openai gpt-4o");
        assertThat(use.p99()).isEqualTo(0.5);
    }

    @Test
    void calls_to_models_whose_window_is_unknown_are_counted_and_not_guessed() {
        ContextUse use = use(call("anthropic", "claude-haiku-4-5", 10, 1), call("corp", "our-model", 900_000, 1))
                .orElseThrow();

        assertThat(use.calls()).isEqualTo(1);
        assertThat(use.unknownCalls()).isEqualTo(1);
        assertThat(use(call("corp", "our-model", 900_000, 1))).isEmpty();
    }

    @Test
    void a_few_calls_say_little_of_the_fullest_in_a_hundred() {
        assertThat(use(call("anthropic", "claude-haiku-4-5", 10, 1))
                        .orElseThrow()
                        .isEstimable())
                .isFalse();
    }

    private static Optional<ContextUse> use(ModelCall... calls) {
        return ContextUse.of(new TaskRuns(REVIEWS, List.of(run(REVIEWS, 1, calls))), PriceList.bundled());
    }

    private static ModelCall call(String provider, String model, long input, long output) {
        return ModelCall.builder(provider, model)
                .usage(TokenUsage.of(input, output))
                .started(START)
                .build();
    }
}
