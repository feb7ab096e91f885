package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a success costs, and whether that of another is lower by more than chance. */
@Execution(ExecutionMode.CONCURRENT)
class CostPerSuccessTest {

    /** 5 % of both sides together. */
    private static final double ALPHA = 0.025;

    private static final int TRIALS = 400;

    @Test
    void failed_runs_are_paid_by_those_that_succeed() {
        assertThat(new CostPerSuccess(new double[] {1, 2, 3}, new boolean[] {true, false, true}).mean())
                .hasValue(3);
    }

    @Test
    void without_a_success_there_is_none() {
        assertThat(new CostPerSuccess(new double[] {1}, new boolean[] {false}).mean())
                .isEmpty();
    }

    /** Computed with NumPy, over all 924 rearrangements: 0.22944. */
    @Test
    void p_is_that_of_another_implementation() {
        CostPerSuccess cheap = new CostPerSuccess(
                new double[] {0.9, 1.1, 1.0, 1.2, 3.0, 0.8}, new boolean[] {true, true, true, true, false, true});
        CostPerSuccess dear = new CostPerSuccess(
                new double[] {2.0, 1.5, 1.8, 6.0, 1.2, 1.9}, new boolean[] {true, true, true, false, true, true});

        assertThat(cheap.pOfBeingLower(dear, 1)).isCloseTo(0.22944, within(0.013));
    }

    /** Computed with NumPy, over all 252 rearrangements: 0.19444. */
    @Test
    void p_is_that_of_another_implementation_where_one_run_is_dear() {
        CostPerSuccess cheap = allSucceeding(1, 2, 3, 4, 5);
        CostPerSuccess dear = allSucceeding(2, 3, 4, 5, 20);

        assertThat(cheap.pOfBeingLower(dear, 1)).isCloseTo(0.19444, within(0.012));
    }

    @Test
    void costs_that_do_not_vary_are_told_apart_by_a_few_runs() {
        assertThat(allSucceeding(1, 1, 1, 1, 1).pOfBeingLower(allSucceeding(2, 2, 2, 2, 2), 1))
                .isLessThan(0.01);
    }

    @Test
    void equal_costs_are_not_lower() {
        assertThat(allSucceeding(1, 1, 1).pOfBeingLower(allSucceeding(1, 1, 1), 1))
                .isEqualTo(1);
    }

    @Test
    void a_single_run_tells_nothing() {
        assertThat(allSucceeding(1).pOfBeingLower(allSucceeding(9, 9, 9), 1)).isEqualTo(1);
    }

    @Test
    void nothing_is_lower_than_what_costs_nothing() {
        assertThat(allSucceeding(0, 0, 0).pOfBeingLower(allSucceeding(0, 0, 0), 1))
                .isEqualTo(1);
    }

    /** Log-normal costs with one run in five failing, alike and of unequal tails. */
    @ParameterizedTest(name = "{0} runs, tails {1} and {2}")
    @CsvSource({"10, 0.6, 0.6", "20, 0.3, 0.6"})
    void what_costs_the_same_is_seldom_called_lower(int runs, double sigma, double otherSigma) {
        assertSeldomCalledLower(runs, sigma, otherSigma);
    }

    @ParameterizedTest(name = "{0} runs, tails {1} and {2}")
    @Tag("monte-carlo")
    @CsvSource({"20, 1.0, 1.0", "40, 0.6, 0.3"})
    void what_costs_the_same_is_seldom_called_lower_in_samples_that_take_longer(
            int runs, double sigma, double otherSigma) {
        assertSeldomCalledLower(runs, sigma, otherSigma);
    }

    private static void assertSeldomCalledLower(int runs, double sigma, double otherSigma) {
        Random random = new Random(16);
        int called = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            CostPerSuccess one = skewed(random, runs, sigma);
            CostPerSuccess other = skewed(random, runs, otherSigma);
            called += one.pOfBeingLower(other, trial) <= ALPHA ? 1 : 0;
        }
        assertThat((double) called / TRIALS).isLessThanOrEqualTo(0.05);
    }

    @Test
    void half_the_cost_is_seen_in_four_of_five_cases() {
        Random random = new Random(16);
        int called = 0;
        for (int trial = 0; trial < TRIALS / 4; trial++) {
            CostPerSuccess whole = skewed(random, 20, 0.5);
            CostPerSuccess half = new CostPerSuccess(
                    Arrays.stream(whole.costs()).map(cost -> cost / 2).toArray(), whole.succeeded());
            called += half.pOfBeingLower(skewed(random, 20, 0.5), trial) <= ALPHA ? 1 : 0;
        }
        assertThat(called).isGreaterThan(TRIALS / 4 * 8 / 10);
    }

    private static CostPerSuccess allSucceeding(double... costs) {
        boolean[] succeeded = new boolean[costs.length];
        Arrays.fill(succeeded, true);
        return new CostPerSuccess(costs, succeeded);
    }

    private static CostPerSuccess skewed(Random random, int runs, double sigma) {
        double[] costs = new double[runs];
        boolean[] succeeded = new boolean[runs];
        for (int i = 0; i < runs; i++) {
            costs[i] = Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
            succeeded[i] = random.nextDouble() < 0.8;
        }
        return new CostPerSuccess(costs, succeeded);
    }
}
