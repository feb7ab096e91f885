package dev.tokenbudget.suites;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many runs the module's own benchmarks make where chance is asked ({@code -Dtokenbudget.mode=default}). */
class StagedRunsTest {

    private static final Class<?>[] BENCHMARKS = {
        ApiDocumentationBenchmark.class,
        BugDiagnosisBenchmark.class,
        CodeReviewBenchmark.class,
        SprintPlanningBenchmark.class,
        SupportDeskBenchmark.class,
        TestGenerationBenchmark.class
    };

    @TempDir
    private Path folder;

    @Test
    void an_unchanged_suite_stops_at_five_runs_a_task() {
        assertThat(runsOfTasks(Map.of()))
                .hasSize(BENCHMARKS.length)
                .allSatisfy((task, runs) -> assertThat(runs).isEqualTo(5));
    }

    @Test
    void a_regression_makes_more_runs_of_its_own_task_alone() {
        Map<String, Integer> runs = runsOfTasks(Map.of("suite.regression", "one-more-loop"));

        assertThat(runs.remove("SprintPlanningBenchmark")).isIn(10, 20, 40);
        assertThat(runs)
                .hasSize(BENCHMARKS.length - 1)
                .allSatisfy((task, number) -> assertThat(number).isEqualTo(5));
    }

    @Test
    void longer_answers_at_an_equal_number_of_calls_are_proved_by_five_runs() {
        assertThat(runsOfTasks(Map.of("suite.regression", "verbose-answers")))
                .hasSize(BENCHMARKS.length)
                .allSatisfy((task, runs) -> assertThat(runs).isEqualTo(5));
    }

    private Map<String, Integer> runsOfTasks(Map<String, String> planted) {
        Map<String, String> settings = new HashMap<>(planted);
        settings.put("tokenbudget.mode", "default");
        settings.put("tokenbudget.rule.1.metric", "costUsd");
        return LaunchedBuild.of(folder, settings, BENCHMARKS).tasks().entrySet().stream()
                .collect(toMap(
                        task -> task.getKey().shortName().split("\\.")[0],
                        task -> task.getValue().succeeded().size(),
                        Integer::sum,
                        TreeMap::new));
    }
}
