package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.run.TaskId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The tasks that had runs in this JVM: numbers their runs, and lets no two tests share one. */
final class TaskRegister {

    private final Map<TaskId, Entry> entries = new ConcurrentHashMap<>();

    /**
     * Return the number of the next run of a task, from 1.
     *
     * @throws ExtensionConfigurationException if another test has runs of this task
     */
    int nextRun(TaskNaming naming) {
        Entry entry = entries.computeIfAbsent(naming.task(), task -> new Entry(naming.owner(), new AtomicInteger()));
        if (!entry.owner().equals(naming.owner())) {
            throw new ExtensionConfigurationException(naming.task() + " would be the task of two tests, "
                    + entry.owner() + " and " + naming.owner()
                    + ": their tokens would be mixed. Give one its own name with @TokenBudget(task = \"…\"), or"
                    + " its parameter sets different display names.");
        }
        return entry.runs().incrementAndGet();
    }

    /** Whether no run was started yet. */
    boolean isEmpty() {
        return entries.isEmpty();
    }

    private record Entry(String owner, AtomicInteger runs) {}
}
