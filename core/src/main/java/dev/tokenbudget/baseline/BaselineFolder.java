package dev.tokenbudget.baseline;

import dev.tokenbudget.json.JsonFile;
import dev.tokenbudget.json.MalformedFileException;
import dev.tokenbudget.json.NewerSchemaException;
import dev.tokenbudget.run.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The baseline files of a module, one a test class.
 *
 * @param folder where they are; need not exist yet
 */
public record BaselineFolder(Path folder) {

    private static final String ENDING = ".json";
    private static final String CURE =
            " Restore the file from version control, or delete it and accept again: mvn tokenbudget:accept"
                    + " -Dtokenbudget.reason=\"…\".";

    /**
     * Read every baseline; a missing folder holds none.
     *
     * @throws MalformedFileException if the folder or a file cannot be read
     */
    public Baseline read() {
        SortedMap<TaskId, TaskBaseline> tasks = new TreeMap<>();
        // of several broken files, the first by name is the one to complain of
        files().parallelStream().map(BaselineFolder::readOrFail).toList().forEach(read -> tasks.putAll(read.get()));
        return new Baseline(tasks);
    }

    /**
     * Write {@code baseline}: a file for each of its test classes; files whose bytes stay the same are not touched, and
     * those of test classes that it no longer holds are deleted.
     *
     * @return the files that changed
     * @throws MalformedFileException if a file cannot be written
     */
    public List<Path> write(Baseline baseline) {
        SortedMap<String, SortedMap<TaskId, TaskBaseline>> byClass = new TreeMap<>();
        baseline.tasks()
                .forEach((task, accepted) -> byClass.computeIfAbsent(task.testClass(), testClass -> new TreeMap<>())
                        .put(task, accepted));
        List<Path> changed = new ArrayList<>();
        byClass.forEach((testClass, tasks) -> {
            Path file = folder.resolve(testClass + ENDING);
            String text = JsonFile.pretty(BaselineJson.of(testClass, tasks));
            if (!text.equals(textOf(file))) {
                JsonFile.write(file, text);
                changed.add(file);
            }
        });
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (!byClass.containsKey(name.substring(0, name.length() - ENDING.length()))) {
                delete(file);
                changed.add(file);
            }
        }
        return List.copyOf(changed);
    }

    private List<Path> files() {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new MalformedFileException(folder, "the folder of baselines cannot be read: " + e + ".", e);
        }
    }

    private static Supplier<SortedMap<TaskId, TaskBaseline>> readOrFail(Path file) {
        try {
            SortedMap<TaskId, TaskBaseline> tasks = read(file);
            return () -> tasks;
        } catch (MalformedFileException e) {
            return () -> {
                throw e;
            };
        }
    }

    private static SortedMap<TaskId, TaskBaseline> read(Path file) {
        try {
            BaselineJson json = JsonFile.read(file, "schemaVersion", BaselineJson.SCHEMA_VERSION, BaselineJson.class);
            String expected = json.testClass() + ENDING;
            if (!file.getFileName().toString().equals(expected)) {
                throw new IllegalArgumentException("the field \"testClass\" is " + json.testClass()
                        + ", so the file must be named " + expected + ".");
            }
            return json.toTasks();
        } catch (NewerSchemaException e) {
            throw e;
        } catch (MalformedFileException e) {
            throw new MalformedFileException(file, e.problem() + CURE, e);
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(file, e.getMessage() + CURE, e);
        }
    }

    private static String textOf(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new MalformedFileException(file, "cannot be read: " + e + ".", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new MalformedFileException(file, "cannot be deleted: " + e + ".", e);
        }
    }
}
