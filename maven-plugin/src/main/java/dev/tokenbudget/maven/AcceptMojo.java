package dev.tokenbudget.maven;

import dev.tokenbudget.baseline.Baseline;
import dev.tokenbudget.baseline.BaselineFolder;
import dev.tokenbudget.build.BuildFolder;
import dev.tokenbudget.build.Shards;
import dev.tokenbudget.file.FileLock;
import dev.tokenbudget.report.AcceptedChanges;
import dev.tokenbudget.run.TaskGlob;
import dev.tokenbudget.settings.BuildSettings;
import dev.tokenbudget.settings.Setting;
import dev.tokenbudget.settings.Settings;
import dev.tokenbudget.verdict.AcceptanceRefusedException;
import dev.tokenbudget.verdict.Accepting;
import dev.tokenbudget.verdict.Comparison;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Turns the runs that were made by the latest {@code mvn verify} into the baseline, without running anything again:
 * {@code mvn tokenbudget:accept -Dtokenbudget.reason="new retrieval step"}.
 */
@Mojo(name = "accept", threadSafe = true)
public final class AcceptMojo extends JudgingMojo {

    private static final Duration LONGEST_ACCEPT = Duration.ofMinutes(2);

    /** Why the new numbers are right. It is kept in the baseline, for those who review it. */
    @Parameter(property = "tokenbudget.reason")
    private @Nullable String reason;

    /** Whether the runs are added to the baseline as a further session, instead of replacing it: {@code true} or {@code false}.
     * Only runs of the same models can be added. Default: {@code false}. */
    @Parameter(property = "tokenbudget.add")
    private @Nullable String add;

    /** Only tasks whose name matches, with {@code *} and {@code ?}: a method, {@code ReviewBenchmark.*}, or a full name.
     * Default: {@code *}. */
    @Parameter(property = "tokenbudget.task")
    private @Nullable String task;

    @Override
    void execute(Settings settings) throws MojoExecutionException, MojoFailureException {
        Accepting accepting = accepting(settings);
        try (FileLock lock = FileLock.on(buildFolder(settings).acceptLock(), LONGEST_ACCEPT)) {
            getLog().debug("Baselines are locked by " + lock + ".");
            accept(accepting, settings);
        }
    }

    private void accept(Accepting accepting, Settings settings) throws MojoExecutionException, MojoFailureException {
        BuildFolder folder = measured(buildFolder(settings), settings);
        Shards shards = shards(folder, settings);
        BuildSettings build = build(folder, shards, settings);
        BaselineFolder baselines = baselineFolder(settings(build));
        Baseline before = baselines.read();
        Comparison comparison = judge(build, shards).comparison();
        ReactorTally tally = ReactorTally.of(session());
        Optional<String> nothing = accepting.nothingToAccept(comparison);
        if (nothing.isPresent()) {
            tally.passedOver();
            if (tally.nothingWasDone()) {
                throw new MojoExecutionException(nothing.get());
            }
            getLog().info(nothing.get());
        } else {
            accept(accepting, comparison, before, baselines);
            tally.done();
        }
    }

    @Override
    void configure(Map<String, String> configured) {
        super.configure(configured);
        put(configured, Setting.REASON, reason);
        put(configured, Setting.ADD, add);
        put(configured, Setting.TASK, task);
    }

    private Accepting accepting(Settings settings) throws MojoExecutionException {
        try {
            return new Accepting(
                    new TaskGlob(settings.text(Setting.TASK)),
                    settings.text(Setting.REASON),
                    settings.isOn(Setting.ADD) ? Accepting.Manner.ADD : Accepting.Manner.REPLACE);
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    /** A build without tests that came after the paid one must not hide it. */
    private BuildFolder measured(BuildFolder latest, Settings settings) {
        if (latest.hasRuns() || !settings.text(Setting.MEASUREMENT_DIRECTORIES).isEmpty()) {
            return latest;
        }
        Optional<BuildFolder> previous = latest.previous();
        previous.ifPresent(
                build -> getLog().info("The latest build measured nothing: taking the runs of the one before, "
                        + build.folder().getFileName() + "."));
        return previous.orElse(latest);
    }

    private void accept(Accepting accepting, Comparison comparison, Baseline before, BaselineFolder baselines)
            throws MojoFailureException {
        Baseline after;
        try {
            after = accepting.accept(comparison, before);
        } catch (AcceptanceRefusedException e) {
            throw new MojoFailureException(e.getMessage(), e);
        }
        accepting.addedBefore(comparison).forEach(getLog()::info);
        List<Path> changed = baselines.write(after);
        if (changed.isEmpty()) {
            getLog().info("Nothing changed: these runs are the baseline already.");
            return;
        }
        AcceptedChanges.between(before, after, comparison.policy().metric()).forEach(getLog()::info);
        changed.forEach(
                file -> getLog().info("Changed " + shown(file) + "; commit it with the change that it belongs to."));
    }
}
