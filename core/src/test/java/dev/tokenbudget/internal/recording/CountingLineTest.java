package dev.tokenbudget.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountingLineTest {

    private final CountingLine line = new CountingLine();

    @Test
    void says_nothing_of_prompts_that_are_as_long_as_each_other() {
        line.learn(100, 420);
        line.learn(140, 470);

        assertThat(line.least(120)).isEmpty();
    }

    @Test
    void expects_a_little_less_than_what_lies_on_it() {
        line.learn(100, 420);
        line.learn(300, 660);

        assertThat(line.least(200).orElseThrow()).isBetween(537.0, 540.0);
        assertThat(line.least(1_000).orElseThrow()).isBetween(1_492.0, 1_500.0);
    }

    @Test
    void expects_less_by_twice_the_worst_miss_so_far() {
        line.learn(100, 420);
        line.learn(300, 660);
        line.learn(200, 486);

        assertThat(line.least(200).orElseThrow()).isEqualTo(540 * 0.8);
    }
}
