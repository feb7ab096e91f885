package dev.tokenbudget.faults;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs the test classes that are named in one launcher session. */
final class SessionOfTests {

    static final String ENDED = "The session ended.";

    private SessionOfTests() {}

    public static void main(String[] tests) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            Launcher launcher = session.getLauncher();
            launcher.execute(
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(Arrays.stream(tests)
                                    .map(DiscoverySelectors::selectClass)
                                    .toArray(DiscoverySelector[]::new))
                            .build(),
                    summary,
                    new FinishedRuns());
        }
        Stream.of(summary.getSummary())
                .flatMap(run -> run.getFailures().stream())
                .forEach(failure -> System.out.println(
                        failure.getTestIdentifier().getDisplayName() + ": " + failure.getException()));
        System.out.println(ENDED);
    }
}
