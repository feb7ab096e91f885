package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.build.Commit;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.settings.TestExecution;
import dev.tokenbudget.internal.verdict.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/**
 * Begins a build of a module: checks every setting, every baseline and the price list before a run is paid for, tells the
 * tests what is wanted of them, and keeps the runs and reports of the build before.
 *
 * @param mojo the goal that begins it
 * @param plugin this plugin
 */
record BuildBegin(TokenBudgetMojo mojo, PluginDescriptor plugin) {

    private static final String BEGUN = BuildBegin.class.getName() + ".build";

    /**
     * Begin a build.
     *
     * @param settings the settings that hold
     * @param filter the option that leaves out tests, where there is one
     * @param executions what runs the tests; none where that is not Surefire or Failsafe
     */
    void begin(Settings settings, Optional<String> filter, List<TestExecution> executions)
            throws MojoExecutionException {
        refuseDirectoryOfThePom();
        ReactorBegin.of(mojo, settings);
        Plugin declaration = mojo.project().getPlugin(plugin.getPluginLookupKey());
        if (declaration != null) {
            new PomConfiguration(plugin).check(declaration);
        }
        Policy.of(settings, Optional.empty());
        mojo.baselineFolder(settings).read();
        mojo.prices(settings);
        BuildFolder folder = mojo.buildFolder(settings);
        BuildSettings build = build(filter, executions, settings);
        if (settings.isOn(Setting.APPEND)) {
            refuseToRename(folder, build);
            folder.append(build);
            mojo.getLog().info("This build's runs are added to those measured before.");
        } else {
            folder.begin(build);
        }
        BuildEvents.at("mojoStarted", mojo.session(), event -> {
            if (event.getProject() == mojo.project()) {
                TestExecutions.tellTests(event.getMojoExecution());
            }
        });
        String begun = folder.settings().orElse(build).build().id();
        mojo.project().setContextValue(BEGUN, begun);
    }

    /** Return the id of the build that began in {@code project} in this invocation of Maven, where one did. */
    static Optional<String> begunIn(MavenProject project) {
        return Optional.ofNullable((String) project.getContextValue(BEGUN));
    }

    private static void refuseToRename(BuildFolder folder, BuildSettings build) throws MojoExecutionException {
        String given = build.values().getOrDefault(Setting.BUILD.key(), "");
        Optional<String> former =
                folder.settings().map(settings -> settings.build().id());
        if (!given.isEmpty() && former.isPresent() && !former.get().equals(given)) {
            throw new MojoExecutionException("-D" + Setting.APPEND.key() + " adds to build " + former.get() + ", but "
                    + Setting.BUILD.key() + " is " + given + ". Leave out one of the two.");
        }
    }

    private void refuseDirectoryOfThePom() throws MojoExecutionException {
        if (mojo.project().getProperties().containsKey(Setting.DIRECTORY.key())) {
            throw PomConfiguration.directoryIsRefused("properties");
        }
    }

    private BuildSettings build(Optional<String> filter, List<TestExecution> executions, Settings settings) {
        Path module = mojo.project().getBasedir().toPath();
        Optional<String> commit = Commit.of(module, System.getenv());
        String given = settings.text(Setting.BUILD);
        BuildId id = given.isEmpty() ? ReactorBegin.build(mojo.session(), commit) : BuildId.given(given, commit);
        return new BuildSettings(id, filter, settings.explicit(), executions);
    }
}
