package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.text.Figures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A task with its series and its latest runs.
 *
 * @param row what it used in the latest weeks
 * @param last what the last check said of it
 * @param chart its tokens over time, where any are known
 * @param runs its latest runs
 */
record TaskItem(FigureRow row, LastVerdict last, Optional<SeriesChart> chart, List<RunItem> runs) {

    static TaskItem of(FigureRow row, LastVerdict last, Contents contents, LatestRuns runs) {
        String task = row.name();
        Series series = Series.of(
                contents.points().getOrDefault(task, List.of()), contents.runs().days(task));
        return new TaskItem(
                row,
                last,
                SeriesChart.of(
                        series,
                        contents.verdicts().getOrDefault(task, List.of()),
                        contents.acceptances().getOrDefault(task, List.of()),
                        contents.changes().getOrDefault(task, List.of())),
                runs.of(task));
    }

    /** Return the place of {@code task} in the page, the same in every page. */
    static String anchor(String task) {
        return "task-" + UUID.nameUUIDFromBytes(task.getBytes(StandardCharsets.UTF_8));
    }

    String name() {
        return row.name().isEmpty() ? "no task named" : row.name();
    }

    String anchor() {
        return anchor(row.name());
    }

    /** Return that the task is gone, where it is. */
    Optional<String> gone() {
        return row.isUsed()
                ? Optional.empty()
                : Optional.of(
                        runs.isEmpty()
                                ? "No run of this task is in the history."
                                : "No run in these 30 days: the last one began on "
                                        + runs.get(0).started() + " UTC.");
    }

    /** Whether there is a run to show. */
    boolean ran() {
        return !runs.isEmpty();
    }

    /** Return which runs are shown. */
    String shown() {
        return "The latest " + Figures.count(runs.size(), "run", "runs")
                + (row.group().runs() > runs.size() ? " of " + row.runs() + " in 30 days" : "");
    }

    /** Return how to ask for all runs. */
    String question() {
        return Question.ofTask(row.name());
    }
}
