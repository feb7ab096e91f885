package dev.tokenbudget.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskGlobTest {

    private static final TaskId TASK = new TaskId("com.acme.ReviewBenchmark", "reviews[large (1.5 MB)]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "reviews*",
                "*large*",
                "reviews[large (1.5 MB)]",
                "reviews[large (1?5 MB)]",
                "ReviewBenchmark.*",
                "com.acme.*#reviews*",
                "com.acme.ReviewBenchmark#*"
            })
    void chooses_by_name_short_name_and_full_name(String glob) {
        assertThat(new TaskGlob(glob).matches(TASK)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"review", "REVIEWS*", "?", "reviews.large*", ".*", "reviews[large (1x5 MB)]"})
    void leaves_others_alone_and_takes_every_other_character_for_itself(String glob) {
        assertThat(new TaskGlob(glob).matches(TASK)).isFalse();
    }
}
