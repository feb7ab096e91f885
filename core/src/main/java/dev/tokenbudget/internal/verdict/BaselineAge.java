package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineBuild;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says when a baseline is old: providers change what stands behind a model's name. Age is counted up to the measurement, not
 * up to today, so that the same files always say the same.
 */
final class BaselineAge {

    private BaselineAge() {}

    /** Return the warning that names the oldest baseline of the measured tasks, or nothing where none is old. */
    static Optional<String> warning(Measurement measurement, Baseline baseline, Policy policy) {
        TreeMap<TaskId, Instant> old = new TreeMap<>();
        measurement
                .started()
                .ifPresent(now -> measurement
                        .tasks()
                        .keySet()
                        .forEach(task -> baseline.of(task)
                                .flatMap(BaselineAge::latest)
                                .filter(date -> Duration.between(date, now).toDays() > policy.baselineMaxAge())
                                .ifPresent(date -> old.put(task, date))));
        return old.entrySet().stream()
                .min(Comparator.comparing(entry -> entry.getValue()))
                .map(oldest -> "The baseline of " + old.size() + " task(s) is older than " + policy.baselineMaxAge()
                        + " days (" + oldest.getKey().shortName() + ": measured "
                        + oldest.getValue().atOffset(ZoneOffset.UTC).toLocalDate()
                        + "). Accept a new measurement, or raise tokenbudget.baselineMaxAge.");
    }

    private static Optional<Instant> latest(TaskBaseline baseline) {
        return baseline.builds().stream().map(BaselineBuild::date).max(Comparator.naturalOrder());
    }
}
