package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutlierTest {

    private static final double[] NINE = {980, 1_020, 1_150, 890, 1_000, 940, 1_070, 1_100, 960};

    @Test
    void a_value_of_ten_times_the_others_is_told_by_its_place_and_by_how_far() {
        List<Outlier> outliers = Outlier.in(with(NINE, 10_000));

        assertThat(outliers).singleElement().satisfies(outlier -> {
            assertThat(outlier.index()).isEqualTo(9);
            assertThat(outlier.value()).isEqualTo(10_000);
            assertThat(outlier.median()).isEqualTo(1_010);
            assertThat(outlier.times()).isCloseTo(9.9, within(0.01));
        });
    }

    @Test
    void a_value_below_three_times_the_median_is_none_however_little_the_others_vary() {
        assertThat(Outlier.in(new double[] {100, 100, 100, 100, 100, 299})).isEmpty();
        assertThat(Outlier.in(new double[] {100, 100, 100, 100, 100, 300})).hasSize(1);
    }

    @Test
    void a_value_of_three_times_the_median_is_none_where_the_others_vary_as_much() {
        assertThat(Outlier.in(new double[] {40, 70, 100, 150, 280, 390})).isEmpty();
    }

    @Test
    void fewer_than_five_values_tell_no_outlier() {
        assertThat(Outlier.in(new double[] {100, 100, 100, 10_000})).isEmpty();
        assertThat(Outlier.in(new double[0])).isEmpty();
    }

    @Test
    void what_more_than_one_value_in_ten_does_is_a_habit() {
        assertThat(Outlier.in(with(NINE, 10_000, 10_000))).isEmpty();
    }

    @Test
    void values_of_zero_are_no_trouble() {
        assertThat(Outlier.in(new double[] {0, 0, 0, 0, 0, 9})).isEmpty();
        assertThat(Outlier.in(with(NINE, 0))).isEmpty();
    }

    @Test
    void hardly_any_sample_of_an_agent_that_varies_as_agents_do_has_one() {
        SplittableRandom random = new SplittableRandom(15);

        long flagged = IntStream.range(0, 2_000)
                .filter(i -> !Outlier.in(IntStream.range(0, 20)
                                .mapToDouble(run -> 1_000 * StrictMath.exp(0.3 * random.nextGaussian()))
                                .toArray())
                        .isEmpty())
                .count();

        assertThat(flagged).isLessThan(20);
    }

    private static double[] with(double[] values, double... more) {
        return DoubleStream.concat(DoubleStream.of(values), DoubleStream.of(more))
                .toArray();
    }
}
