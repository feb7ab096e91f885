package dev.tokenbudget.internal.run;

import java.util.OptionalInt;

/**
 * A task that a session is about to run, as far as that is known before its first run.
 *
 * @param task the task as it is called without parameter sets
 * @param runs how many runs it has at least; absent where only its execution shows that, as with parameter sets
 */
public record PlannedTask(TaskId task, OptionalInt runs) {

    /** Whether {@code other} is this task, or one of its parameter sets. */
    public boolean covers(TaskId other) {
        return task.equals(other)
                || task.testClass().equals(other.testClass())
                        && task.module().equals(other.module())
                        && other.name().startsWith(task.name() + "[");
    }
}
