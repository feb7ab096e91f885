package dev.tokenbudget.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The inputs that are kept: written by hand, or found to break something that was mended. */
final class Corpus {

    static final Path FOLDER = Path.of("src", "test", "resources", "corpus");

    private Corpus() {}

    static Path of(String target) {
        return FOLDER.resolve(target);
    }

    static List<Path> seeds(String target) {
        try (Stream<Path> files = Files.list(of(target))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
