package dev.tokenbudget.internal.history.change;

import dev.tokenbudget.internal.history.change.SeriesChanges.Change;
import dev.tokenbudget.internal.history.store.FailedVerdict;
import dev.tokenbudget.internal.history.store.TaskPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the builds between which tokens of tasks moved, whether or not a gate fired.
 *
 * <p>Two figures of each task are searched: its tokens, and its tokens at an equal number of calls, of which a step is found far more
 * exactly. What single days do to all tasks, what weekdays do and days far away are taken out first; then {@link Segmentation} finds
 * the levels. docs/change-points.md says how well that works.
 */
public final class ChangePoints {

    private final List<TaskPoint> points;
    private final Set<FailedVerdict> failures;

    private ChangePoints(List<TaskPoint> points, Set<FailedVerdict> failures) {
        this.points = points;
        this.failures = failures;
    }

    /**
     * Return the change points, by task and then by time.
     *
     * @param points what builds measured, by task and then by time; they need not begin where the question does
     * @param failures tasks that failed a build
     */
    public static List<ChangePoint> in(List<TaskPoint> points, Set<FailedVerdict> failures) {
        return new ChangePoints(points, failures).find();
    }

    private List<ChangePoint> find() {
        Map<String, List<TaskPoint>> byTask = new LinkedHashMap<>();
        points.stream()
                .filter(point -> point.samples() > 0)
                .forEach(point -> byTask.computeIfAbsent(point.task(), task -> new ArrayList<>())
                        .add(point));
        List<FigureSeries> tokens =
                byTask.values().stream().map(FigureSeries::tokens).toList();
        List<Optional<FigureSeries>> sizes =
                byTask.values().stream().map(FigureSeries::size).toList();
        DayEffects daysOfTokens = dayEffects(tokens);
        DayEffects daysOfSizes =
                dayEffects(sizes.stream().flatMap(Optional::stream).toList());
        List<ChangePoint> found = new ArrayList<>();
        for (int task = 0; task < tokens.size(); task++) {
            List<Change> ofSize = sizes.get(task)
                    .map(size -> new SeriesChanges(size, daysOfSizes).all())
                    .orElse(List.of());
            List<Change> ofTokens = new SeriesChanges(tokens.get(task), daysOfTokens).all();
            found.addAll(merged(tokens.get(task).points(), ofSize, ofTokens));
        }
        return found;
    }

    private static DayEffects dayEffects(List<FigureSeries> series) {
        return new DayEffects(series.stream().map(FigureSeries::daily).toList());
    }

    /** A step that both figures show is told once, as that of the size, whose place is better known. */
    private List<ChangePoint> merged(List<TaskPoint> builds, List<Change> ofSize, List<Change> ofTokens) {
        Map<Change, Figure> all = new LinkedHashMap<>();
        ofSize.forEach(change -> all.put(change, Figure.SIZE));
        ofTokens.stream()
                .filter(change -> ofSize.stream().noneMatch(size -> isSame(size, change)))
                .forEach(change -> all.put(change, Figure.TOKENS));
        List<Change> inOrder = all.keySet().stream()
                .sorted(Comparator.comparing(Change::build))
                .toList();
        List<ChangePoint> changePoints = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            Change change = inOrder.get(i);
            int from = i == 0 ? 0 : inOrder.get(i - 1).build();
            int to =
                    i + 1 == inOrder.size() ? builds.size() : inOrder.get(i + 1).build();
            changePoints.add(changePoint(builds, change, all.getOrDefault(change, Figure.TOKENS), from, to));
        }
        return changePoints;
    }

    private static boolean isSame(Change size, Change tokens) {
        return size.change() * tokens.change() > 0
                && size.latest() >= tokens.earliest()
                && size.earliest() <= tokens.latest();
    }

    private ChangePoint changePoint(List<TaskPoint> builds, Change change, Figure figure, int from, int to) {
        String task = builds.get(0).task();
        int at = change.build();
        return new ChangePoint(
                task,
                figure,
                new ChangePoint.Range(builds.get(at - 1).build(), builds.get(at).build()),
                new ChangePoint.Range(
                        builds.get(change.earliest() - 1).build(),
                        builds.get(change.latest()).build()),
                meanTokens(builds.subList(Math.min(from, at - 1), at)),
                meanTokens(builds.subList(at, Math.max(to, at + 1))),
                Math.expm1(change.change()),
                builds.subList(change.earliest() - 1, Math.min(builds.size(), change.latest() + 2)).stream()
                        .anyMatch(build -> failures.contains(
                                new FailedVerdict(build.build().id(), task))));
    }

    private static double meanTokens(List<TaskPoint> builds) {
        double sum = builds.stream()
                .mapToDouble(point -> point.samples() * point.mean())
                .sum();
        return sum / builds.stream().mapToLong(TaskPoint::samples).sum();
    }
}
