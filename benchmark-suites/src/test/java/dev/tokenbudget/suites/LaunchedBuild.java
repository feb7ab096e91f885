package dev.tokenbudget.suites;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.suites.offline.DictatedModel;
import dev.tokenbudget.suites.offline.OfflineModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Benchmarks that run as Failsafe runs them, in a session and on a model of their own. */
public final class LaunchedBuild {

    private LaunchedBuild() {}

    /**
     * Run {@code benchmarks} and return what was measured.
     *
     * @param directory gets the run log
     * @param settings system properties while they run
     */
    static Measurement of(Path directory, Map<String, String> settings, Class<?>... benchmarks) {
        return of(directory, settings, () -> {
            try (OfflineModel model = OfflineModel.start()) {
                launch(model.anthropic(), model.openAi(), benchmarks);
            }
        });
    }

    /** Run {@code benchmarks} on a model that is there already, and return what was measured. */
    public static Measurement of(
            Path directory, Map<String, String> settings, DictatedModel model, Class<?>... benchmarks) {
        return of(directory, settings, () -> launch(model.anthropic(), model.openAi(), benchmarks));
    }

    private static Measurement of(Path directory, Map<String, String> settings, Runnable launching) {
        BuildId build = new BuildId("launched", Optional.empty());
        Map<String, String> all = new HashMap<>(settings);
        all.put("tokenbudget.build", build.id());
        all.put("tokenbudget.directory", directory.toString());
        withProperties(all, launching);
        return RunLogs.merge(directory.resolve("runs"), build);
    }

    private static void launch(String anthropic, String openAi, Class<?>... benchmarks) {
        withProperties(
                Map.of("tokenbudget.upstream.anthropic", anthropic, "tokenbudget.upstream.openai", openAi),
                () -> launch(benchmarks));
    }

    private static void launch(Class<?>... benchmarks) {
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(LauncherDiscoveryRequestBuilder.request()
                            .selectors(Arrays.stream(benchmarks)
                                    .map(benchmark -> selectClass(benchmark))
                                    .toList())
                            .build());
        }
    }

    private static void withProperties(Map<String, String> properties, Runnable action) {
        Map<String, Optional<String>> before = new HashMap<>();
        properties.forEach((key, value) -> before.put(key, Optional.ofNullable(System.setProperty(key, value))));
        try {
            action.run();
        } finally {
            before.forEach((key, value) ->
                    value.ifPresentOrElse(old -> System.setProperty(key, old), () -> System.clearProperty(key)));
        }
    }
}
