package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.Redaction;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.TaskId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The recordings that a session makes. Each run is written when it has ended, since what comes after it may fail; the first
 * replaces what was recorded before. Safe to use from any thread.
 */
final class RecordingsOfSession {

    private final RecordingFolder folder;
    private final Path shown;
    private final Optional<String> commit;
    private final int most;
    private final Redaction redaction;
    private final SortedMap<TaskId, SortedMap<Integer, RecordedRun>> runs = new TreeMap<>();
    private final SortedMap<TaskId, SortedSet<String>> obstacles = new TreeMap<>();
    private final SortedMap<String, Integer> replaced = new TreeMap<>();

    /**
     * Prepare to record.
     *
     * @param folder where recordings are written
     * @param shown how that is called in messages
     * @param commit the commit that is checked out, where it is known
     * @param most how many runs of each task are kept
     * @param redaction takes secrets out
     */
    RecordingsOfSession(RecordingFolder folder, Path shown, Optional<String> commit, int most, Redaction redaction) {
        this.folder = folder;
        this.shown = shown;
        this.commit = commit;
        this.most = most;
        this.redaction = redaction;
    }

    /** Whether enough runs of {@code task} are recorded. */
    synchronized boolean isComplete(TaskId task) {
        return runs.getOrDefault(task, new TreeMap<>()).size() >= most;
    }

    /**
     * Record a run.
     *
     * @param number the run's number in its task
     */
    synchronized void add(TaskId task, int number, RecordedRun run) {
        if (run.exchanges().isEmpty()) {
            leaveOut(task, List.of("it made no call by the gateway"));
            return;
        }
        if (isComplete(task)) {
            return;
        }
        Redaction.Redacted redacted = redaction.redact(run);
        redacted.replaced().forEach((name, times) -> replaced.merge(name, times, Integer::sum));
        SortedMap<Integer, RecordedRun> ofTask = runs.computeIfAbsent(task, first -> new TreeMap<>());
        ofTask.put(number, redacted.run());
        write(new TaskRecording(task, commit, List.copyOf(ofTask.values())));
    }

    /** A run that cannot be written was paid for all the same: it counts, and its test does not fail. */
    private void write(TaskRecording recording) {
        try {
            folder.write(recording);
        } catch (MalformedFileException | IllegalArgumentException e) {
            leaveOut(recording.task(), List.of(String.valueOf(e.getMessage()).replaceFirst("\\.$", "")));
        }
    }

    /**
     * Keep that a run could not be recorded.
     *
     * @param because why not, each as a sentence without its full stop
     */
    synchronized void leaveOut(TaskId task, List<String> because) {
        obstacles.computeIfAbsent(task, first -> new TreeSet<>()).addAll(because);
    }

    /** Return what is to be said of the recordings, one sentence each. */
    synchronized List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        int recorded = runs.values().stream().mapToInt(SortedMap::size).sum();
        if (recorded > 0) {
            remarks.add("Recorded " + counted(recorded, "run") + " of " + counted(runs.size(), "task") + " in " + shown
                    + ": review them with git diff, and commit them.");
        }
        obstacles.forEach((task, reasons) -> remarks.add((runs.containsKey(task) ? "Not every run of " : "No run of ")
                + task.shortName() + " could be recorded: " + String.join("; ", reasons) + "."));
        if (!replaced.isEmpty()) {
            remarks.add("Secrets were replaced in recordings: "
                    + replaced.entrySet().stream()
                            .map(secret -> secret.getKey() + " (" + counted(secret.getValue(), "time") + ")")
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return remarks;
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
