package dev.tokenbudget.suites;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.suites.offline.OfflineModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

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

    private final Map<String, Optional<String>> before = new TreeMap<>();

    @TempDir
    private Path folder;

    @AfterEach
    void set_nothing() {
        before.forEach((key, value) ->
                value.ifPresentOrElse(old -> System.setProperty(key, old), () -> System.clearProperty(key)));
    }

    @Test
    void an_unchanged_suite_stops_at_five_runs_a_task() {
        assertThat(runsOfTasks())
                .hasSize(BENCHMARKS.length)
                .allSatisfy((task, runs) -> assertThat(runs).isEqualTo(5));
    }

    @Test
    void a_regression_makes_more_runs_of_its_own_task_alone() {
        set("suite.regression", "one-more-loop");

        Map<String, Integer> runs = runsOfTasks();

        assertThat(runs.remove("SprintPlanningBenchmark")).isIn(10, 20, 40);
        assertThat(runs)
                .hasSize(BENCHMARKS.length - 1)
                .allSatisfy((task, number) -> assertThat(number).isEqualTo(5));
    }

    /** Run all benchmarks as Failsafe does, in a session and on a model of their own. */
    private Map<String, Integer> runsOfTasks() {
        BuildId build = new BuildId("staged", Optional.empty());
        set("tokenbudget.build", build.id());
        set("tokenbudget.mode", "default");
        set("tokenbudget.rule.1.metric", "costUsd");
        set("tokenbudget.directory", folder.toString());
        try (OfflineModel model = OfflineModel.start()) {
            set("tokenbudget.upstream.anthropic", model.anthropic());
            set("tokenbudget.upstream.openai", model.openAi());
            try (LauncherSession session = LauncherFactory.openSession()) {
                session.getLauncher()
                        .execute(LauncherDiscoveryRequestBuilder.request()
                                .selectors(Stream.of(BENCHMARKS)
                                        .map(benchmark -> selectClass(benchmark))
                                        .toList())
                                .build());
            }
        }
        return RunLogs.merge(folder.resolve("runs"), build).tasks().entrySet().stream()
                .collect(toMap(
                        task -> task.getKey().shortName().split("\\.")[0],
                        task -> task.getValue().succeeded().size(),
                        Integer::sum,
                        TreeMap::new));
    }

    private void set(String key, String value) {
        before.putIfAbsent(key, Optional.ofNullable(System.setProperty(key, value)));
    }
}
