package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.build.AnnotatedTests;
import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.build.ReplayedPrompts;
import dev.tokenbudget.internal.build.ReplayedRecordings;
import dev.tokenbudget.internal.build.Shards;
import dev.tokenbudget.internal.build.StaleRecordings;
import dev.tokenbudget.internal.build.TestReports;
import dev.tokenbudget.internal.build.TestSelection;
import dev.tokenbudget.internal.build.UnmeasuredTests;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.replay.change.ChangedText;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;

/**
 * Judges what a module's build measured, by the module's own settings and baselines, and finds out whether it measured what
 * it should have.
 *
 * @param module the module
 * @param settings the settings that hold for it
 * @param build the build, with the settings that it began with
 * @param shards the folders that hold its runs
 * @param measurement all of its runs
 */
record ModuleJudge(
        MavenProject module, Settings settings, BuildSettings build, Shards shards, Measurement measurement) {

    static ModuleJudge of(MavenProject module, Settings settings, BuildSettings build, Shards shards) {
        return new ModuleJudge(module, settings, build, shards, shards.measurement(build));
    }

    /** Return everything that was measured, judged. */
    Comparison comparison() {
        return comparison(baseline());
    }

    /** Return what was accepted before. */
    Baseline baseline() {
        return new BaselineFolder(baselines()).read();
    }

    /** Return what was measured, with what it cost. */
    Measurement priced() {
        return measurement.priced(settings.prices(module.getBasedir().toPath()));
    }

    private Path baselines() {
        return module.getBasedir().toPath().resolve(settings.text(Setting.BASELINE_DIRECTORY));
    }

    /** Return everything that was measured, judged by {@code baseline}. */
    Comparison comparison(Baseline baseline) {
        Path folder = module.getBasedir().toPath();
        TestSelection selection = new TestSelection(build.executions());
        Set<TaskId> leftOut = selection.leftOut(baseline.tasks().keySet(), measurement);
        UnmeasuredTests unmeasured = unmeasured();
        Recordings recordings = ReplayedRecordings.of(measurement, baselines(), folder);
        ReplayedPrompts prompts = ReplayedPrompts.of(settings, shards.replays(), recordings);
        return Comparison.of(priced(), without(leftOut, baseline), recordings, Policy.of(settings, build.testFilter()))
                .showing(task -> texts(task, prompts))
                .warned(selection.reasons(leftOut))
                .warned(unmeasured.warnings(measurement))
                .warned(StaleRecordings.warnings(
                        RecordingFolder.beside(baselines()),
                        measurement,
                        baseline.tasks().keySet(),
                        build.testFilter()))
                .failed(measurement.isEmpty() ? shards.runsOfOthers() : List.of())
                .failed(unmeasured.failures(measurement));
    }

    private static List<ChangedText> texts(JudgedTask task, ReplayedPrompts prompts) {
        return task.asksForTexts()
                ? task.comparison()
                        .after()
                        .map(runs -> prompts.changed(
                                runs, Slopes.of(task.comparison().slopes())))
                        .orElse(List.of())
                : List.of();
    }

    private static Baseline without(Set<TaskId> leftOut, Baseline baseline) {
        SortedMap<TaskId, TaskBaseline> tasks = new TreeMap<>(baseline.tasks());
        tasks.keySet().removeAll(leftOut);
        return new Baseline(tasks);
    }

    /** Return why nothing was measured, where nothing is wrong with that; the first sentence tells that nothing was. */
    List<String> excuses() {
        String nothing = build.testFilter()
                .map(filter -> "No task was measured: this build left out tests (" + filter + ").")
                .orElse("No task was measured, and there is no baseline.");
        return Stream.concat(Stream.of(nothing), unmeasured().excuses(measurement).stream())
                .toList();
    }

    /** What other shards should have run is known to them alone. */
    private UnmeasuredTests unmeasured() {
        BuildFolder own = new BuildFolder(module.getBasedir().toPath().resolve(settings.text(Setting.DIRECTORY)));
        return new UnmeasuredTests(
                shards.hold(own)
                        ? AnnotatedTests.in(Path.of(module.getBuild().getTestOutputDirectory()))
                        : new AnnotatedTests(new TreeMap<>()),
                new TestReports(new TestExecutions(module).reports(), begin(own)),
                new TestSelection(build.executions()),
                build.testFilter());
    }

    private static Instant begin(BuildFolder folder) {
        try {
            return Files.getLastModifiedTime(folder.settingsFile()).toInstant();
        } catch (IOException noBuildHere) {
            return Instant.MAX;
        }
    }
}
