package dev.tokenbudget.internal.history.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files that a user names, with {@code *}, {@code ?} and {@code **}, separated by commas. */
public final class ImportFiles {

    private ImportFiles() {}

    /**
     * Return the files that {@code names} mean, each once, in the order of the names and then of the alphabet.
     *
     * @param names names relative to {@code folder}, or absolute ones
     * @param folder where relative names begin
     * @throws IllegalArgumentException if there is no name, or a name means no file
     */
    public static List<Path> of(String names, Path folder) {
        Set<Path> files = new LinkedHashSet<>();
        for (String name : names.split(",")) {
            if (!name.isBlank()) {
                List<Path> found = find(name.strip().replace('\\', '/'), folder);
                if (found.isEmpty()) {
                    throw new IllegalArgumentException("No file is called " + name.strip() + " in " + folder + ".");
                }
                files.addAll(found);
            }
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nothing to import. Name the files: -Dtokenbudget.files=export.jsonl,logs/*.csv");
        }
        return new ArrayList<>(files);
    }

    private static List<Path> find(String name, Path folder) {
        int pattern = name.replaceFirst("[*?\\[{].*", "").length();
        if (pattern == name.length()) {
            Path file = folder.resolve(name).normalize();
            return Files.isRegularFile(file) ? List.of(file) : List.of();
        }
        int fixed = name.lastIndexOf('/', pattern) + 1;
        Path start = folder.resolve(name.substring(0, fixed)).normalize();
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name.substring(fixed));
        int deepest =
                name.contains("**") ? Integer.MAX_VALUE : name.substring(fixed).split("/").length;
        try (Stream<Path> all = Files.walk(start, deepest)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> matcher.matches(start.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
