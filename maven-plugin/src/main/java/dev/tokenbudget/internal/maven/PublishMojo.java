package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.build.Shards;
import dev.tokenbudget.internal.history.store.HistoryException;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.Settings;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Adds what was measured to the history, as {@code check} does where one is set: {@code mvn tokenbudget:publish
 * -Dtokenbudget.history=…}. A build counts once, however often it is published.
 */
@Mojo(name = "publish", threadSafe = true)
public final class PublishMojo extends JudgingMojo {

    @Override
    void execute(Settings settings) throws MojoExecutionException {
        if (!hasBegun(settings)) {
            return;
        }
        String history = history(settings);
        BuildFolder folder = buildFolder(settings);
        Shards shards = shards(folder, settings);
        BuildSettings build = build(folder, shards, settings);
        ModuleJudge judge = judge(build, shards);
        try {
            publish(history, judge, judge.comparison()).forEach(getLog()::info);
        } catch (HistoryException e) {
            throw new MojoExecutionException(e.getMessage());
        }
    }
}
