package dev.tokenbudget.internal.build;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;

/** The builds that measured parts of one thing, each in a folder of its own. */
public final class Shards {

    private final Map<BuildFolder, BuildSettings> builds;

    private Shards(Map<BuildFolder, BuildSettings> builds) {
        this.builds = builds;
    }

    /**
     * Return the build of {@code own}, where one began there, and those of {@code others}.
     *
     * @param own the module's own folder
     * @param others folders that hold {@code settings.json} and {@code runs}, as an artifact of {@code target/tokenbudget} does
     * @param mixCommits whether builds of different commits may be merged
     * @throws MalformedFileException if no build began in one of {@code others}, or its settings cannot be read
     * @throws MixedCommitsException if two builds are of different commits, and that is not allowed
     */
    public static Shards of(BuildFolder own, List<Path> others, boolean mixCommits) {
        Map<BuildFolder, BuildSettings> builds = new LinkedHashMap<>();
        // what was only downloaded to be accepted must not be mixed with a build without runs that happened to be here
        if (others.isEmpty() || own.hasRuns()) {
            own.settings().ifPresent(settings -> builds.put(own, settings));
        }
        for (Path other : others) {
            BuildFolder folder = new BuildFolder(other);
            builds.put(folder, folder.settings().orElseThrow(() -> noBuild(folder)));
        }
        if (!mixCommits) {
            refuseDifferentCommits(builds);
        }
        return new Shards(builds);
    }

    /**
     * Reject a build of {@code others} that names a file or folder outside of the module, which the settings of this
     * invocation do not name: what was written on another machine must not decide which files are read or written here.
     *
     * @param own the module's own folder
     * @param here the settings of this invocation
     * @throws MalformedFileException if there is one
     */
    public void rejectForeignPaths(BuildFolder own, Settings here) {
        builds.forEach((folder, build) -> {
            if (!folder.equals(own)) {
                build.rejectPathsOutside(folder.settingsFile(), here.explicit().keySet());
            }
        });
    }

    /** Return the settings of the first build, for all builds together: its test filter is that of whichever left out tests. */
    public Optional<BuildSettings> settings() {
        return builds.values().stream()
                .findFirst()
                .map(first -> new BuildSettings(merged(), testFilter(), first.values(), first.executions()));
    }

    private BuildId merged() {
        return BuildId.merged(builds.values().stream().map(BuildSettings::build).toList());
    }

    /** Return what all builds measured, as the measurement of {@code build}. */
    public Measurement measurement(BuildSettings build) {
        return RunLogs.merge(
                build.build(),
                builds.entrySet().stream()
                        .map(shard -> new RunLogs.Place(
                                shard.getKey().runs(),
                                shard.getValue().build(),
                                shard.getValue().appendedTo()))
                        .toList());
    }

    /** Return where the tests of all builds write what replayed runs asked. */
    public List<RecordingFolder> replays() {
        return builds.keySet().stream()
                .map(folder -> new RecordingFolder(folder.replays()))
                .toList();
    }

    /** Whether the build that began in {@code folder} is one of them. */
    public boolean hold(BuildFolder folder) {
        return builds.containsKey(folder);
    }

    /** Return which run logs lie in the folders and belong to other builds, a sentence a folder with the remedy. */
    public List<String> runsOfOthers() {
        return builds.entrySet().stream()
                .flatMap(shard ->
                        runsOfOthers(shard.getKey(), shard.getValue().build().id()).stream())
                .toList();
    }

    private static Optional<String> runsOfOthers(BuildFolder folder, String build) {
        SortedSet<String> others = RunLogs.builds(folder.runs());
        others.remove(build);
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("There are runs in " + folder.runs() + ", but of build " + String.join(", ", others)
                        + " and not of " + build + ". Give " + Setting.BUILD.key()
                        + " on Maven's command line, where prepare sees it, and nowhere else; tests that neither Surefire"
                        + " nor Failsafe starts need -D" + Setting.BUILD.key() + "=" + build + ".");
    }

    private Optional<String> testFilter() {
        return builds.values().stream()
                .flatMap(build -> build.testFilter().stream())
                .findFirst();
    }

    private static void refuseDifferentCommits(Map<BuildFolder, BuildSettings> builds) {
        List<Map.Entry<BuildFolder, BuildSettings>> known = builds.entrySet().stream()
                .filter(shard -> shard.getValue().build().commit().isPresent())
                .toList();
        known.stream()
                .filter(shard -> !Objects.equals(commit(shard), commit(known.get(0))))
                .findFirst()
                .ifPresent(other -> {
                    throw new MixedCommitsException(known.get(0).getKey().folder() + " was measured at commit "
                            + commit(known.get(0)) + ", but " + other.getKey().folder() + " at " + commit(other)
                            + ". Leave one of them out, or mix them knowingly: -D" + Setting.MIX_COMMITS.key()
                            + "=true.");
                });
    }

    private static String commit(Map.Entry<BuildFolder, BuildSettings> shard) {
        return shard.getValue().build().commit().orElseThrow();
    }

    private static MalformedFileException noBuild(BuildFolder folder) {
        return new MalformedFileException(
                folder.settingsFile(),
                "there is no such file, so nothing was measured here. " + Setting.MEASUREMENT_DIRECTORIES.key()
                        + " names folders like target/tokenbudget, with settings.json and runs.");
    }
}
