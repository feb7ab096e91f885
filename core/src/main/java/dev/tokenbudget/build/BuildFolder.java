package dev.tokenbudget.build;

import dev.tokenbudget.file.FileName;
import dev.tokenbudget.json.MalformedFileException;
import dev.tokenbudget.run.RunLogs;
import dev.tokenbudget.settings.BuildSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a module's build keeps its settings, its run logs and its reports.
 *
 * <p>Runs cost money, so none is ever deleted: those of earlier builds move to {@code runs.previous/<build id>}, each of
 * them a folder of this kind again, and stay there until {@code mvn clean}.
 *
 * @param folder such as {@code target/tokenbudget}; need not exist yet
 */
public record BuildFolder(Path folder) {

    private static final String RUNS = "runs";

    /** Return where the tests of this build write their run logs. */
    public Path runs() {
        return folder.resolve(RUNS);
    }

    /** Return where the reports go. */
    public Path report() {
        return folder.resolve("report");
    }

    /** Return the file that is locked while the baselines are read, changed and written. */
    public Path acceptLock() {
        return folder.resolve("accept.lock");
    }

    /** Return the file that tells the tests what the build wants of them. */
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

    /** Whether a JVM wrote a run log here, of whatever build. */
    public boolean hasRuns() {
        return !RunLogs.logFiles(runs()).isEmpty();
    }

    /**
     * Begin a build: keep what the build before it measured, and write the new build's settings.
     *
     * @throws MalformedFileException if a file cannot be moved or written
     */
    public void begin(BuildSettings build) {
        if (hasRuns()) {
            keepRuns(build);
        }
        build.write(settingsFile());
    }

    /**
     * Begin a build whose runs are added to those of the build before it; where there is none, the build is a new one.
     *
     * @throws MalformedFileException if the settings of the build before cannot be read, or the new ones not be written
     */
    public void append(BuildSettings build) {
        Optional<BuildSettings> former = settings();
        if (former.isPresent()) {
            new BuildSettings(former.get().build(), build.testFilter(), build.values()).write(settingsFile());
        } else {
            begin(build);
        }
    }

    /** Return the latest earlier build that measured something, or nothing where none is kept. */
    public Optional<BuildFolder> previous() {
        if (Files.notExists(previousBuilds())) {
            return Optional.empty();
        }
        try (Stream<Path> builds = Files.list(previousBuilds())) {
            return builds.map(BuildFolder::new)
                    .filter(build -> Files.exists(build.settingsFile()))
                    .max(Comparator.comparing(build -> build.folder().getFileName()));
        } catch (IOException e) {
            throw new MalformedFileException(previousBuilds(), "the earlier builds cannot be read: " + e + ".", e);
        }
    }

    private Path previousBuilds() {
        return folder.resolve("runs.previous");
    }

    private void keepRuns(BuildSettings next) {
        Optional<String> id = formerId();
        Path kept =
                FileName.in(previousBuilds(), id.orElse("before-" + next.build().id()));
        try {
            Files.createDirectories(kept.resolve(RUNS));
            for (Path log : RunLogs.logFiles(runs())) {
                Files.move(log, kept.resolve(RUNS).resolve(log.getFileName()));
            }
            if (id.isPresent()) {
                Files.move(settingsFile(), kept.resolve(BuildSettings.FILE_NAME));
            }
        } catch (IOException e) {
            throw new MalformedFileException(
                    runs(), "the runs of the build before cannot be moved to " + kept + ": " + e + ".", e);
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
