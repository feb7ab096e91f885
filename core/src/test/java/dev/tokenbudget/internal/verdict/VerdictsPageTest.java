package dev.tokenbudget.internal.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.CsvSource;

/** The page on verdicts has the figures that {@link MonteCarloTest} holds the rule to. */
class VerdictsPageTest {

    private static final String PAGE = page();

    @Test
    void has_the_specified_rejections_of_a_single_task() {
        assertThat(specified("a_single_task_is_rejected_as_often_as_specified"))
                .hasSize(4)
                .allSatisfy(row -> assertThat(PAGE).contains("| " + row.get(1).replace(" ", " | ") + " |"));
    }

    @Test
    void has_the_specified_figures_of_staged_builds() {
        assertThat(specified("staged_builds_fail_find_and_cost_what_is_specified"))
                .hasSize(6)
                .allSatisfy(row -> assertThat(PAGE)
                        .contains("| %s | %s | %s %% | %s | %s %% | %s %% | %s |".formatted(row.toArray())));
    }

    @Test
    void has_the_specified_figures_of_drifts_by_more_loops() {
        List<List<String>> rows = specified("a_drift_by_more_loops_is_found_as_often_as_specified");

        assertThat(PAGE)
                .contains("%s %% (baseline of %s) to %s %% (of %s)"
                        .formatted(
                                rows.get(0).get(1),
                                rows.get(0).get(0),
                                rows.get(1).get(1),
                                rows.get(1).get(0)));
    }

    @Test
    void has_the_specified_false_alarms_of_simpler_gates() {
        List<List<String>> byRuns = specified("unchanged_builds_fail_under_simpler_gates_as_often_as_specified");

        for (int gate = 1; gate <= 3; gate++) {
            int column = gate;
            assertThat(PAGE).contains(cells(byRuns.stream().map(row -> row.get(column))));
        }
    }

    @Test
    void has_the_specified_detectable_drifts() {
        assertThat(specified("the_detectable_drift_is_the_specified_one"))
                .hasSize(4)
                .allSatisfy(row -> assertThat(PAGE)
                        .contains("| CV " + row.get(0)
                                + cells(Arrays.stream(row.get(1).split("/")))));
    }

    private static String cells(Stream<String> percentages) {
        return percentages.map(percentage -> " | " + percentage + " %").reduce("", String::concat) + " |";
    }

    private static List<List<String>> specified(String test) {
        return Arrays.stream(MonteCarloTest.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(test))
                .map(VerdictsPageTest::rows)
                .findFirst()
                .orElseThrow();
    }

    private static List<List<String>> rows(Method test) {
        return Arrays.stream(test.getAnnotation(CsvSource.class).value())
                .map(row -> Arrays.stream(row.split(",")).map(String::strip).toList())
                .toList();
    }

    private static String page() {
        try {
            return Files.readString(Path.of("../docs/verdicts.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
