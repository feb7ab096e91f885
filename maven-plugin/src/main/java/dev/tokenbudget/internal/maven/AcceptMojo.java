package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.accepting.BaselineUpdate;
import dev.tokenbudget.internal.accepting.MeasuredUpdate;
import dev.tokenbudget.internal.accepting.TaskRemoval;
import dev.tokenbudget.internal.accepting.TaskRenaming;
import dev.tokenbudget.internal.accepting.UpdateRefusedException;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineConflict;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.baseline.ConflictedBaseline;
import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.build.Shards;
import dev.tokenbudget.internal.file.FileLock;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.report.BaselineDiff;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Comparison;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Makes the runs of the latest {@code mvn verify} the baseline of tasks that are new or moved, without running anything again:
 * {@code mvn tokenbudget:accept -Dtokenbudget.reason="new retrieval step"}. Tasks that are as accepted, and those of which
 * noise may explain how they moved, keep their baselines unless they are named, or all are asked for.
 */
@Mojo(name = "accept", threadSafe = true)
public final class AcceptMojo extends JudgingMojo {

    private static final Duration LONGEST_ACCEPT = Duration.ofMinutes(2);

    /** Why the new numbers are right; kept in the baseline, for those who review it. */
    @Parameter(property = "tokenbudget.reason")
    private @Nullable String reason;

    /** Whether to add this build's runs to those in the baseline, instead of replacing them: {@code true} or {@code false}. Only
     * runs of the same models can be added. Unless some are named, every task's runs are. */
    @Parameter(property = "tokenbudget.add", defaultValue = "false")
    private @Nullable String add;

    /** Whether to accept every task that ran, also those that are as accepted: {@code true} or {@code false}. */
    @Parameter(property = "tokenbudget.all", defaultValue = "false")
    private @Nullable String all;

    /** Where a test JVM was killed, whether to take the tasks of which all planned runs are there, and leave the others as they
     * are: {@code true} or {@code false}. Otherwise nothing is accepted. */
    @Parameter(property = "tokenbudget.acceptIncomplete", defaultValue = "false")
    private @Nullable String acceptIncomplete;

    /** Tasks that are gone, with {@code *} and {@code ?}: their baselines are removed, and nothing else is done. A task that
     * did not run is never removed otherwise. */
    @Parameter(property = "tokenbudget.remove")
    private @Nullable String remove;

    /** Tasks that look renamed, by their former names, with {@code *} and {@code ?}: their baselines take the new names, and
     * nothing else is done. Where the prompt changed as well, {@code tokenbudget.task} gives the new name. */
    @Parameter(property = "tokenbudget.rename")
    private @Nullable String rename;

    /** Only tasks whose name matches, with {@code *} and {@code ?}, several with commas between them, whatever their verdicts
     * are: a method, {@code ReviewBenchmark.*}, or a full name. */
    @Parameter(property = "tokenbudget.task", defaultValue = "*")
    private @Nullable String task;

    @Override
    void execute(Settings settings) throws MojoExecutionException, MojoFailureException {
        BaselineUpdate update = update(settings);
        try (FileLock lock = FileLock.on(buildFolder(settings).acceptLock(), LONGEST_ACCEPT)) {
            getLog().debug("The baselines are locked: " + lock + ".");
            BuildFolder folder = measured(buildFolder(settings), settings);
            Shards shards = shards(folder, settings);
            BuildSettings build = build(folder, shards, settings);
            BaselineFolder baselines = baselineFolder(settings(build));
            ConflictedBaseline unmerged = baselines.readWithConflicts();
            Baseline before = unmerged.baseline();
            Comparison comparison = judge(build, shards).comparison(unmerged.agreed());
            Optional<String> nothing = update.whyNothingToDo(comparison, before);
            ReactorTally tally = ReactorTally.of(session());
            if (nothing.isEmpty()) {
                refuse(unmerged.conflicts(), update.replaced(comparison, before));
                write(update, comparison, before, baselines);
                tally.done();
                return;
            }
            tally.passedOver();
            if (tally.nothingWasDone()) {
                throw new MojoExecutionException(nothing.get());
            }
            getLog().info(nothing.get());
        }
    }

    @Override
    void configure(Map<String, String> configured) {
        super.configure(configured);
        put(configured, Setting.REASON, reason);
        put(configured, Setting.ADD, add);
        put(configured, Setting.ALL, all);
        put(configured, Setting.ACCEPT_INCOMPLETE, acceptIncomplete);
        put(configured, Setting.REMOVE, remove);
        put(configured, Setting.RENAME, rename);
        put(configured, Setting.TASK, task);
    }

    private static BaselineUpdate update(Settings settings) throws MojoExecutionException {
        TaskGlob tasks = new TaskGlob(settings.text(Setting.TASK));
        String gone = settings.text(Setting.REMOVE);
        String former = settings.text(Setting.RENAME);
        if (!gone.isEmpty() && !former.isEmpty()) {
            throw new MojoExecutionException("Remove and rename tasks one after the other: " + Setting.REMOVE.key()
                    + " and " + Setting.RENAME.key() + " cannot be used together.");
        }
        if (!gone.isEmpty()) {
            return new TaskRemoval(new TaskGlob(gone));
        }
        if (!former.isEmpty()) {
            return new TaskRenaming(new TaskGlob(former), tasks);
        }
        try {
            return new MeasuredUpdate(
                    tasks,
                    settings.text(Setting.REASON),
                    settings.isOn(Setting.ADD) ? MeasuredUpdate.EarlierRuns.KEEP : MeasuredUpdate.EarlierRuns.REPLACE,
                    settings.isOn(Setting.ACCEPT_INCOMPLETE)
                            ? MeasuredUpdate.IncompleteBuild.ACCEPT_COMPLETE_TASKS
                            : MeasuredUpdate.IncompleteBuild.REFUSE,
                    scope(settings));
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    /** What is named or added is asked for; without that, verdicts ask. */
    private static MeasuredUpdate.Scope scope(Settings settings) {
        boolean named = !settings.text(Setting.TASK).equals(Setting.TASK.defaultValue());
        return named || settings.isOn(Setting.ADD) || settings.isOn(Setting.ALL)
                ? MeasuredUpdate.Scope.ALL
                : MeasuredUpdate.Scope.WHERE_VERDICTS_ASK;
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

    /** What two branches disagree on must not be decided by the branch that was merged last. */
    private static void refuse(List<BaselineConflict> conflicts, Set<TaskId> replaced) throws MojoFailureException {
        for (BaselineConflict conflict : conflicts) {
            Optional<String> left = conflict.isLeftBy(replaced);
            if (left.isPresent()) {
                throw new MojoFailureException(left.get() + " Nothing was accepted.");
            }
        }
    }

    private void write(BaselineUpdate update, Comparison comparison, Baseline before, BaselineFolder baselines)
            throws MojoFailureException {
        Baseline after;
        try {
            after = update.apply(comparison, before);
        } catch (UpdateRefusedException e) {
            throw new MojoFailureException(e.getMessage(), e);
        }
        update.remarks(comparison).forEach(getLog()::info);
        List<Path> changed = new ArrayList<>(baselines.write(after));
        if (changed.isEmpty()) {
            getLog().info(
                            update.replaced(comparison, before).isEmpty()
                                    ? "Nothing changed."
                                    : "Nothing changed: these runs are the baseline already.");
            return;
        }
        changed.addAll(RecordingFolder.beside(baselines.folder()).move(update.moved(comparison, before)));
        BaselineDiff.between(before, after, comparison.policy().metric()).forEach(getLog()::info);
        changed.forEach(
                file -> getLog().info("Changed " + shown(file) + "; commit it with the change that it belongs to."));
    }
}
