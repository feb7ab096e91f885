package dev.tokenbudget.suites.offline;

import java.util.Optional;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets one {@link OfflineModel} stand in for Anthropic and OpenAI behind the gateway of a test JVM, except where the build
 * names an upstream of its own.
 *
 * <p>Switched on by its name in {@code src/test/resources/META-INF/services/org.junit.platform.launcher.LauncherSessionListener}.
 * Without that line, the same tests ask the real providers.
 */
public final class OfflineModelListener implements LauncherSessionListener {

    private Optional<OfflineModel> model = Optional.empty();

    /** For JUnit, which creates it. */
    public OfflineModelListener() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        OfflineModel started = OfflineModel.start();
        model = Optional.of(started);
        setUnlessGiven("tokenbudget.upstream.anthropic", started.anthropic());
        setUnlessGiven("tokenbudget.upstream.openai", started.openAi());
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        model.ifPresent(OfflineModel::close);
    }

    private static void setUnlessGiven(String setting, String value) {
        if (System.getProperty(setting) == null) {
            System.setProperty(setting, value);
        }
    }
}
