package dev.tokenbudget.internal.history.store;

import dev.tokenbudget.internal.file.FileLock;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;

/** The file of a database that has no server. */
record SqliteFile(Path path) {

    static final String PREFIX = "jdbc:sqlite:";

    private static final Duration WAIT = Duration.ofMinutes(2);

    /**
     * Return the file that {@code url} names.
     *
     * @throws IllegalArgumentException if it names a database in memory
     */
    static SqliteFile of(String url) {
        String name = nameIn(url);
        if (name.isEmpty() || name.startsWith(":")) {
            throw new IllegalArgumentException("A history is kept in a file, but " + url + " names none. Set"
                    + " tokenbudget.history to one, such as jdbc:sqlite:.tokenbudget/history.db.");
        }
        return new SqliteFile(Path.of(name).toAbsolutePath());
    }

    /** Return the file's name as {@code url} has it. */
    static String nameIn(String url) {
        String name = url.substring(PREFIX.length());
        int options = name.indexOf('?');
        return name.substring(name.startsWith("file:") ? "file:".length() : 0, options < 0 ? name.length() : options);
    }

    /** Create the folder that the file is in; Git ignores all that is in a folder of our own name. */
    void prepareFolder() {
        Path folder = Objects.requireNonNull(path.getParent(), "A file is in a folder.");
        try {
            Files.createDirectories(folder);
            if (folder.endsWith(".tokenbudget")) {
                Files.writeString(folder.resolve(".gitignore"), "*\n", StandardOpenOption.CREATE_NEW);
            }
        } catch (FileAlreadyExistsException itIsIgnored) {
            return;
        } catch (IOException e) {
            throw new HistoryException("The folder " + folder + " cannot be created for the history: " + e
                    + ". Set tokenbudget.history to a file that can be written.");
        }
    }

    /** Wait for other processes that create or update the tables: SQLite has no lock that Flyway could take for that. */
    FileLock lock() {
        return FileLock.on(path.resolveSibling(path.getFileName() + ".lock"), WAIT);
    }
}
