package dev.tokenbudget.suites.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VariationTest {

    @ParameterizedTest
    @EnumSource
    void runs_of_a_task_vary_as_those_of_real_agents_do(ExampleTasks task) throws Exception {
        List<Long> totals = task.totalsOfSeeds(30);

        assertThat(coefficientOfVariation(totals)).isBetween(0.1, 0.3);
    }

    @ParameterizedTest
    @EnumSource
    void the_same_runs_cost_the_same_each_time(ExampleTasks task) {
        List<Long> once = task.totals(3);
        List<Long> again = task.totals(3);

        assertThat(again).isEqualTo(once).doesNotHaveDuplicates();
    }

    private static double coefficientOfVariation(List<Long> totals) {
        double mean = totals.stream().mapToLong(Long::longValue).average().orElseThrow();
        double squares =
                totals.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
        return Math.sqrt(squares / (totals.size() - 1)) / mean;
    }
}
