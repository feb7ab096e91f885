package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.file.FileChanges;
import dev.tokenbudget.internal.file.FileName;
import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.json.MergeConflictException;
import dev.tokenbudget.internal.json.NewerSchemaException;
import dev.tokenbudget.internal.json.RegularFile;
import dev.tokenbudget.internal.run.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The baseline files of a module, one for each test class.
 *
 * @param folder where they are; need not exist yet
 */
public record BaselineFolder(Path folder) {

    private static final String ENDING = ".json";
    private static final String REMEDY =
            " Restore the file from version control, or delete it and accept again: mvn tokenbudget:accept"
                    + " -Dtokenbudget.reason=\"…\".";

    /**
     * Read every baseline; a missing folder holds none.
     *
     * @throws MalformedFileException if the folder or a file cannot be read
     */
    public Baseline read() {
        SortedMap<TaskId, TaskBaseline> tasks = new TreeMap<>();
        files().forEach(file -> tasks.putAll(read(file)));
        return new Baseline(tasks);
    }

    /**
     * Read every baseline, as {@link #read} does, but also from files with merge conflicts, so that they can be
     * replaced.
     *
     * @throws MalformedFileException if the folder or a file cannot be read for another reason
     */
    public ConflictedBaseline readWithConflicts() {
        SortedMap<TaskId, TaskBaseline> tasks = new TreeMap<>();
        List<BaselineConflict> conflicts = new ArrayList<>();
        for (Path file : files()) {
            try {
                tasks.putAll(read(file));
            } catch (MalformedFileException e) {
                if (!(e.getCause() instanceof MergeConflictException)) {
                    throw e;
                }
                BaselineConflict conflict = BaselineConflict.of(file, testClass(file), textOf(file), e.problem());
                tasks.putAll(conflict.tasks());
                conflicts.add(conflict);
            }
        }
        return new ConflictedBaseline(new Baseline(tasks), conflicts);
    }

    /** A shell would read a nested class's dollar sign as that of a variable. */
    private static String replacement(Path file) {
        return " Or replace the file by the runs at hand: mvn tokenbudget:accept -Dtokenbudget.task=\""
                + testClass(file).replace('$', '?') + "#*\" -Dtokenbudget.reason=\"…\".";
    }

    private static String testClass(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    /**
     * Write {@code baseline}: a file for each of its test classes; files whose bytes stay the same are not touched, and
     * those of test classes that it no longer holds are deleted. Either all of them change or, as far as the file system
     * lets it, none.
     *
     * @return the files that changed
     * @throws MalformedFileException if a file cannot be written
     */
    public List<Path> write(Baseline baseline) {
        rejectLink(folder);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new MalformedFileException(folder, "cannot be written: it is not a folder.");
        }
        SortedMap<String, SortedMap<TaskId, TaskBaseline>> byClass = new TreeMap<>();
        baseline.tasks()
                .forEach((task, accepted) -> byClass.computeIfAbsent(task.testClass(), testClass -> new TreeMap<>())
                        .put(task, accepted));
        Set<Path> kept = new HashSet<>();
        FileChanges changes = new FileChanges();
        byClass.forEach((testClass, tasks) -> {
            Path file = FileName.in(folder, FileName.ofClass(testClass, ENDING));
            String text = JsonFile.pretty(BaselineJson.of(testClass, tasks));
            kept.add(file);
            if (!text.equals(textOf(file))) {
                changes.add(file, text);
            }
        });
        files().stream().filter(file -> !kept.contains(file)).forEach(changes::addDeletion);
        changes.make();
        return changes.files();
    }

    private List<Path> files() {
        if (Files.notExists(folder)) {
            return List.of();
        }
        rejectLink(folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new MalformedFileException(folder, "the folder of baselines cannot be read: " + e + ".", e);
        }
    }

    private static SortedMap<TaskId, TaskBaseline> read(Path file) {
        rejectLink(file);
        try {
            BaselineJson json = JsonFile.read(file, "schemaVersion", BaselineJson.SCHEMA_VERSION, BaselineJson.class);
            String expected = FileName.ofClass(json.testClass(), ENDING);
            if (!file.getFileName().toString().equals(expected)) {
                throw new IllegalArgumentException("the field \"testClass\" is " + json.testClass()
                        + ", so the file must be named " + expected + ".");
            }
            return json.toTasks();
        } catch (NewerSchemaException e) {
            throw e;
        } catch (MergeConflictException e) {
            throw new MalformedFileException(file, e.problem() + replacement(file), e);
        } catch (MalformedFileException e) {
            throw new MalformedFileException(file, e.problem() + REMEDY, e);
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(file, e.getMessage() + REMEDY, e);
        }
    }

    private static String textOf(Path file) {
        try {
            return Files.exists(file) ? Files.readString(RegularFile.of(file)) : "";
        } catch (IOException e) {
            throw new MalformedFileException(file, "cannot be read: " + e + ".", e);
        }
    }

    /** What a link points to may lie anywhere: it is neither read nor written in the name of the folder it is in. */
    private static void rejectLink(Path path) {
        if (Files.isSymbolicLink(path)) {
            throw new MalformedFileException(
                    path,
                    "is a symbolic link, which is not followed. Put the file or folder itself there, or name the folder in"
                            + " tokenbudget.baselineDirectory.");
        }
    }
}
