package dev.tokenbudget.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputRatioTest {

    @Test
    void is_a_range_with_both_ends_in_it() {
        OutputRatio expected = OutputRatio.parse(" 0.05 .. 0.15 ");

        assertThat(expected.contains(0.05)).isTrue();
        assertThat(expected.contains(0.15)).isTrue();
        assertThat(expected.contains(0.0499)).isFalse();
        assertThat(expected.contains(0.1501)).isFalse();
    }

    @Test
    void is_written_as_it_is_read() {
        assertThat(OutputRatio.parse("0..10")).hasToString("0..10");
        assertThat(OutputRatio.parse("0.050..0.15")).hasToString("0.05..0.15");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.15", "0.15..0.05", "0..0", "5%..15%", "-1..1", "a..b", ".."})
    void refuses_what_is_no_range(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutputRatio.parse(text))
                .withMessage("outputRatio = \"" + text + "\" is not a range. Write the lowest and the highest number of"
                        + " output tokens for an input token, such as 0.05..0.15.");
    }
}
