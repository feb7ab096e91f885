package dev.tokenbudget.internal.runlog;

import dev.tokenbudget.internal.run.TaskId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which test JVMs made the runs of a task. One execution of Surefire or Failsafe runs a test class in one JVM, repetitions of
 * failed tests included; so a second JVM is a second execution, which may have been told something else.
 */
final class TestJvms {

    private final Map<TaskId, Map<String, Set<Long>>> processes = new HashMap<>();

    /**
     * Take up the runs of a session.
     *
     * @param begin what its runs have in common with all others that were made at one go
     */
    void add(String begin, SessionLog session) {
        session.runs()
                .keySet()
                .forEach(task -> processes
                        .computeIfAbsent(task, first -> new HashMap<>())
                        .computeIfAbsent(begin, go -> new HashSet<>())
                        .add(session.head().pid()));
    }

    /** Return how many JVMs ran {@code task} at one go, at most. */
    int of(TaskId task) {
        return processes.getOrDefault(task, Map.of()).values().stream()
                .mapToInt(Set::size)
                .max()
                .orElse(1);
    }
}
