package dev.tokenbudget.internal.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.build.Shards;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Baselines and measurements that were judged wrongly by what their prompts' sections were estimated at. They lie beside the
 * repository on machines that have them.
 */
class RecordedComparisonTest {

    @TempDir
    private Path measurement;

    @Test
    void examples_that_moved_from_the_users_input_to_the_system_prompt_fail_nothing() throws IOException {
        JudgedTask task = judged("05-gate");

        assertThat(task.comparison().drift(Metric.TOTAL).orElseThrow()).isNegative();
        assertThat(task.verdict().kind()).isEqualTo(VerdictKind.OK);
    }

    @Test
    void a_longer_prompt_that_needs_fewer_calls_fails_nothing_and_is_told() throws IOException {
        JudgedTask task = judged("12-longer-prompt-fewer-calls");

        assertThat(task.severity()).isEqualTo(Severity.PASSES);
        assertThat(task.remarks())
                .singleElement()
                .asString()
                .startsWith("The accepted runs would have moved further with the new prompt (system prompt")
                .contains("+995 tokens a call × 6.1 calls");
        assertThat(task.sizeAndCalls().orElseThrow())
                .startsWith("A trade: each call is +50.9 % larger (proved")
                .endsWith("1.7 fewer calls a run (6.1 to 4.4), proved.");
        assertThat(task.explanation().orElseThrow().sentence())
                .contains("fewer calls a run")
                .contains("system prompt");
    }

    private JudgedTask judged(String name) throws IOException {
        Optional<Path> folder = Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
                .map(at -> at.resolve("shared/faults/explanation").resolve(name))
                .filter(Files::isDirectory)
                .findFirst();
        assumeThat(folder)
                .as("recorded faults in ../shared/faults beside the repository")
                .isPresent();
        BuildFolder recorded = new BuildFolder(folder.orElseThrow().resolve("measurement"));
        BuildFolder build = new BuildFolder(measurement);
        RecordedRunLogs.convert(recorded.runs(), build.runs());
        Files.copy(recorded.settingsFile(), build.settingsFile());
        BuildSettings settings = build.settings().orElseThrow();
        Comparison comparison = Comparison.of(
                Shards.of(build, List.of(), false).measurement(settings).priced(PriceList.bundled()),
                new BaselineFolder(folder.orElseThrow().resolve("baseline")).read(),
                Policy.of(Settings.of(settings.asSource()), settings.testFilter()));
        return comparison.tasks().get(0);
    }
}
