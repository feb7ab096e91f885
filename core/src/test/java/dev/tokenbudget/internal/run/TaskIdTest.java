package dev.tokenbudget.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskIdTest {

    @Test
    void a_plain_name_is_its_own_anchor() {
        assertThat(new TaskId("com.acme.Outer$ReviewBenchmark", "reviews").anchor())
                .isEqualTo("com.acme.Outer$ReviewBenchmark:reviews");
    }

    @Test
    void the_same_task_of_two_modules_has_two_anchors() {
        TaskId task = new TaskId("com.acme.ReviewBenchmark", "reviews");

        assertThat(task.in("agent").anchor()).isEqualTo("agent:com.acme.ReviewBenchmark:reviews");
    }

    @Test
    void an_anchor_needs_no_escaping_anywhere() {
        String hostile = "<img src=x onerror=alert(1)> \"'`& ü \u0000\n%41 日本";

        assertThat(new TaskId("com.acme.X", hostile).anchor()).matches("com\\.acme\\.X:[A-Za-z0-9._:$-]+");
    }

    @Test
    void names_that_differ_in_what_does_not_fit_have_different_anchors() {
        assertThat(new TaskId("com.acme.X", "reviews[a b]").anchor())
                .isNotEqualTo(new TaskId("com.acme.X", "reviews[a,b]").anchor());
    }

    @Test
    void a_name_of_any_length_has_a_short_anchor_of_its_own() {
        String one = new TaskId("com.acme.X", "x".repeat(5_000) + "1").anchor();
        String other = new TaskId("com.acme.X", "x".repeat(5_000) + "2").anchor();

        assertThat(one).hasSizeLessThan(200).isNotEqualTo(other);
    }
}
