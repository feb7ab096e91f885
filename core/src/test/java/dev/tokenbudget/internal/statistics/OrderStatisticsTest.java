package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderStatisticsTest {

    /** Few different values have many ties. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000_000})
    void selects_what_stands_at_a_rank_of_the_sorted_values(int different) {
        Random random = new Random(different);
        for (int size = 1; size <= 60; size++) {
            double[] values = random.ints(size, 0, different).asDoubleStream().toArray();
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            for (int rank = 0; rank < size; rank++) {
                double[] moved = values.clone();
                assertThat(OrderStatistics.select(moved, rank)).isEqualTo(sorted[rank]);
                Arrays.sort(moved);
                assertThat(moved).as("no value is lost").isEqualTo(sorted);
            }
        }
    }
}
