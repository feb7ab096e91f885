package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.gateway.answers.RecordedTalk;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.Redaction;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What replayed runs asked, without secrets, in the form of recordings: reports show from it which lines of the prompts
 * changed. Safe to use from any thread.
 */
final class ReplayedTexts {

    private static final System.Logger LOG = System.getLogger(ReplayedTexts.class.getName());

    private final RecordingFolder folder;
    private final Redaction redaction;
    private final SortedMap<TaskId, SortedMap<Integer, RecordedRun>> runs = new TreeMap<>();

    ReplayedTexts(RecordingFolder folder, Redaction redaction) {
        this.folder = folder;
        this.redaction = redaction;
    }

    /**
     * Keep what a run of {@code task} asked.
     *
     * @param recorded the recorded run that answered it, from 1
     */
    synchronized void add(TaskId task, int recorded, RecordedTalk talk) {
        if (recorded == 0) {
            return;
        }
        SortedMap<Integer, RecordedRun> ofTask = runs.computeIfAbsent(task, first -> new TreeMap<>());
        ofTask.put(recorded, redaction.redact(new RecordedRun(talk.exchanges())).run());
        try {
            folder.write(new TaskRecording(task, Optional.empty(), List.copyOf(ofTask.values())));
        } catch (MalformedFileException | IllegalArgumentException e) {
            // without its texts a report says the same, in numbers
            LOG.log(System.Logger.Level.WARNING, "What {0} asked is not shown in reports: {1}", task, e.getMessage());
        }
    }
}
