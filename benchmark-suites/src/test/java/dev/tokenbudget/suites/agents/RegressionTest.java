package dev.tokenbudget.suites.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegressionTest {

    private static final int RUNS = 3;

    @AfterEach
    void plant_nothing() {
        System.clearProperty("suite.regression");
    }

    @ParameterizedTest
    @CsvSource({
        "longer-system-prompt, CODE_REVIEW",
        "three-more-tools, API_DOCUMENTATION",
        "history-never-trimmed, BUG_DIAGNOSIS",
        "one-more-loop, SPRINT_PLANNING",
        "verbose-answers, TEST_GENERATION",
    })
    void moves_its_task_by_far_more_than_the_usual_tolerance(String name, ExampleTasks task) {
        double without = mean(task.totals(RUNS));

        System.setProperty("suite.regression", name);

        assertThat(mean(task.totals(RUNS)) / without).isGreaterThan(1.25);
    }

    @Test
    void moves_no_other_task() {
        double without = mean(ExampleTasks.BUG_DIAGNOSIS.totals(RUNS));

        System.setProperty("suite.regression", "verbose-answers");

        assertThat(mean(ExampleTasks.BUG_DIAGNOSIS.totals(RUNS))).isEqualTo(without, within(0.0));
    }

    @Test
    void refuses_a_name_that_it_does_not_know() {
        System.setProperty("suite.regression", "more-bugs");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExampleTasks.BUG_DIAGNOSIS.totals(1))
                .withMessage("suite.regression is \"more-bugs\", but must be one of longer-system-prompt,"
                        + " three-more-tools, history-never-trimmed, one-more-loop, verbose-answers.");
    }

    private static double mean(List<Long> totals) {
        return totals.stream().mapToLong(Long::longValue).average().orElseThrow();
    }
}
