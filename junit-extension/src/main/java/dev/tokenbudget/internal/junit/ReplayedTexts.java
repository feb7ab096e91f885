package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.gateway.answers.RecordedTalk;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.Redaction;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.text.ClassLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What replayed runs asked, without secrets, in the form of recordings: reports show from it which lines of the prompts
 * changed. They are written once, at the end of the session: of one that is killed, reports show numbers alone. Safe to use from any thread.
 */
final class ReplayedTexts {

    private static final ClassLog LOG = new ClassLog(ReplayedTexts.class);

    private final RecordingFolder folder;
    private final Redaction redaction;
    private final Map<TaskId, SortedMap<Integer, RecordedRun>> runs = new HashMap<>();
    private final Set<TaskId> changed = new TreeSet<>();

    ReplayedTexts(RecordingFolder folder, Redaction redaction) {
        this.folder = folder;
        this.redaction = redaction;
    }

    /**
     * Keep that a run of {@code task} asked what is recorded.
     *
     * @param number which recorded run answered it, from 1
     */
    synchronized void addUnchanged(TaskId task, int number, RecordedRun recorded) {
        runs.computeIfAbsent(task, first -> new TreeMap<>()).put(number, recorded);
    }

    /**
     * Keep what a run of {@code task} asked.
     *
     * @param number which recorded run answered it, from 1; 0 where none could
     */
    synchronized void addChanged(TaskId task, int number, RecordedTalk talk) {
        if (number > 0) {
            addUnchanged(
                    task,
                    number,
                    redaction.redact(new RecordedRun(talk.exchanges())).run());
            changed.add(task);
        }
    }

    /** Write the runs of each task that asked anything else than what is recorded. */
    synchronized void write() {
        changed.forEach(task ->
                write(task, List.copyOf(runs.getOrDefault(task, new TreeMap<>()).values())));
    }

    private void write(TaskId task, List<RecordedRun> asked) {
        try {
            folder.write(new TaskRecording(task, Optional.empty(), asked));
        } catch (MalformedFileException | IllegalArgumentException e) {
            // without its texts a report says the same, in numbers
            LOG.get()
                    .log(
                            System.Logger.Level.WARNING,
                            "What {0} asked is not shown in reports: {1}",
                            task,
                            e.getMessage());
        }
    }
}
