package dev.tokenbudget.internal.history.change;

import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.history.store.TaskPoint;
import dev.tokenbudget.internal.text.Figures;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What moved since a day, as people read it: the steps that were accepted, and those that nobody noticed. */
public final class CreepReport {

    /** Levels before the day in question tell whether something moved on it. */
    private static final int DAYS_BEFORE = 365;

    private CreepReport() {}

    /**
     * Return the report, line by line.
     *
     * @param from the first day in UTC
     * @param today the last one
     * @param history the history, where there is one
     * @param baselines the folder of each module's baselines, by the module's name
     */
    public static List<String> lines(
            LocalDate from, LocalDate today, Optional<History> history, Map<String, Path> baselines) {
        Creep creep = history.map(
                        open -> AcceptedSteps.inHistory(from, open.spending().acceptancesSince(from)))
                .filter(known -> !known.tasks().isEmpty())
                .orElseGet(() -> inBaselines(from, today, baselines));
        List<String> lines = new ArrayList<>(creep.lines());
        history.ifPresentOrElse(
                open -> lines.addAll(changePoints(from, today, open)),
                () -> lines.add("Steps that nobody accepted are known where a history is set (tokenbudget.history):"
                        + " docs/change-points.md."));
        return lines;
    }

    private static Creep inBaselines(LocalDate from, LocalDate today, Map<String, Path> baselines) {
        return baselines.entrySet().stream()
                .map(module -> AcceptedSteps.inBaselines(
                        from, module.getKey(), module.getValue(), new BaselineFolder(module.getValue()).read(), today))
                .reduce(Creep::and)
                .orElseGet(() -> Creep.of(from, List.of(), "there is no folder of baselines", List.of()));
    }

    private static List<String> changePoints(LocalDate from, LocalDate today, History history) {
        Period period = new Period(from.minusDays(DAYS_BEFORE), today.plusDays(1));
        List<TaskPoint> points = history.reader().points(period);
        long tasks = points.stream().map(TaskPoint::task).distinct().count();
        List<ChangePoint> changes = ChangePoints.in(points, history.reader().failures(period)).stream()
                .filter(change -> !change.between().day().isBefore(from))
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add("Moved since " + from + ", of " + Figures.count(tasks, "task", "tasks") + ": "
                + Figures.count(changes.size(), "change point", "change points") + ".");
        changes.forEach(change -> lines.add("  " + change.inWords()));
        return lines;
    }
}
