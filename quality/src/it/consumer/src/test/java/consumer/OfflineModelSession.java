package consumer;

import dev.tokenbudget.suites.offline.OfflineModel;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Lets the offline model stand for OpenAI. */
public final class OfflineModelSession implements LauncherSessionListener {

    private final OfflineModel model = OfflineModel.start();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        System.setProperty("tokenbudget.upstream.openai", model.openAi());
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        model.close();
    }
}
