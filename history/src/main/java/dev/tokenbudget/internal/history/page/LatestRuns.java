package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.history.store.HistoryReader;
import dev.tokenbudget.internal.history.store.RunSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest runs of every task: as many of each as leave the page light.
 *
 * @param runs by task, the latest first
 * @param calls the most calls of a run that are shown
 */
record LatestRuns(Map<String, List<RunSummary>> runs, int calls, HistoryReader reader) {

    private static final int MOST_RUNS = 5;
    private static final int MOST_CALLS_OF_A_RUN = 40;

    /** About three megabytes. */
    private static final long MOST_CALLS = 15_000;

    static LatestRuns of(Collection<String> tasks, History history) {
        Map<String, List<RunSummary>> runs = new LinkedHashMap<>();
        tasks.forEach(task -> runs.put(task, history.tasks().latestRuns(task, MOST_RUNS)));
        int calls = MOST_CALLS_OF_A_RUN;
        for (int each = MOST_RUNS; each > 1 && calls(runs, calls) > MOST_CALLS; each--) {
            int most = each - 1;
            runs.replaceAll((task, latest) -> latest.subList(0, Math.min(most, latest.size())));
        }
        while (calls > 1 && calls(runs, calls) > MOST_CALLS) {
            calls /= 2;
        }
        return new LatestRuns(runs, calls, history.reader());
    }

    private static long calls(Map<String, List<RunSummary>> runs, int mostOfARun) {
        return runs.values().stream()
                .flatMap(List::stream)
                .mapToLong(run -> Math.min(mostOfARun, run.calls()))
                .sum();
    }

    /** Return the runs of {@code task}, with their calls. */
    List<RunItem> of(String task) {
        List<RunItem> items = new ArrayList<>();
        for (RunSummary run : runs.getOrDefault(task, List.of())) {
            List<CallEntry> made = reader.calls(run.number());
            items.add(new RunItem(
                    run, made.stream().limit(calls).map(CallItem::new).toList(), made.size()));
        }
        return items;
    }
}
