package dev.tokenbudget.internal.price;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamePatternTest {

    @ParameterizedTest
    @ValueSource(strings = {"/(a+)+$/", "/(a|aa)+$/", "/(.*a){20}$/", "/(a|b)*c/", "*a*a*a*a*a*a*a*a*a*a*b"})
    @Timeout(20)
    void no_pattern_and_no_name_take_long(String pattern) {
        assertThat(NamePattern.parse(pattern).matches("a".repeat(20_000) + "!")).isFalse();
    }

    @Test
    void an_expression_is_found_anywhere_in_a_name() {
        assertThat(NamePattern.parse("/^gpt-\\d/").matches("gpt-5")).isTrue();
        assertThat(NamePattern.parse("/^gpt-\\d/").matches("my-gpt-5")).isFalse();
        assertThat(NamePattern.parse("/mini/").matches("gpt-5-mini-2026")).isTrue();
    }
}
