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

/**
 * Begins a build of a module: checks every setting, every baseline and the price list before a run is paid for, tells the
 * tests what is wanted of them, and keeps the runs of the build before.
 *
 * @param mojo the goal that begins it
 * @param plugin this plugin
 */
record BuildBegin(TokenBudgetMojo mojo, PluginDescriptor plugin) {

    /**
     * Begin a build.
     *
     * @param settings the settings that hold
     * @param filter the option that leaves out tests, where there is one
     */
    void begin(Settings settings, Optional<String> filter) throws MojoExecutionException {
        refuseDirectoryOfThePom();
        Plugin declaration = mojo.project().getPlugin(plugin.getPluginLookupKey());
        if (declaration != null) {
            new PomConfiguration(plugin).check(declaration);
        }
        Policy.of(settings, Optional.empty());
        mojo.baselineFolder(settings).read();
        mojo.prices(settings);
        BuildFolder folder = mojo.buildFolder(settings);
        if (settings.isOn(Setting.APPEND)) {
            folder.append(build(filter, settings));
            mojo.getLog().info("This build's runs are added to those measured before.");
        } else {
            folder.begin(build(filter, settings));
        }
    }

    /** Only what stands on the command line reaches the tests before they have found {@code settings.json}. */
    private void refuseDirectoryOfThePom() throws MojoExecutionException {
        String key = Setting.DIRECTORY.key();
        if (mojo.project().getProperties().containsKey(key)) {
            throw new MojoExecutionException(
                    key + " (POM, properties) cannot be used: the tests would not find it. Write -D" + key
                            + "=… on the command line or into .mvn/maven.config.");
        }
    }

    private BuildSettings build(Optional<String> filter, Settings settings) {
        Path module = mojo.project().getBasedir().toPath();
        BuildId id = BuildId.beginning(Instant.now(), Commit.of(module, System.getenv()));
        return new BuildSettings(id, filter, settings.explicit());
    }
}
