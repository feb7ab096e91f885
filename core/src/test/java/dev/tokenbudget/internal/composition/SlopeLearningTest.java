package dev.tokenbudget.internal.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageBasis;
import dev.tokenbudget.usage.UsageSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a provider counts for a text shows in how its input grows from call to call, whatever it adds to each. */
class SlopeLearningTest {

    private static final String PROVIDER = "acme";
    private static final String MODEL = "large-1";
    private static final long OVERHEAD = 700;

    @Test
    void the_slope_is_found_whatever_the_provider_adds_to_each_call_and_message() {
        LearntSlope learnt = learnt(conversation(0.9, 4, 0)).orElseThrow();

        assertThat(learnt.slope().thousandths() / 1000.0).isCloseTo(0.9, within(0.002));
        assertThat(learnt.error()).isLessThan(0.01);
        assertThat(learnt.pairs()).isEqualTo(11);
    }

    @Test
    void the_error_holds_the_true_slope_as_often_as_it_says() {
        int held = 0;
        for (int seed = 1; seed <= 400; seed++) {
            Optional<LearntSlope> learnt = learnt(conversation(1.1, 4, seed));
            if (learnt.filter(slope ->
                            Math.abs(slope.slope().thousandths() / 1000.0 - 1.1) <= 1.1 * slope.error() + 0.0005)
                    .isPresent()) {
                held++;
            }
        }

        assertThat(held).as("of 400, 95 % expected").isBetween(368, 396);
    }

    @Test
    void too_few_pairs_tell_nothing() {
        List<ModelCall> few = conversation(0.9, 4, 0).subList(0, 8);

        ModelSlopes slopes = SlopeLearning.from(List.of(few));

        assertThat(slopes).isEqualTo(ModelSlopes.TABLE);
    }

    @Test
    void the_same_pair_again_is_no_more_evidence() {
        List<ModelCall> few = conversation(0.9, 4, 0).subList(0, 5);

        assertThat(SlopeLearning.from(List.of(few, few, few))).isEqualTo(ModelSlopes.TABLE);
    }

    @Test
    void only_plain_pairs_count() {
        assertThat(learnt(changed(call -> call.toBuilder().toolCalls(1).build())))
                .isEmpty();
        assertThat(learnt(changed(call -> call.toBuilder()
                        .prompt(call.prompt().orElseThrow().toBuilder()
                                .opaqueCharacters(4000)
                                .build())
                        .build())))
                .isEmpty();
        assertThat(learnt(changed(call -> call.toBuilder()
                        .prompt(call.prompt().orElseThrow().toBuilder()
                                .whole(false)
                                .build())
                        .build())))
                .isEmpty();
        assertThat(learnt(changed(
                        call -> call.toBuilder().basis(UsageBasis.ESTIMATED, 9).build())))
                .isEmpty();
    }

    @Test
    void prompts_of_other_tools_are_no_pair() {
        int[] number = {0};
        assertThat(learnt(changed(call -> call.toBuilder()
                        .prompt(call.prompt().orElseThrow().toBuilder()
                                .toolsHash("0000" + number[0]++)
                                .build())
                        .build())))
                .isEmpty();
    }

    @Test
    void noise_that_leaves_more_doubt_than_the_table_has_teaches_nothing() {
        assertThat(learnt(conversation(1.0, 60, 3))).isEmpty();
    }

    private static List<ModelCall> changed(UnaryOperator<ModelCall> change) {
        return conversation(0.9, 4, 0).stream().map(change).toList();
    }

    /** A conversation of twelve calls whose provider counts {@code slope} tokens for one of text, and some for each message. */
    private static List<ModelCall> conversation(double slope, long perMessage, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ModelCall> calls = new ArrayList<>();
        long text = 0;
        long extra = 0;
        for (int turn = 0; turn < 12; turn++) {
            long more = 60 + 37 * ((turn * 7) % 12);
            text += more;
            extra += seed == 0 ? perMessage : perMessage * random.nextInt(4);
            calls.add(ModelCall.builder(PROVIDER, MODEL)
                    .source(UsageSource.GATEWAY)
                    .usage(TokenUsage.of(OVERHEAD + Math.round(slope * (200 + text)) + extra, 10))
                    .prompt(PromptSections.builder()
                            .system(new Section(800, 200))
                            .systemHash("1234")
                            .history(new Section(4 * text, text))
                            .build())
                    .build());
        }
        return calls;
    }

    private static Optional<LearntSlope> learnt(List<ModelCall> calls) {
        return SlopeLearning.from(List.of(calls)).learnt(PROVIDER, MODEL);
    }
}
