package dev.tokenbudget.internal.history.footprint;

import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.WasteEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that a task need not spend.
 *
 * @param waste what the latest build found
 * @param runsPerMonth how many runs of the task a month has at the pace of the period
 */
record Saving(WasteEntry waste, double runsPerMonth) {

    private static final double DAYS_OF_A_MONTH = 365.25 / 12;

    static List<Saving> of(List<WasteEntry> found, List<TaskSpending> tasks, Period period) {
        Map<String, Long> runs = new TreeMap<>();
        tasks.forEach(task -> runs.merge(task.task(), task.runs(), Long::sum));
        return found.stream()
                .map(waste -> new Saving(
                        waste,
                        runs.getOrDefault(waste.task(), 0L) / (double) Math.max(1, period.days()) * DAYS_OF_A_MONTH))
                .sorted(Comparator.comparingDouble(Saving::usdPerMonth)
                        .reversed()
                        .thenComparing(saving -> saving.waste.task())
                        .thenComparing(saving -> saving.waste.statement()))
                .toList();
    }

    /** Return US dollars; 0 where a price is not known. */
    double usdPerMonth() {
        return waste.usdPerRun().orElse(0) * runsPerMonth;
    }
}
