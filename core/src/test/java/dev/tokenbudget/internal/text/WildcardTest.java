package dev.tokenbudget.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WildcardTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'', a, false",
        "*, '', true",
        "*, anything, true",
        "?, a, true",
        "?, '', false",
        "?, ab, false",
        "?, \uD83D\uDE00, true",
        "a*c, abc, true",
        "a*c, abcd, false",
        "*b*c, abbbc, true",
        "*ab*ab, abab, true",
        "*ab*ab, aba, false",
        "a.c, abc, false",
        "**a**, a, true"
    })
    void stars_stand_for_any_text_and_question_marks_for_any_character(String glob, String text, boolean matches) {
        assertThat(Wildcard.glob(glob).matches(text)).isEqualTo(matches);
    }

    @Test
    void takes_a_question_mark_for_itself_where_only_stars_mean_something() {
        assertThat(Wildcard.stars("a?c*").matches("a?cd")).isTrue();
        assertThat(Wildcard.stars("a?c*").matches("abcd")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"********x", "*a*a*a*a*a*a*a*a*a*a*x", "?*?*?*?*?*?*?*?*x", "*?*?*?*?*?*?*?*?*?*?*?x"})
    @Timeout(20)
    void no_pattern_takes_long(String glob) {
        TaskId task = new TaskId("com.acme.ReviewBenchmark", "a".repeat(5_000));

        assertThat(new TaskGlob(glob).matches(task)).isFalse();
    }
}
