package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.json.MergeConflict;
import dev.tokenbudget.internal.json.MergeConflict.Side;
import dev.tokenbudget.internal.run.TaskId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A baseline file whose merge was not finished.
 *
 * @param file the file
 * @param problem what is wrong with it, with the remedy
 * @param testClass whose baselines it holds
 * @param ours what the branch that was checked out has; absent where it cannot be read
 * @param theirs what the other branch has; absent where it cannot be read
 */
public record BaselineConflict(
        Path file,
        String problem,
        String testClass,
        Optional<SortedMap<TaskId, TaskBaseline>> ours,
        Optional<SortedMap<TaskId, TaskBaseline>> theirs) {

    static BaselineConflict of(Path file, String testClass, String text, String problem) {
        MergeConflict conflict = MergeConflict.in(text);
        return new BaselineConflict(
                file, problem, testClass, tasks(file, conflict.of(Side.OURS)), tasks(file, conflict.of(Side.THEIRS)));
    }

    private static Optional<SortedMap<TaskId, TaskBaseline>> tasks(Path file, String text) {
        try {
            return Optional.of(JsonFile.read(
                            file,
                            text.getBytes(StandardCharsets.UTF_8),
                            "schemaVersion",
                            BaselineJson.SCHEMA_VERSION,
                            BaselineJson.class)
                    .toTasks());
        } catch (MalformedFileException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Return the tasks of both sides; of one that differs, ours. */
    SortedMap<TaskId, TaskBaseline> tasks() {
        SortedMap<TaskId, TaskBaseline> tasks = new TreeMap<>(theirs.orElseGet(TreeMap::new));
        tasks.putAll(ours.orElseGet(TreeMap::new));
        return tasks;
    }

    /**
     * Return why the file must not be written although {@code replaced} get new baselines, as sentences; nothing where all
     * that the two sides do not agree on is replaced.
     */
    public Optional<String> isLeftBy(Set<TaskId> replaced) {
        if (ours.isEmpty() || theirs.isEmpty()) {
            return replaced.stream().anyMatch(task -> task.testClass().equals(testClass))
                    ? Optional.empty()
                    : Optional.of(file + ": " + problem + " No task of " + testClass + " is accepted now.");
        }
        String undecided = disputed().stream()
                .filter(task -> !replaced.contains(task))
                .map(TaskId::shortName)
                .collect(Collectors.joining(", "));
        return undecided.isEmpty()
                ? Optional.empty()
                : Optional.of(file + ": " + problem + " The branches do not agree on " + undecided
                        + ", of which no run is accepted now.");
    }

    /** Return the tasks on which the two sides do not agree. */
    List<TaskId> disputed() {
        return tasks().keySet().stream().filter(this::differs).toList();
    }

    private boolean differs(TaskId task) {
        return !text(ours, task).equals(text(theirs, task));
    }

    /** Who accepted what and when is no reason to ask which of two equal baselines is meant. */
    private static String text(Optional<SortedMap<TaskId, TaskBaseline>> side, TaskId task) {
        return side.flatMap(tasks -> Optional.ofNullable(tasks.get(task)))
                .map(baseline -> JsonFile.line(BaselineJson.Task.of(baseline, new ProvenanceJson.Writer())))
                .orElse("");
    }
}
