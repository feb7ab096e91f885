package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuccessCountTest {

    /** Sums of the terms of the binomial distribution, such as 0.2^5 + 5 * 0.8 * 0.2^4. */
    @ParameterizedTest
    @CsvSource({
        "0,5,0.8,0.00032",
        "1,5,0.8,0.00672",
        "3,5,0.8,0.26272",
        "4,10,0.8,0.0063693824",
        "1,4,0.9,0.0037",
        "5,5,0.8,1",
        "0,0,0.8,1",
        "4,5,1,0",
        "5,5,1,1",
        "0,5,0,1"
    })
    void the_probability_of_so_few_successes_is_exact(int succeeded, int attempted, double least, double p) {
        assertThat(new SuccessCount(succeeded, attempted).pOfBeingBelow(least)).isCloseTo(p, within(1e-12));
    }

    /** 0.7 * 10 is 7.000000000000001 in floating point, and 7 of 10 are enough all the same. */
    @ParameterizedTest
    @CsvSource({"7,10,0.7,false", "6,10,0.7,true", "4,5,0.8,false", "29,100,0.29,false", "0,0,0.9,false", "0,5,0,false"
    })
    void a_share_is_missed_by_whole_attempts(int succeeded, int attempted, double least, boolean below) {
        assertThat(new SuccessCount(succeeded, attempted).isBelow(least)).isEqualTo(below);
    }

    @Test
    void tells_how_many_attempts_of_the_same_share_prove_it() {
        assertThat(new SuccessCount(3, 5).attemptsToProve(0.8, 0.01)).hasValue(30);
        assertThat(new SuccessCount(799, 1_000).attemptsToProve(0.8, 0.01)).isEmpty();
    }

    /** Newcombe, Statistics in Medicine 17, 1998, table I: 81 of 263, 15 of 148, 0 of 20 and 29 of 29. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0, 0.1611", "29, 29, 0.8830, 1"})
    void the_interval_of_the_share_is_wilsons(int succeeded, int attempted, double lower, double upper) {
        Interval interval = new SuccessCount(succeeded, attempted).interval();

        assertThat(interval.lower()).isCloseTo(lower, within(5e-5));
        assertThat(interval.upper()).isCloseTo(upper, within(5e-5));
    }

    @Test
    void without_attempts_any_share_is_possible() {
        assertThat(new SuccessCount(0, 0).interval()).isEqualTo(new Interval(0, 1));
    }
}
