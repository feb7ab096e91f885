package dev.tokenbudget.internal.run;

import java.util.OptionalInt;

/**
 * A planned task of which JUnit executed no run.
 *
 * @param task the task as it is called without parameter sets
 * @param reason why, as JUnit reports it: the condition or assumption that was not met
 */
public record SkippedTask(TaskId task, String reason) {

    public SkippedTask {
        reason = reason.isBlank() ? "no reason is given" : reason.strip().replaceAll("\\s+", " ");
    }

    /** Whether {@code other} is this task, or one of its parameter sets. */
    public boolean covers(TaskId other) {
        return new PlannedTask(task, OptionalInt.empty()).covers(other);
    }
}
