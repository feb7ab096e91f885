package dev.tokenbudget.internal.verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * Passes a build or fails it.
 *
 * @param failures why the build fails, a sentence each with its remedy; empty where it passes
 */
public record Gate(List<String> failures) {

    public Gate {
        failures = List.copyOf(failures);
    }

    /** Decide on {@code comparison}. */
    public static Gate decide(Comparison comparison) {
        List<String> failures = new ArrayList<>(comparison.problemsThat(Severity.FAILS));
        comparison.tasksThat(Severity.FAILS).forEach(task -> failures.add(task.sentence()));
        return new Gate(failures);
    }

    /** Whether nothing fails the build. */
    public boolean passes() {
        return failures.isEmpty();
    }
}
