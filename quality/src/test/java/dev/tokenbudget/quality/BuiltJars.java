package dev.tokenbudget.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The jars that this build made of the modules. */
final class BuiltJars {

    private static final Pattern JAR = Pattern.compile("tokenbudget-[a-z0-9-]+-\\d[^-]*(-SNAPSHOT)?\\.jar");

    private BuiltJars() {}

    static Stream<Path> all() {
        return Stream.of(Path.of(".."), Path.of("../integrations"))
                .flatMap(BuiltJars::files)
                .map(module -> module.resolve("target"))
                .filter(Files::isDirectory)
                .flatMap(BuiltJars::newestIn)
                .sorted();
    }

    /** A build of another version may have left its jar there. */
    private static Stream<Path> newestIn(Path target) {
        return files(target)
                .filter(file -> JAR.matcher(file.getFileName().toString()).matches())
                .max(Comparator.comparingLong(jar -> jar.toFile().lastModified()))
                .stream();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
