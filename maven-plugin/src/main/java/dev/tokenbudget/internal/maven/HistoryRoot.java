package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.build.Branch;
import dev.tokenbudget.internal.build.CiBuild;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.publishing.PublishedModule;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/**
 * The outermost project that a module is in, wherever Maven was started: what a history's file is relative to, and what it
 * knows the module by.
 *
 * @param project the project
 */
record HistoryRoot(MavenProject project) {

    static HistoryRoot of(MavenProject module) {
        MavenProject root = module;
        for (MavenProject parent = root.getParent(); isAround(parent, root); parent = root.getParent()) {
            root = parent;
        }
        return new HistoryRoot(root);
    }

    /** A parent from a repository has no folder, and one beside the module is no root of it. */
    private static boolean isAround(MavenProject parent, MavenProject module) {
        return parent != null
                && parent.getBasedir() != null
                && module.getBasedir().toPath().startsWith(parent.getBasedir().toPath());
    }

    Path folder() {
        return project.getBasedir().toPath();
    }

    /** Return what a history knows {@code module} by. */
    PublishedModule published(MavenProject module, Settings settings) {
        Map<String, String> environment = System.getenv();
        Path folder = module.getBasedir().toPath();
        return new PublishedModule(
                project.getGroupId() + ":" + project.getArtifactId(),
                folder().relativize(folder).toString().replace('\\', '/'),
                Optional.of(settings.text(Setting.BUILD))
                        .filter(given -> !given.isEmpty())
                        .or(() -> CiBuild.of(environment)),
                Branch.of(folder, environment),
                Labels.parse(settings.text(Setting.LABELS)));
    }
}
