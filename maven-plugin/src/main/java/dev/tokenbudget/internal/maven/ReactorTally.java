package dev.tokenbudget.internal.maven;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Counts in how many modules of an invocation a goal found something to do: that one module has nothing is no error, that
 * none has is one.
 */
final class ReactorTally {

    private static final String KEY = ReactorTally.class.getName();

    private final int modules;
    private final AtomicInteger visited = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    private ReactorTally(int modules) {
        this.modules = modules;
    }

    /** Return the tally of the whole invocation. */
    static ReactorTally of(MavenSession session) {
        MavenProject root = session.getTopLevelProject();
        synchronized (root) {
            if (!(root.getContextValue(KEY) instanceof ReactorTally)) {
                long modules = session.getProjects().stream()
                        .filter(project -> !project.getPackaging().equals("pom"))
                        .count();
                root.setContextValue(KEY, new ReactorTally((int) modules));
            }
            return (ReactorTally) root.getContextValue(KEY);
        }
    }

    void done() {
        done.incrementAndGet();
        visited.incrementAndGet();
    }

    void passedOver() {
        visited.incrementAndGet();
    }

    /** Whether all modules were visited, and none had anything to do. */
    boolean nothingWasDone() {
        return visited.get() >= modules && done.get() == 0;
    }
}
