package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.text.Figures;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Says where recordings are old: what models answer changes, and so does the code that asked them. Days are counted up to the
 * measurement, so that the same files always say the same.
 */
final class RecordingAge {

    private static final int MOST_COMMITS = 200;
    private static final String CURE = " Record again: mvn verify -Dtokenbudget.calls=record";

    private RecordingAge() {}

    /** Return the warnings, whole sentences. */
    static List<String> warnings(List<TaskComparison> tasks, Measurement measurement, int maxDays) {
        if (tasks.stream().allMatch(task -> task.replay().isEmpty())) {
            return List.of();
        }
        Optional<LocalDate> today = measurement
                .started()
                .map(start -> start.atOffset(ZoneOffset.UTC).toLocalDate());
        List<String> warnings = new ArrayList<>();
        first(
                        tasks,
                        origin -> origin.day()
                                .flatMap(day -> today.map(now -> ChronoUnit.DAYS.between(day, now) > maxDays))
                                .orElse(false))
                .map(old -> old.subject() + " older than " + maxDays + " days (" + old.example()
                        + "), and models change." + CURE + ", or raise tokenbudget.recordingMaxAge.")
                .ifPresent(warnings::add);
        first(tasks, origin -> origin.behind().orElse(0) > MOST_COMMITS)
                .map(old -> old.subject() + " more than " + MOST_COMMITS + " commits behind (" + old.example() + ")."
                        + CURE)
                .ifPresent(warnings::add);
        first(tasks, origin -> origin.day().isEmpty() || origin.behind().isEmpty())
                .map(unknown -> unknown.subject() + " of unknown age (" + unknown.example()
                        + "): Git does not tell how old its commit is. It needs git, and a clone that reaches back to that"
                        + " commit (fetch-depth: 0).")
                .ifPresent(warnings::add);
        return warnings;
    }

    private static Optional<Old> first(List<TaskComparison> tasks, Predicate<RecordingOrigin> concerned) {
        List<Old> old = tasks.stream()
                .flatMap(task -> task.replay().stream()
                        .flatMap(replay -> replay.origin().stream())
                        .filter(concerned)
                        .map(origin -> new Old(task.task().shortName(), origin, 1)))
                .toList();
        return old.stream().findFirst().map(found -> new Old(found.task(), found.origin(), old.size()));
    }

    private record Old(String task, RecordingOrigin origin, int tasks) {
        String subject() {
            return "The recording of " + Figures.count(tasks, "task is", "tasks is");
        }

        String example() {
            return task + ": " + origin.inWords();
        }
    }
}
