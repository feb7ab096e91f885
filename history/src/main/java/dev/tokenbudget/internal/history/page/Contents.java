package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.AcceptanceEntry;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.history.store.Dimension;
import dev.tokenbudget.internal.history.store.GroupedUsage;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.history.store.HistoryReader;
import dev.tokenbudget.internal.history.store.TaskPoint;
import dev.tokenbudget.internal.history.store.TaskReader;
import dev.tokenbudget.internal.history.store.TaskVerdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What of a history the page is made of, read.
 *
 * @param spans the days
 * @param history where more can be asked for
 * @param runs the runs of the latest weeks
 * @param points what builds measured, by task
 * @param verdicts what their checks said, by task
 * @param acceptances which steps were accepted, by task
 * @param changes where tokens moved, by task
 */
record Contents(
        Spans spans,
        History history,
        RecentRuns runs,
        Map<String, List<TaskPoint>> points,
        Map<String, List<TaskVerdict>> verdicts,
        Map<String, List<AcceptanceEntry>> acceptances,
        Map<String, List<ChangeMark>> changes) {

    static Contents read(History history, Spans spans) {
        HistoryReader reader = history.reader();
        TaskReader tasks = history.tasks();
        List<TaskPoint> points = reader.points(spans.all());
        return new Contents(
                spans,
                history,
                RecentRuns.read(reader, spans),
                byTask(points, TaskPoint::task),
                byTask(tasks.verdicts(spans.all()), TaskVerdict::task),
                byTask(history.spending().acceptancesSince(spans.all().from()), AcceptanceEntry::task),
                byTask(ChangeMarks.in(points, reader.failures(spans.all())), ChangeMark::task));
    }

    private static <T> Map<String, List<T>> byTask(List<T> all, Function<T, String> task) {
        return all.stream().collect(Collectors.groupingBy(task, TreeMap::new, Collectors.toList()));
    }

    /** Return the names of all tasks that anything is known of. */
    SortedSet<String> tasks() {
        SortedSet<String> tasks = new TreeSet<>(points.keySet());
        tasks.addAll(verdicts.keySet());
        usage(spans.all(), Set.of(Dimension.TASK)).forEach(group -> tasks.add(group.value(Dimension.TASK)));
        return tasks;
    }

    /** Return what all calls of {@code period} add up to. */
    UsageSum sum(Period period) {
        return usage(period, Set.of()).stream().map(GroupedUsage::sum).reduce(UsageSum.NONE, UsageSum::plus);
    }

    /** Return what the calls of {@code period} add up to by the values of {@code dimension}. */
    Map<String, UsageSum> sums(Period period, Dimension dimension) {
        return usage(period, Set.of(dimension)).stream()
                .collect(Collectors.toMap(
                        group -> group.value(dimension), GroupedUsage::sum, UsageSum::plus, TreeMap::new));
    }

    List<GroupedUsage> usage(Period period, Set<Dimension> by) {
        return history.reader().usage(period, by);
    }
}
