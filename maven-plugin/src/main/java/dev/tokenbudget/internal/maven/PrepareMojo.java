package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Begins a build: checks every setting, every baseline and the price list before a run is paid for, passes the
 * settings of the POM to the tests, and keeps the runs and reports of the previous build.
 */
@Mojo(name = "prepare", defaultPhase = LifecyclePhase.INITIALIZE, threadSafe = true)
public final class PrepareMojo extends TokenBudgetMojo {

    /** Runs before the first look, instead of what {@code @BenchmarkTask} says. */
    @Parameter(property = "tokenbudget.runs")
    private @Nullable String runs;

    /** The most runs of a task, instead of what {@code @BenchmarkTask} says. */
    @Parameter(property = "tokenbudget.maxRuns")
    private @Nullable String maxRuns;

    /** Whether to keep the runs measured so far and add this build's to them: {@code true} or {@code false}. */
    @Parameter(property = "tokenbudget.append", defaultValue = "false")
    private @Nullable String append;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private PluginDescriptor plugin;

    @Override
    void configure(Map<String, String> configured) {
        put(configured, Setting.RUNS, runs);
        put(configured, Setting.MAX_RUNS, maxRuns);
        put(configured, Setting.APPEND, append);
    }

    @Override
    void execute(Settings settings) throws MojoExecutionException {
        new BuildBegin(this, plugin)
                .begin(
                        settings,
                        new TestFilter(session().getUserProperties(), project()).active(),
                        new TestExecutions(project()).all());
    }
}
