package dev.tokenbudget.internal.report;

import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.internal.runlog.RunLogs.Place;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same files give the same bytes, whichever run log is read first, on every machine and JDK: a build of twelve tasks
 * whose run logs, baselines, prices and report are kept with the tests.
 */
class MergeOrderTest {

    private static final Path BUILD_OF_TWELVE_TASKS =
            Path.of("src/test/resources/dev/tokenbudget/internal/report/one-build");

    @ParameterizedTest
    @ValueSource(strings = {"a b c", "a c b", "b a c", "b c a", "c a b", "c b a"})
    void report_json_is_the_one_that_is_kept_in_any_order_of_the_run_logs(String order) throws IOException {
        List<Place> places = List.of(order.split(" ")).stream()
                .map(log -> new Place(BUILD_OF_TWELVE_TASKS.resolve("runs-" + log), BUILD))
                .toList();

        Path made = Files.writeString(Path.of("target", "report-of-twelve-tasks.json"), report(places));

        assertThat(Files.readString(made))
                .as("Where the report was changed on purpose, %s is the one to keep.", made)
                .isEqualTo(Files.readString(BUILD_OF_TWELVE_TASKS.resolve("report.json")));
    }

    @Test
    void it_holds_verdicts_of_every_kind_that_a_build_can_reach() throws IOException {
        assertThat(Files.readString(BUILD_OF_TWELVE_TASKS.resolve("report.json")))
                .contains(
                        "\"verdict\": \"DRIFTED\"",
                        "\"verdict\": \"IMPROVED\"",
                        "\"verdict\": \"INCONCLUSIVE\"",
                        "\"verdict\": \"MISSING\"",
                        "\"verdict\": \"MODEL_CHANGED\"",
                        "\"verdict\": \"NEW\"",
                        "\"verdict\": \"OK\"",
                        "\"verdict\": \"OVER_BUDGET\"",
                        "\"verdict\": \"UNMEASURABLE\"",
                        "BUILD_VARIANCE",
                        "(structural: system prompt");
    }

    private static String report(List<Place> places) {
        return JsonReport.of(Comparison.of(
                RunLogs.merge(BUILD, places).priced(PriceList.read(BUILD_OF_TWELVE_TASKS.resolve("prices.json"))),
                new BaselineFolder(BUILD_OF_TWELVE_TASKS.resolve("baselines")).read(),
                Policy.of(
                        Settings.of(new Settings.Source("POM", Map.of("tokenbudget.rule.1.metric", "costUsd"))),
                        Optional.empty())));
    }
}
