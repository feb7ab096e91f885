package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.progress.ProgressEvent;
import dev.tokenbudget.internal.progress.ProgressFile;
import dev.tokenbudget.internal.run.TaskGlob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tasks of a module and nothing else: what {@code mvn tokenbudget:run} starts in a separate JVM.
 *
 * <p>The session stops cleanly at its limits: what has not begun is left out, not failed. It ends with the process that
 * started it, so that nothing is spent in vain.
 */
public final class TaskRunner {

    private TaskRunner() {}

    /**
     * Run tasks and end the JVM: agents may have left threads behind.
     *
     * @param arguments the folder of the compiled tests, the progress file, and a glob that names the tasks
     */
    public static void main(String[] arguments) {
        endWithWhoeverStartedThis();
        ProgressFile progress = new ProgressFile(Path.of(arguments[1]));
        int status = 0;
        try {
            run(Path.of(arguments[0]), new TaskGlob(arguments[2]), progress);
        } catch (RuntimeException | Error e) {
            progress.tell(new ProgressEvent.Failed("The session", String.valueOf(e.getMessage())));
            e.printStackTrace();
            status = 1;
        }
        System.exit(status);
    }

    private static void run(Path testClasses, TaskGlob glob, ProgressFile progress) {
        try (LauncherSession session = LauncherFactory.openSession()) {
            OpenSessions.current().watchBy(new WatchedSession(progress));
            TaskSelection selection = new TaskSelection(glob);
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(testClasses)))
                                    .filters(EngineFilter.includeEngines("junit-jupiter"), selection)
                                    .build(),
                            new TaskListener(progress, selection));
        }
    }

    /** Standard input ends with the process at its other end. */
    private static void endWithWhoeverStartedThis() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // nothing is said there
                        }
                    } catch (IOException e) {
                        // as good as an end
                    }
                    Runtime.getRuntime().halt(1);
                },
                "tokenbudget-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
