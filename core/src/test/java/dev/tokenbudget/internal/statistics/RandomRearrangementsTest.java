package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomRearrangementsTest {

    private static final int SHUFFLES = 100_000;

    /** No two groups have the same critical factor where the values are arbitrary. */
    @ParameterizedTest
    @CsvSource({"4, 4, 70", "7, 2, 36", "2, 7, 36", "12, 1, 13", "5, 3, 56", "1, 2, 3", "9, 3, 220"})
    void draws_every_group_equally_often(int baseline, int candidate, int groups) {
        RandomRearrangements drawn = new RandomRearrangements(arbitrary(baseline, 1), arbitrary(candidate, 2), 42);
        Map<Double, Integer> seen = new HashMap<>();

        for (int i = 0; i < SHUFFLES; i++) {
            drawn.advance();
            seen.merge(drawn.criticalFactor(), 1, Integer::sum);
        }

        double expected = (double) SHUFFLES / groups;
        double chiSquared = seen.values().stream()
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertThat(seen).hasSize(groups);
        // its mean is the degrees of freedom, its variance twice as much
        assertThat(chiSquared).isCloseTo(groups - 1, within(4 * Math.sqrt(2.0 * (groups - 1))));
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "100, 5", "20, 10", "5, 300", "64, 64", "65, 130", "1, 20001"})
    void draws_every_value_as_often_as_its_group_is_large(int baseline, int candidate) {
        int all = baseline + candidate;
        for (int watched : new int[] {0, baseline - 1, baseline, all - 1}) {
            double[] before = new double[baseline];
            double[] after = new double[candidate];
            (watched < baseline ? before : after)[watched < baseline ? watched : watched - baseline] = 1;
            RandomRearrangements drawn = new RandomRearrangements(before, after, 7);
            int moved = 0;

            for (int i = 0; i < 5_000; i++) {
                drawn.advance();
                moved += drawn.changesNothing() ? 0 : 1;
            }

            double expected = (double) (watched < baseline ? candidate : baseline) / all;
            assertThat(moved / 5_000.0).isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / 5_000)));
        }
    }

    private static double[] arbitrary(int count, long seed) {
        return new Random(seed).doubles(count, 1, 2).toArray();
    }
}
