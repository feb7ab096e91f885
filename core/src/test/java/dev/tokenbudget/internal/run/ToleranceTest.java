package dev.tokenbudget.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToleranceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+15%|+15%",
                " + 15 % |+15%",
                "+7.5%|+7.5%",
                "+0%|+0%",
                "+250%|+250%",
                "-10%..+15%|-10%..+15%",
                "-10% .. +15%|-10%..+15%",
                "-0.5%..+0.5%|-0.5%..+0.5%",
                "+500|+500",
                "+1_000|+1000",
                "+15%,+200|+15%,+200",
                "-10%..+15%,+200|-10%..+15%,+200",
                "+0.000000001%|+0.000000001%"
            })
    void reads_every_allowed_form_and_prints_it_so_that_it_reads_the_same(String text, String printed) {
        Tolerance tolerance = Tolerance.parse(text);

        assertThat(tolerance).hasToString(printed);
        assertThat(Tolerance.parse(tolerance.toString())).isEqualTo(tolerance);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "15%",
                "15",
                "+",
                "+%",
                "-15%",
                "+15%%",
                "+15 percent",
                "+1,5%",
                "+-5%",
                "..+15%",
                "-10%..",
                "-10%..15%",
                "+10%..+15%",
                "-101%..+15%",
                "+15%,200",
                "+15%,-200",
                "+200,+15%",
                "+500,+200",
                "NaN",
                "+Infinity%",
                "+1e3%",
                "+1234567890123456%",
                "+15%\u0000"
            })
    void refuses_anything_else_with_what_is_allowed(String text) {
        assertThatThrownBy(() -> Tolerance.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The tolerance '" + text + "' is malformed. Write +15% (at most 15 % more), -10%..+15% (at"
                        + " least and at most), +500 (at most 500 more), or +15%,+200 (both must be crossed).");
    }

    /** 100 · 1.15 is 114.99999999999999 in doubles, 110 · 1.1 is 121.00000000000001: neither may decide. */
    @ParameterizedTest
    @CsvSource({"+15%,100,115", "+10%,110,121", "+30%,10,13", "+7.3%,1000,1073", "+15%,100000000000000,115000000000000"
    })
    void a_growth_exactly_as_large_as_allowed_is_allowed_and_one_token_more_is_not(
            String text, double before, double limit) {
        Tolerance tolerance = Tolerance.parse(text);

        assertThat(tolerance.isExceeded(before, limit)).isFalse();
        assertThat(tolerance.isExceeded(before, limit + 1)).isTrue();
        assertThat(tolerance.highestAllowed(before)).isCloseTo(limit, withPercentage(1e-9));
    }

    @Test
    void every_whole_percentage_of_every_small_mean_is_allowed_exactly() {
        for (int percent = 0; percent <= 100; percent++) {
            Tolerance tolerance = Tolerance.parse("+" + percent + "%");
            for (int before = 100; before <= 20_000; before += 100) {
                long limit = before / 100L * (100 + percent);
                for (double runs : new double[] {1, 3, 7}) {
                    assertThat(tolerance.isExceeded(before / runs, limit / runs))
                            .isFalse();
                    assertThat(tolerance.isExceeded(before / runs, (limit + 1) / runs))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void a_fall_exactly_as_large_as_allowed_is_allowed() {
        Tolerance tolerance = Tolerance.parse("-10%..+15%");

        assertThat(tolerance.isUndercut(110, 99)).isFalse();
        assertThat(tolerance.isUndercut(110, 98)).isTrue();
        assertThat(Tolerance.parse("+15%").isUndercut(110, 0)).isFalse();
    }

    @Test
    void a_number_of_tokens_is_compared_as_it_stands() {
        Tolerance tolerance = Tolerance.parse("+500");

        assertThat(tolerance.isExceeded(100 / 3.0, 1600 / 3.0)).isFalse();
        assertThat(tolerance.isExceeded(100 / 3.0, 1601 / 3.0)).isTrue();
    }

    @Test
    void both_parts_must_be_crossed_where_both_are_given() {
        Tolerance tolerance = Tolerance.parse("+15%,+200");

        assertThat(tolerance.isExceeded(100, 300))
                .as("+200 %, but only 200 tokens")
                .isFalse();
        assertThat(tolerance.isExceeded(100, 301)).isTrue();
        assertThat(tolerance.isExceeded(10_000, 11_500))
                .as("1,500 tokens, but only 15 %")
                .isFalse();
        assertThat(tolerance.isExceeded(10_000, 11_501)).isTrue();
        assertThat(tolerance.highestAllowed(100)).isEqualTo(300);
    }

    @Test
    void a_tolerance_of_0_allows_no_token_more() {
        assertThat(Tolerance.parse("+0%").isExceeded(100, 100)).isFalse();
        assertThat(Tolerance.parse("+0%").isExceeded(100, 101)).isTrue();
        assertThat(Tolerance.parse("+0").isExceeded(0, 1)).isTrue();
    }

    @Test
    void any_growth_from_0_is_more_than_a_share_of_it() {
        assertThat(Tolerance.parse("+15%").isExceeded(0, 1)).isTrue();
        assertThat(Tolerance.parse("+15%").isExceeded(0, 0)).isFalse();
    }

    @Test
    void decides_near_the_largest_numbers() {
        double huge = 0x1p62;

        assertThat(Tolerance.parse("+15%").isExceeded(huge, huge * 1.15)).isFalse();
        assertThat(Tolerance.parse("+15%").isExceeded(huge, huge * 1.1500001)).isTrue();
    }
}
