package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.history.change.CreepReport;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.history.store.HistoryException;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Shows what all accepted steps since a day add up to, by the history or by the baseline files and Git, and between which commits
 * tokens moved though no gate fired; runs nothing: {@code mvn tokenbudget:creep -Dtokenbudget.from=2026-01-01}.
 */
@Mojo(name = "creep", threadSafe = true, aggregator = true)
public final class CreepMojo extends TokenBudgetMojo {

    /** The first day that counts, such as 2026-01-01; without it, a year ago, or the first of the month, which footprint takes. */
    @Parameter(property = "tokenbudget.from")
    private @Nullable String from;

    @Override
    void execute(Settings settings) throws MojoExecutionException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String first = settings.text(Setting.FROM);
        LocalDate since = first.isEmpty() ? today.minusYears(1) : LocalDate.parse(first);
        if (settings.text(Setting.HISTORY).isEmpty()) {
            CreepReport.lines(since, today, Optional.empty(), baselines(settings))
                    .forEach(getLog()::info);
            return;
        }
        try (History history = History.open(history(settings))) {
            CreepReport.lines(since, today, Optional.of(history), baselines(settings))
                    .forEach(getLog()::info);
        } catch (HistoryException e) {
            throw new MojoExecutionException(e.getMessage());
        }
    }

    private Map<String, Path> baselines(Settings settings) {
        List<MavenProject> modules = session().getProjects();
        Path root = HistoryRoot.of(project()).folder();
        Map<String, Path> baselines = new TreeMap<>();
        for (MavenProject module : modules) {
            Path folder = module.getBasedir().toPath();
            String name = root.relativize(folder).toString().replace('\\', '/');
            baselines.put(name, folder.resolve(settings.text(Setting.BASELINE_DIRECTORY)));
        }
        return baselines;
    }

    @Override
    boolean hasWorkInParents() {
        return true;
    }

    @Override
    void configure(Map<String, String> configured) {
        put(configured, Setting.FROM, from);
    }
}
