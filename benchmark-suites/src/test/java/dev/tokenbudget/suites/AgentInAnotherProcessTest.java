package dev.tokenbudget.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.suites.offline.OfflineModel;
import dev.tokenbudget.testkit.NodeProject;
import dev.tokenbudget.usage.ModelCall;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** An agent in Node.js, on the official clients of OpenAI and Anthropic, measured as any other agent is. */
class AgentInAnotherProcessTest {

    private static final BuildId BUILD = new BuildId("node-agent", Optional.empty());

    private static final NodeProject AGENT = new NodeProject(Path.of("target/node-agent"), "agent.mjs");

    @TempDir
    private Path folder;

    @BeforeAll
    static void install() throws Exception {
        AGENT.install();
    }

    @TokenBudget
    static class Measured {
        @BenchmarkTask(runs = 2, maxRuns = 2)
        void answers(ModelGateway gateway) throws Exception {
            Map<String, String> environment = new HashMap<>(gateway.environment());
            environment.put("OPENAI_API_KEY", "none");
            environment.put("ANTHROPIC_API_KEY", "none");

            String answer = AGENT.answer("Which plots of the garden need water today?", environment);

            assertThat(answer).contains("I have no script for it");
        }
    }

    @Test
    void each_run_is_charged_with_the_calls_of_its_own_process() {
        try (OfflineModel model = OfflineModel.start(1)) {
            List<Run> runs = runsOf(measure(model));

            assertThat(runs)
                    .hasSize(2)
                    .allSatisfy(run -> assertThat(run.calls())
                            .extracting(ModelCall::provider)
                            .containsExactly("openai", "openai", "anthropic"));
        }
    }

    @Test
    void the_runs_add_up_to_what_the_model_charged() {
        try (OfflineModel model = OfflineModel.start(1)) {
            Measurement measurement = measure(model);

            List<ModelCall> calls = runsOf(measurement).stream()
                    .flatMap(run -> run.calls().stream())
                    .toList();
            assertThat(calls).hasSize((int) model.callsAnswered());
            assertThat(calls.stream()
                            .mapToLong(call -> call.usage().total().orElseThrow())
                            .sum())
                    .isEqualTo(model.tokensCharged());
            assertThat(measurement.looseCalls()).isEmpty();
        }
    }

    private static List<Run> runsOf(Measurement measurement) {
        return measurement.tasks().values().stream()
                .flatMap(task -> task.runs().stream())
                .toList();
    }

    /** Run {@link Measured} with both runs at once, as a build of its own in front of {@code model}. */
    private Measurement measure(OfflineModel model) {
        Map<String, String> properties = Map.of(
                "basedir", folder.toString(),
                "tokenbudget.build", BUILD.id(),
                "tokenbudget.upstream.anthropic", model.anthropic(),
                "tokenbudget.upstream.openai", model.openAi());
        Map<String, Optional<String>> before = new HashMap<>();
        properties.forEach((key, value) -> before.put(key, Optional.ofNullable(System.setProperty(key, value))));
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(Measured.class))
                                    .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                                    .configurationParameter(
                                            "junit.jupiter.execution.parallel.mode.default", "concurrent")
                                    .build(),
                            summary);
        } finally {
            before.forEach((key, value) ->
                    value.ifPresentOrElse(old -> System.setProperty(key, old), () -> System.clearProperty(key)));
        }
        assertThat(summary.getSummary().getFailures()).isEmpty();
        return RunLogs.merge(folder.resolve("target/tokenbudget/runs"), BUILD);
    }
}
