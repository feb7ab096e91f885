package dev.tokenbudget.maven;

import dev.tokenbudget.build.BuildFolder;
import dev.tokenbudget.build.Commit;
import dev.tokenbudget.run.BuildId;
import dev.tokenbudget.settings.BuildSettings;
import dev.tokenbudget.settings.Setting;
import dev.tokenbudget.settings.Settings;
import dev.tokenbudget.verdict.Policy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Begins a build: checks every setting, every baseline and the price list before a run is paid for, tells the tests what the POM wants of
 * them, and keeps the runs of the build before.
 */
@Mojo(name = "prepare", defaultPhase = LifecyclePhase.INITIALIZE, threadSafe = true)
public final class PrepareMojo extends TokenBudgetMojo {

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private PluginDescriptor plugin;

    @Override
    void execute(Settings settings) throws MojoExecutionException {
        refuseDirectoryOfThePom();
        Plugin declaration = project().getPlugin(plugin.getPluginLookupKey());
        if (declaration != null) {
            new PomConfiguration(plugin).check(declaration);
        }
        Policy.of(settings, Optional.empty());
        baselineFolder(settings).read();
        prices(settings);
        BuildFolder folder = buildFolder(settings);
        Optional<String> filter = new TestFilter(session().getUserProperties(), project()).active();
        if (settings.isOn(Setting.APPEND)) {
            folder.append(build(filter, settings));
            getLog().info("This build's runs are added to those measured before.");
        } else {
            folder.begin(build(filter, settings));
        }
    }

    /** Only what stands on the command line reaches the tests before they have found {@code settings.json}. */
    private void refuseDirectoryOfThePom() throws MojoExecutionException {
        String key = Setting.DIRECTORY.key();
        if (project().getProperties().containsKey(key)) {
            throw new MojoExecutionException(
                    key + " (POM, properties) cannot be used: the tests would not find it. Write -D" + key
                            + "=… on the command line or into .mvn/maven.config.");
        }
    }

    private BuildSettings build(Optional<String> filter, Settings settings) {
        Path module = project().getBasedir().toPath();
        BuildId id = BuildId.beginning(Instant.now(), Commit.of(module, System.getenv()));
        return new BuildSettings(id, filter, settings.explicit());
    }
}
