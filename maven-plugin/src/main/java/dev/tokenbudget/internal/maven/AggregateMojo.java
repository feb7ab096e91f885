package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.build.Shards;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.Comparison;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.MavenProject;

/**
 * Writes one report over all modules, from what each module's build measured: {@code mvn tokenbudget:aggregate} at the
 * root, after {@code mvn verify}. Each module is judged as its own {@code check} judges it, with its settings and baselines;
 * no verdict fails this goal.
 */
@Mojo(name = "aggregate", aggregator = true, threadSafe = true)
public final class AggregateMojo extends TokenBudgetMojo {

    @Override
    boolean hasWorkInParents() {
        return true;
    }

    @Override
    void execute(Settings settings) throws MojoExecutionException {
        SortedMap<String, Comparison> comparisons = new TreeMap<>();
        Map<String, MavenProject> modules = new TreeMap<>();
        for (MavenProject module : session().getProjects()) {
            Optional<Comparison> comparison = comparison(module, settings.text(Setting.DIRECTORY));
            if (comparison.isPresent()) {
                String name = ModuleName.of(module, session());
                comparisons.put(name, comparison.get());
                modules.put(name, module);
            } else {
                getLog().info("Nothing was measured in " + module.getArtifactId() + ".");
            }
        }
        if (comparisons.isEmpty()) {
            throw new MojoExecutionException(
                    "No module measured anything, so there is nothing to report. Run mvn verify"
                            + " first, with prepare and check bound in the modules' POMs.");
        }
        Comparison all = Comparison.ofModules(comparisons);
        Publication publication = Publication.of(modules, session(), getLog());
        Path report = publication.publish(all, buildFolder(settings).report());
        publication.tellCiServer(all);
        getLog().info("Report over " + Figures.count(comparisons.size(), "module", "modules") + ": " + shown(report));
    }

    /** Judge what {@code module} measured; nothing where no build began in it, or it holds no task. */
    private Optional<Comparison> comparison(MavenProject module, String directory) {
        Path folder = module.getBasedir().toPath();
        Shards shards = Shards.of(new BuildFolder(folder.resolve(directory)), List.of(), false);
        return shards.settings()
                .map(build ->
                        ModuleJudge.of(module, ofModule(build), build, shards).comparison())
                .filter(comparison -> !comparison.isEmpty());
    }

    /** The module's own settings came with its build; those of this POM are the root's and mean other modules as well. */
    private Settings ofModule(BuildSettings build) {
        return Settings.of(
                Settings.Source.of("command line", session().getUserProperties()),
                Settings.Source.of("system property", session().getSystemProperties()),
                build.asSource());
    }
}
