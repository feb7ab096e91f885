package dev.tokenbudget.internal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.replay.Slopes.Slope;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The input of a request that was never counted, from that of the recorded one that it has become. */
class InputEstimateTest {

    private static final Slope EXACT = new Slope(1, 0);
    private static final PromptSections RECORDED = PromptSections.builder()
            .system(section(400))
            .tools(section(600), 4)
            .history(section(300))
            .toolResults(section(200))
            .user(section(50))
            .build();

    /** A provider that adds hidden instructions, and counts by a vocabulary of its own. */
    record Provider(long hidden, double slope) {
        long input(PromptSections prompt) {
            long text = prompt.system().tokens()
                    + prompt.tools().tokens()
                    + prompt.history().tokens()
                    + prompt.toolResults().tokens()
                    + prompt.user().tokens();
            return hidden + Math.round(slope * text);
        }
    }

    static Stream<Arguments> providers() {
        return LongStream.of(0, 346, 700)
                .boxed()
                .flatMap(hidden ->
                        DoubleStream.of(0.9, 1.0, 1.1).mapToObj(slope -> Arguments.of(new Provider(hidden, slope))));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void is_what_the_provider_counts_where_its_slope_is_known(Provider provider) {
        PromptSections asked = RECORDED.toBuilder()
                .system(section(900))
                .tools(section(900), 4)
                .history(section(100))
                .build();

        InputEstimate estimate =
                InputEstimate.changed(provider.input(RECORDED), RECORDED, asked, new Slope(provider.slope(), 0));

        assertThat(estimate.tokens()).isCloseTo(provider.input(asked), org.assertj.core.data.Offset.offset(1L));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void is_off_by_no_more_than_it_says_where_the_slope_is_guessed(Provider provider) {
        PromptSections asked =
                RECORDED.toBuilder().system(section(900)).history(section(0)).build();

        InputEstimate estimate = InputEstimate.changed(provider.input(RECORDED), RECORDED, asked, new Slope(1, 0.1));

        assertThat(Math.abs(estimate.tokens() - provider.input(asked))).isLessThanOrEqualTo(estimate.error());
    }

    @Test
    void is_the_recorded_one_where_no_text_has_changed() {
        assertThat(InputEstimate.changed(1_234, RECORDED, RECORDED, new Slope(1.06, 0.05)))
                .isEqualTo(InputEstimate.exactly(1_234));
    }

    /** What was added may be off one way, and what was taken out another. */
    @Test
    void is_as_uncertain_as_all_that_changed() {
        PromptSections asked =
                RECORDED.toBuilder().system(section(500)).history(section(200)).build();

        assertThat(InputEstimate.changed(2_000, RECORDED, asked, new Slope(1, 0.05)))
                .isEqualTo(new InputEstimate(2_000, 10));
    }

    @Test
    void is_less_certain_with_each_tool() {
        PromptSections asked = RECORDED.toBuilder().tools(section(700), 7).build();

        assertThat(InputEstimate.changed(2_000, RECORDED, asked, EXACT)).isEqualTo(new InputEstimate(2_100, 90));
    }

    @Test
    void may_lack_the_instructions_that_come_with_the_first_tool() {
        PromptSections without = RECORDED.toBuilder().tools(Section.EMPTY, 0).build();
        PromptSections with = without.toBuilder().tools(section(100), 1).build();

        assertThat(InputEstimate.changed(1_000, without, with, EXACT)).isEqualTo(new InputEstimate(1_100, 730));
    }

    @Test
    void may_be_off_by_a_picture() {
        PromptSections asked = RECORDED.toBuilder().opaqueCharacters(90_000).build();

        assertThat(InputEstimate.changed(1_000, RECORDED, asked, EXACT)).isEqualTo(new InputEstimate(1_000, 1_500));
    }

    @Test
    void is_never_less_than_nothing() {
        assertThat(InputEstimate.changed(10, RECORDED, PromptSections.NONE, EXACT)
                        .tokens())
                .isZero();
    }

    @Test
    void is_at_least_its_text_and_what_the_provider_added_to_the_nearest_call() {
        ModelCall nearest = ModelCall.builder("anthropic", "m")
                .usage(TokenUsage.of(1_550 + 346, 10))
                .prompt(RECORDED)
                .build();
        PromptSections asked = PromptSections.builder()
                .system(section(100))
                .tools(section(100), 1)
                .build();

        assertThat(InputEstimate.atLeast(asked, Optional.of(nearest), EXACT)).isEqualTo(200 + 346);
        assertThat(InputEstimate.atLeast(asked, Optional.of(nearest), new Slope(1, 0.05)))
                .isEqualTo(190 + 346);
        assertThat(InputEstimate.atLeast(asked, Optional.empty(), EXACT)).isEqualTo(200);
    }

    @Test
    void is_at_least_its_text_where_the_nearest_call_had_tools_and_it_has_none() {
        ModelCall nearest = ModelCall.builder("anthropic", "m")
                .usage(TokenUsage.of(1_550 + 346, 10))
                .prompt(RECORDED)
                .build();

        assertThat(InputEstimate.atLeast(
                        PromptSections.builder().user(section(100)).build(), Optional.of(nearest), EXACT))
                .isEqualTo(100);
    }

    @Test
    void is_at_least_what_the_call_before_it_read_and_said_where_the_provider_keeps_the_conversation() {
        TokenUsage before = TokenUsage.of(1_000, 300).withReasoning(200);
        PromptSections asked = PromptSections.builder()
                .system(section(400))
                .user(section(50))
                .whole(false)
                .build();

        assertThat(InputEstimate.atLeastAfter(before, asked, EXACT)).isEqualTo(1_000 + 100 + 50);
    }

    private static Section section(long tokens) {
        return new Section(tokens * 4, tokens);
    }
}
