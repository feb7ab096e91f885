package dev.tokenbudget.internal.replay;

import dev.tokenbudget.internal.file.FileChanges;
import dev.tokenbudget.internal.file.FileName;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.json.RegularFile;
import dev.tokenbudget.internal.run.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The recordings of a module: a folder for each test class, and in it a file for each task.
 *
 * @param folder where they are; need not exist yet
 */
public record RecordingFolder(Path folder) {

    private static final String NAME = "recordings";
    private static final String ENDING = ".json";

    /** Return the recordings that stand beside the baselines in {@code baselines}. */
    public static RecordingFolder beside(Path baselines) {
        return new RecordingFolder(baselines.resolve(NAME));
    }

    /**
     * Return the file that the recording of {@code task} is in, or would be.
     *
     * @throws dev.tokenbudget.internal.file.UnfitNameException if the name of the class can be no folder's
     */
    public Path file(TaskId task) {
        Path ofClass = FileName.in(folder, FileName.ofClass(task.testClass(), ""));
        return FileName.in(ofClass, FileName.of(task.name(), ENDING));
    }

    /**
     * Read the recording of a task.
     *
     * @throws MalformedFileException if it cannot be read; the message says what helps
     */
    public Optional<TaskRecording> read(TaskId task) {
        Path file = file(task);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /**
     * Read every recording, in the order of the tasks; a missing folder holds none.
     *
     * @throws MalformedFileException if the folder or a file cannot be read; the message says what helps
     */
    public List<TaskRecording> readAll() {
        return files().parallelStream()
                .map(this::read)
                .sorted((one, other) -> one.task().compareTo(other.task()))
                .toList();
    }

    private TaskRecording read(Path file) {
        rejectLinks(file);
        TaskRecording recording = RecordingJson.read(file);
        Path expected = file(recording.task());
        if (!expected.equals(file)) {
            throw RecordingJson.malformed(
                    file, "it holds the recording of " + recording.task() + ", which belongs into " + expected + ".");
        }
        return recording;
    }

    /**
     * Write a recording; a file whose bytes stay the same is not touched.
     *
     * @return the file
     * @throws MalformedFileException if it cannot be written
     */
    public Path write(TaskRecording recording) {
        Path file = file(recording.task());
        rejectLinks(file);
        String text = RecordingText.of(recording);
        if (!text.equals(textOf(file))) {
            FileChanges.write(file, text);
        }
        return file;
    }

    /** Return the tasks that have a recording that can be read. */
    public SortedSet<TaskId> tasks() {
        SortedSet<TaskId> tasks = new TreeSet<>();
        for (Path file : files()) {
            try {
                tasks.add(read(file).task());
            } catch (MalformedFileException e) {
                // whoever replays it is told
            }
        }
        return tasks;
    }

    /**
     * Let recordings follow their tasks. What was recorded under a present name already is newer, and stays.
     *
     * @param tasks former names, and the present ones; nothing where a task is gone
     * @return the files that changed
     * @throws MalformedFileException if a recording cannot be read, written or deleted
     */
    public List<Path> move(Map<TaskId, Optional<TaskId>> tasks) {
        FileChanges changes = new FileChanges();
        tasks.forEach((before, after) -> {
            Path file = file(before);
            if (Files.exists(file)) {
                after.filter(task -> Files.notExists(file(task))).ifPresent(task -> {
                    TaskRecording recording = read(file);
                    changes.add(
                            file(task),
                            RecordingText.of(new TaskRecording(task, recording.commit(), recording.runs())));
                });
                changes.addDeletion(file);
            }
        });
        changes.make();
        return changes.files();
    }

    private List<Path> files() {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new MalformedFileException(folder, "the folder of recordings cannot be read: " + e + ".", e);
        }
    }

    private static String textOf(Path file) {
        try {
            return Files.exists(file) ? Files.readString(RegularFile.of(file)) : "";
        } catch (IOException e) {
            // whatever stands there is replaced
            return "";
        }
    }

    /** What a link points to may lie anywhere: it is neither read nor written in the name of the folder it is in. */
    private void rejectLinks(Path file) {
        for (Path part : List.of(folder, file.resolveSibling("").normalize(), file)) {
            if (Files.isSymbolicLink(part)) {
                throw new MalformedFileException(
                        part, "is a symbolic link, which is not followed. Put the file or folder itself there.");
            }
        }
    }
}
