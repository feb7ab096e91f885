package dev.tokenbudget.suites;

import dev.tokenbudget.suites.offline.OfflineModel;
import java.util.Optional;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Lets one offline model stand for the providers in this JVM, unless the build names upstreams of its own. */
public final class OfflineModelSession implements LauncherSessionListener {

    private Optional<OfflineModel> model = Optional.empty();

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
