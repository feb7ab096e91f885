package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.report.ConsoleTable;
import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AggregateComparisonTest {

    private static final Policy STRICT_ON_NEW = Judged.policy(Map.of(Setting.FAIL_ON_NEW, "true"));

    private final Comparison lenient = Judged.comparison(measurement(runs(REVIEWS, 7)), empty());
    private final Comparison strict = Comparison.of(measurement(runs(REVIEWS, 8)), empty(), STRICT_ON_NEW);

    @Test
    void the_same_task_of_two_modules_is_two_tasks_and_each_keeps_its_modules_policy() {
        Comparison together = Comparison.ofModules(new TreeMap<>(Map.of("lenient", lenient, "strict", strict)));

        assertThat(together.tasks())
                .extracting(task -> task.comparison().task().shortName())
                .containsExactly("lenient: ReviewBenchmark.reviews", "strict: ReviewBenchmark.reviews");
        assertThat(together.tasks()).extracting(JudgedTask::severity).containsExactly(Severity.WARNS, Severity.FAILS);
        assertThat(Findings.failures(together))
                .first()
                .isEqualTo("strict: ReviewBenchmark.reviews has no baseline yet.");
        assertThat(ConsoleTable.of(together)).hasSize(3);
    }

    @Test
    void what_is_wrong_with_one_module_bears_its_name() {
        Comparison drifted = Comparison.of(
                measurement(runs(REVIEWS, 1200, 1200)),
                baseline(REVIEWS, 1000, 1000),
                new Policy(
                        Metric.TOTAL,
                        Tolerance.parse("+30%"),
                        Set.of(VerdictKind.MISSING),
                        Optional.of("-Dtest=Review*"),
                        List.of(),
                        List.of(),
                        Optional.of(Tolerance.parse("+10%")),
                        0,
                        0,
                        30,
                        0.1,
                        OptionalLong.empty(),
                        false));
        assertThat(drifted.problems()).as("one task is no suite").isEmpty();
        Comparison concerned = drifted.warned(List.of("A warning.")).failed(List.of("A problem."));

        Comparison together = Comparison.ofModules(new TreeMap<>(Map.of("agent", concerned, "lenient", lenient)));

        assertThat(together.warnings()).containsExactly("agent: A warning.");
        assertThat(Gate.decide(together).failures()).containsExactly("agent: A problem.");
    }
}
