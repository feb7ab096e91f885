package dev.tokenbudget.suites.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.accepting.MeasuredUpdate;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.gateway.Gateway;
import dev.tokenbudget.internal.gateway.RunRoute;
import dev.tokenbudget.internal.gateway.Upstreams;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.runlog.RunLog;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Policy;
import dev.tokenbudget.suites.offline.OfflineModel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A build of one task, from its calls through the gateway and a run log to the verdict against the module's own baseline. */
public final class JudgedBuild {

    static final int RUNS = 5;
    static final Path BASELINES = Path.of("src/test/tokenbudget");

    private JudgedBuild() {}

    /** Measure {@code task} as the module's benchmarks do, and judge it by the rules of the module's POM. */
    static Comparison of(ExampleTasks task, Path folder) {
        return against(new BaselineFolder(BASELINES).read(), task, folder);
    }

    /** Measure {@code task} and accept what it used. */
    static Baseline accepted(ExampleTasks task, Path folder) {
        try (OfflineModel model = OfflineModel.start();
                Gateway gateway = Gateway.start(upstreams(model))) {
            return accepted(measured(folder, number -> run(task, number, gateway)));
        }
    }

    public static Baseline accepted(Measurement measurement) {
        Baseline nothing = new Baseline(new TreeMap<>());
        return new MeasuredUpdate(new TaskGlob("*"), "measured by a test")
                .apply(judged(measurement, nothing, Recordings.NONE), nothing);
    }

    /** Measure {@code task}, and judge it against {@code baseline} by the rules of the module's POM. */
    static Comparison against(Baseline baseline, ExampleTasks task, Path folder) {
        try (OfflineModel model = OfflineModel.start();
                Gateway gateway = Gateway.start(upstreams(model))) {
            return judged(measured(folder, number -> run(task, number, gateway)), baseline, Recordings.NONE);
        }
    }

    /** Make the runs of a build, each by its number, and read what was measured. */
    static Measurement measured(Path folder, IntFunction<Run> run) {
        return measured(folder, RUNS, run);
    }

    public static Measurement measured(Path folder, int runs, IntFunction<Run> run) {
        BuildId build = new BuildId("build", Optional.empty());
        RunLog log = RunLog.in(folder, build);
        IntStream.rangeClosed(1, runs).mapToObj(run).forEach(log::append);
        log.end();
        Measurement measured = RunLogs.merge(folder, build).priced(PriceList.bundled());
        assertThat(measured.incomplete()).isEmpty();
        return measured;
    }

    /** Judge by the rules of the module's POM. */
    static Comparison judged(Measurement measurement, Baseline baseline, Recordings recordings) {
        return Comparison.of(
                measurement, baseline, recordings, Policy.of(rulesOfThePom(), Optional.of("one task alone")));
    }

    static Upstreams upstreams(OfflineModel model) {
        return Upstreams.publicDefaults().with("anthropic", model.anthropic()).with("openai", model.openAi());
    }

    private static Run run(ExampleTasks task, int number, Gateway gateway) {
        RunInProgress run = new RunInProgress(task.id(), number, Instant.now(), late -> {});
        RunRoute route = gateway.open(run);
        task.doneOnce(route.baseUrl("anthropic"), route.baseUrl("openai"));
        return ended(run, Outcome.SUCCEEDED);
    }

    public static Run ended(RunInProgress run, Outcome outcome) {
        return run.end(outcome, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ofSeconds(5));
    }

    private static Settings rulesOfThePom() {
        return Settings.of(new Settings.Source(
                "POM", Map.of("tokenbudget.mode", "exact", "tokenbudget.rule.1.metric", "costUsd")));
    }
}
