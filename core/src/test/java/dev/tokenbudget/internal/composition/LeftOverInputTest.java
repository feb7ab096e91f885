package dev.tokenbudget.internal.composition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose the input is that no section of a prompt accounts for. */
class LeftOverInputTest {

    private static final PromptSections TEXT = PromptSections.builder()
            .system(new Section(4_000, 1_000))
            .user(new Section(400, 100))
            .build();

    @Test
    void is_the_providers_overhead_where_all_of_the_prompt_is_text() {
        Map<Part, BigInteger> parts = partsOf("gpt-5", 1_446, Optional.of(TEXT));

        assertThat(parts).containsEntry(Part.SYSTEM, BigInteger.valueOf(1_000));
        assertThat(parts).containsEntry(Part.USER, BigInteger.valueOf(100));
        assertThat(parts).containsEntry(Part.OVERHEAD, BigInteger.valueOf(346));
    }

    @Test
    void is_below_nothing_where_the_provider_counts_less_than_the_text() {
        assertThat(partsOf("gpt-5", 1_050, Optional.of(TEXT))).containsEntry(Part.OVERHEAD, BigInteger.valueOf(-50));
    }

    @Test
    void is_what_the_slope_of_the_model_leaves() {
        Map<Part, BigInteger> parts = partsOf("claude-sonnet-4-5", 1_512, Optional.of(TEXT));

        assertThat(parts).containsEntry(Part.SYSTEM, BigInteger.valueOf(1_060));
        assertThat(parts).containsEntry(Part.OVERHEAD, BigInteger.valueOf(346));
    }

    @Test
    void is_opaque_content_where_the_prompt_holds_some() {
        PromptSections picture = TEXT.toBuilder().opaqueCharacters(80_000).build();

        Map<Part, BigInteger> parts = partsOf("gpt-5", 2_300, Optional.of(picture));

        assertThat(parts).containsEntry(Part.OPAQUE, BigInteger.valueOf(1_200));
        assertThat(parts).containsEntry(Part.OVERHEAD, BigInteger.ZERO);
    }

    @Test
    void is_unseen_where_the_provider_keeps_a_part_of_the_prompt() {
        PromptSections goesOn =
                TEXT.toBuilder().whole(false).opaqueCharacters(7).build();

        Map<Part, BigInteger> parts = partsOf("gpt-5", 5_100, Optional.of(goesOn));

        assertThat(parts).containsEntry(Part.UNSEEN, BigInteger.valueOf(4_000));
        assertThat(parts).containsEntry(Part.SYSTEM, BigInteger.valueOf(1_000));
    }

    @Test
    void is_all_of_the_input_where_nobody_saw_the_prompt() {
        assertThat(partsOf("gpt-5", 5_100, Optional.empty())).containsEntry(Part.UNSEEN, BigInteger.valueOf(5_100));
    }

    private static Map<Part, BigInteger> partsOf(String model, long input, Optional<PromptSections> prompt) {
        ModelCall.Builder call = ModelCall.builder("acme", model).usage(TokenUsage.of(input, 0));
        prompt.ifPresent(call::prompt);
        Map<Part, BigInteger> parts = Part.of(call.build());
        assertThat(parts.values().stream().reduce(BigInteger.ZERO, BigInteger::add))
                .as("every token belongs to one part")
                .isEqualTo(BigInteger.valueOf(input));
        return parts;
    }
}
