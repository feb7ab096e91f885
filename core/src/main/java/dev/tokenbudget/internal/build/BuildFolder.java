package dev.tokenbudget.internal.build;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.internal.settings.BuildSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a module's build keeps its settings, its run logs and its reports.
 *
 * <p>Runs cost money, so none is ever deleted: those of earlier builds move to {@code runs.previous/<number>-<build id>},
 * each of them a folder of this kind again, and stay there until {@code mvn clean}.
 *
 * @param folder such as {@code target/tokenbudget}; need not exist yet
 */
public record BuildFolder(Path folder) {

    private static final String RUNS = "runs";
    private static final String REPORT = "report";
    private static final String REPLAYS = "replay";

    /** Return where the tests of this build write their run logs. */
    public Path runs() {
        return folder.resolve(RUNS);
    }

    /** Return where the reports go. */
    public Path report() {
        return folder.resolve(REPORT);
    }

    /** Return where the tests of this build write what replayed runs asked. */
    public Path replays() {
        return folder.resolve(REPLAYS);
    }

    /** Return the file that is locked while the baselines are read, changed and written. */
    public Path acceptLock() {
        return folder.resolve("accept.lock");
    }

    /** Return the file that holds the settings for the tests. */
    public Path settingsFile() {
        return folder.resolve(BuildSettings.FILE_NAME);
    }

    /**
     * Return the settings of the build that was begun here, or nothing where none was.
     *
     * @throws MalformedFileException if they cannot be read
     */
    public Optional<BuildSettings> settings() {
        return Files.exists(settingsFile()) ? Optional.of(BuildSettings.read(settingsFile())) : Optional.empty();
    }

    /** Whether there is a run log here, of any build. */
    public boolean hasRuns() {
        return !RunLogs.logFiles(runs()).isEmpty();
    }

    /**
     * Begin a build: keep what the previous build measured, and write the new build's settings.
     *
     * @throws MalformedFileException if a file cannot be moved or written
     */
    public void begin(BuildSettings build) {
        if (hasRuns()) {
            keepRuns("before-" + build.build().id());
        }
        build.write(settingsFile());
    }

    /**
     * Begin a build whose runs are added to those of the previous build; where there is none, the build is a new one.
     *
     * @throws MalformedFileException if the settings of the previous build cannot be read, or the new ones not be written
     */
    public void append(BuildSettings build) {
        Optional<BuildSettings> former = settings();
        if (former.isPresent()) {
            List<String> logs = RunLogs.logFiles(runs()).stream()
                    .map(log -> log.getFileName().toString())
                    .toList();
            build.after(former.get(), logs).write(settingsFile());
        } else {
            begin(build);
        }
    }

    /** Return the latest earlier build that measured something, or nothing where none is kept. */
    public Optional<BuildFolder> previous() {
        return formerBuilds().latest();
    }

    /**
     * Move the reports of the previous build to where its runs go, so that they are not mistaken for those of a build that
     * ends before it has written any.
     *
     * @param files the names of the reports; other files in the folder stay
     * @throws MalformedFileException if one cannot be moved
     */
    public void keepReports(Collection<String> files) {
        List<Path> reports =
                files.stream().map(report()::resolve).filter(Files::exists).toList();
        if (!reports.isEmpty()) {
            move(
                    reports,
                    formerBuilds()
                            .placeOf(REPORT, formerId().orElse("unreadable"))
                            .resolve(REPORT));
        }
    }

    /**
     * Keep what the previous build measured where no build has begun yet, so that it is not mistaken for the measurement of that
     * build.
     *
     * @throws MalformedFileException if a file cannot be moved
     */
    public void leave() {
        if (hasRuns()) {
            keepRuns("unreadable");
        }
        try {
            Files.deleteIfExists(settingsFile());
        } catch (IOException e) {
            throw new MalformedFileException(settingsFile(), "cannot be removed: " + e + ".", e);
        }
    }

    /** Written out, as the one below: those of a record cost each check 30 classes when they are first used. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BuildFolder build && folder.equals(build.folder);
    }

    @Override
    public int hashCode() {
        return folder.hashCode();
    }

    private FormerBuilds formerBuilds() {
        return new FormerBuilds(folder.resolve("runs.previous"));
    }

    private void keepRuns(String unlessKnown) {
        Optional<String> id = formerId();
        BuildFolder kept = new BuildFolder(formerBuilds().placeOf(RUNS, id.orElse(unlessKnown)));
        move(RunLogs.logFiles(runs()), kept.runs());
        if (id.isPresent()) {
            move(List.of(settingsFile()), kept.folder());
        }
    }

    private static void move(List<Path> files, Path to) {
        try {
            Files.createDirectories(to);
            for (Path file : files) {
                Files.move(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new MalformedFileException(to, "what the build before left cannot be moved here: " + e + ".", e);
        }
    }

    private Optional<String> formerId() {
        try {
            return settings().map(former -> former.build().id());
        } catch (MalformedFileException e) {
            // the file is about to be replaced; the runs beside it are kept all the same
            return Optional.empty();
        }
    }
}
