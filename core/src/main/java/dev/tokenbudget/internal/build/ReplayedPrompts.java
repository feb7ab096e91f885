package dev.tokenbudget.internal.build;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.replay.change.ChangedText;
import dev.tokenbudget.internal.replay.change.ChangedTexts;
import dev.tokenbudget.internal.run.ReplayedRun;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * What replayed runs asked, as the tests of a build left it, beside what was recorded.
 *
 * @param folders where the tests of the build, or of each of its parts, left it
 * @param recordings what was recorded
 */
public record ReplayedPrompts(List<RecordingFolder> folders, Recordings recordings) {

    /** Return what was asked by tests that write into {@code folders}; nothing where {@code settings} leave texts out. */
    public static ReplayedPrompts of(Settings settings, List<RecordingFolder> folders, Recordings recordings) {
        return new ReplayedPrompts(settings.isOn(Setting.SHOW_TEXT) ? folders : List.of(), recordings);
    }

    /** Return which texts changed since {@code runs} were recorded; none where it is not known what they asked. */
    public List<ChangedText> changed(TaskRuns runs, Slopes slopes) {
        List<Integer> numbers = runs.replayed().stream()
                .flatMap(run -> run.replayed().stream())
                .filter(replayed -> !replayed.repeated())
                .map(ReplayedRun::recorded)
                .sorted()
                .distinct()
                .toList();
        List<RecordedRun> recorded =
                recordings.of(runs.task()).map(TaskRecording::runs).orElse(List.of());
        return folders.stream()
                .flatMap(folder -> read(folder, runs).stream())
                .map(TaskRecording::runs)
                .filter(replayed -> replayed.size() == numbers.size())
                .filter(replayed -> numbers.stream().allMatch(number -> number >= 1 && number <= recorded.size()))
                .findFirst()
                .map(replayed -> ChangedTexts.of(
                        numbers.stream().map(number -> recorded.get(number - 1)).toList(), replayed, slopes))
                .orElse(List.of());
    }

    private static Optional<TaskRecording> read(RecordingFolder folder, TaskRuns runs) {
        try {
            return folder.read(runs.task());
        } catch (MalformedFileException e) {
            // without its texts a report says the same, in numbers
            return Optional.empty();
        }
    }
}
