package dev.tokenbudget.internal.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggedTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T10:15:30.123456Z",
                "2026-11-23T10:15:30Z",
                "2026-11-23T10:15:30.Z",
                "2026-11-23T10:15:30.1Z",
                "2024-02-29T23:59:59.999999999Z",
                "0000-01-01T00:00:00Z",
                "1969-12-31T23:59:59.5Z",
                "2026-11-23T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2026-11-23t10:15:30z",
                "+12026-11-23T10:15:30Z",
                "-0001-11-23T10:15:30Z"
            })
    void is_what_the_jdk_makes_of_it(String text) {
        assertThat(LoggedTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    @Test
    void is_any_time_that_the_jdk_writes() {
        Random chance = new Random(18);
        for (int i = 0; i < 1_000; i++) {
            Instant time = Instant.ofEpochSecond(chance.nextLong() >> 27, chance.nextInt(1_000_000_000));

            assertThat(LoggedTime.parse(time.toString())).isEqualTo(time);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-23",
                "2026-11-23T10:15:30",
                "2026-02-30T10:15:30Z",
                "2026-13-01T10:15:30Z",
                "2026-11-00T10:15:30Z",
                "2026-11-23T25:15:30Z",
                "2026-11-23T10:60:30Z",
                "2026-11-23T10:15:61Z",
                "2026-11-23T10:15:30.1234567890Z",
                "2026-11-23 10:15:30Z",
                "2026-11-23T10:15:3\u0663Z"
            })
    void is_refused_where_the_jdk_refuses_it(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> LoggedTime.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
