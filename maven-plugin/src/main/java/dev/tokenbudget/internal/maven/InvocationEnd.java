package dev.tokenbudget.internal.maven;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Gives up what one invocation of Maven holds when it ends. That is the end of its process, too, but not in a daemon or an
 * IDE, which would hold it for ever after a build that failed.
 */
final class InvocationEnd {

    private static final String KEY = InvocationEnd.class.getName();

    private final Queue<AutoCloseable> held = new ConcurrentLinkedQueue<>();

    private InvocationEnd() {}

    static InvocationEnd of(MavenSession session) {
        MavenProject root = session.getTopLevelProject();
        synchronized (root) {
            if (!(root.getContextValue(KEY) instanceof InvocationEnd)) {
                InvocationEnd end = new InvocationEnd();
                BuildEvents.at("sessionEnded", session, event -> end.closeAll());
                root.setContextValue(KEY, end);
            }
            return (InvocationEnd) root.getContextValue(KEY);
        }
    }

    /** Close {@code resource} when the invocation ends. */
    void close(AutoCloseable resource) {
        held.add(resource);
    }

    private void closeAll() throws Exception {
        for (AutoCloseable resource = held.poll(); resource != null; resource = held.poll()) {
            resource.close();
        }
    }
}
