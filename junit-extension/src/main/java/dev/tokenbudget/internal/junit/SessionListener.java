package dev.tokenbudget.internal.junit;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Opens and closes the session of this JVM; found by {@code ServiceLoader}, so that users need to register nothing. */
public final class SessionListener implements LauncherSessionListener {

    private static final String MAVEN_TEST_PLUGINS = "org.apache.maven.surefire.";

    @Override
    public void launcherSessionOpened(LauncherSession launcherSession) {
        TestSession session = OpenSessions.open(isStartedByMaven());
        launcherSession.getLauncher().registerTestExecutionListeners(new PlanListener(session));
    }

    @Override
    public void launcherSessionClosed(LauncherSession launcherSession) {
        OpenSessions.closeLatest();
    }

    /**
     * Whether Surefire or Failsafe opens this session: their provider is then on the stack, with any {@code forkCount}; the
     * system properties that they set differ with it, and IDEs copy some of them.
     */
    private static boolean isStartedByMaven() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().startsWith(MAVEN_TEST_PLUGINS)));
    }
}
