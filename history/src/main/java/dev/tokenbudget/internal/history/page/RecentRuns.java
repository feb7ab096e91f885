package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.store.HistoryReader;
import dev.tokenbudget.internal.history.store.RunSummary;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The runs of the latest weeks, read once and added up by all that the page asks for. */
final class RecentRuns {

    /** What runs are grouped by. */
    enum By {
        TASK,
        FEATURE,
        TEAM
    }

    private final Spans spans;
    private final Map<By, SortedMap<String, RunGroup>> groups = new HashMap<>();
    private final Map<String, SortedMap<LocalDate, RunGroup>> days = new HashMap<>();
    private final RunGroup week = new RunGroup();
    private final RunGroup weekBefore = new RunGroup();

    private RecentRuns(Spans spans) {
        this.spans = spans;
    }

    static RecentRuns read(HistoryReader reader, Spans spans) {
        RecentRuns runs = new RecentRuns(spans);
        reader.forEachRun(spans.recent(), runs::add);
        runs.all().forEach(RunGroup::close);
        return runs;
    }

    private void add(RunSummary run) {
        group(By.TASK, run.task()).add(run);
        group(By.FEATURE, run.feature()).add(run);
        group(By.TEAM, run.team()).add(run);
        LocalDate day = LocalDate.ofInstant(run.started(), ZoneOffset.UTC);
        if (run.build().isEmpty()) {
            days.computeIfAbsent(run.task(), task -> new TreeMap<>())
                    .computeIfAbsent(day, date -> new RunGroup())
                    .add(run);
        }
        if (isIn(spans.week(), day)) {
            week.add(run);
        } else if (isIn(spans.week().before(), day)) {
            weekBefore.add(run);
        }
    }

    private RunGroup group(By by, String name) {
        return groups.computeIfAbsent(by, group -> new TreeMap<>()).computeIfAbsent(name, group -> new RunGroup());
    }

    private List<RunGroup> all() {
        List<RunGroup> all = new ArrayList<>(List.of(week, weekBefore));
        groups.values().forEach(byName -> all.addAll(byName.values()));
        days.values().forEach(byDay -> all.addAll(byDay.values()));
        return all;
    }

    private static boolean isIn(Period period, LocalDate day) {
        return !day.isBefore(period.from()) && day.isBefore(period.to());
    }

    /** Return the groups by name; the empty name stands for runs without this label. */
    SortedMap<String, RunGroup> by(By by) {
        return groups.getOrDefault(by, new TreeMap<>());
    }

    /** Return the runs of {@code task} that no build made, by day. */
    SortedMap<LocalDate, RunGroup> days(String task) {
        return days.getOrDefault(task, new TreeMap<>());
    }

    RunGroup week() {
        return week;
    }

    RunGroup weekBefore() {
        return weekBefore;
    }
}
