package dev.tokenbudget.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that targets have read. */
final class Scratch {

    private final Path folder;

    Scratch() {
        try {
            folder = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "fuzz");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return the path of a file that may not be there. */
    Path path(String name) {
        return folder.resolve(name);
    }

    /** Return a file that holds {@code bytes} and nothing else. */
    Path file(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }
}
