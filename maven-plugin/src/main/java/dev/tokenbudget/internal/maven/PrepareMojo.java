package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.settings.Settings;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Begins a build: checks every setting, every baseline and the price list before a run is paid for, tells the tests what the
 * POM wants of them, and keeps the runs and reports of the build before.
 */
@Mojo(name = "prepare", defaultPhase = LifecyclePhase.INITIALIZE, threadSafe = true)
public final class PrepareMojo extends TokenBudgetMojo {

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private PluginDescriptor plugin;

    @Override
    void execute(Settings settings) throws MojoExecutionException {
        new BuildBegin(this, plugin)
                .begin(
                        settings,
                        new TestFilter(session().getUserProperties(), project()).active(),
                        new TestExecutions(project()).all());
    }
}
