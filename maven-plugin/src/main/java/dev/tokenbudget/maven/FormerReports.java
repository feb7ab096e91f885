package dev.tokenbudget.maven;

import dev.tokenbudget.build.BuildFolder;
import dev.tokenbudget.settings.Setting;
import dev.tokenbudget.settings.Settings;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Puts away what the build before reported, in all modules of an invocation at once: one that a failure keeps from being
 * built would otherwise still show its former verdicts.
 */
final class FormerReports {

    private static final String KEPT = FormerReports.class.getName();

    private FormerReports() {}

    static void keep(MavenSession session, Settings settings) {
        MavenProject root = session.getTopLevelProject();
        synchronized (root) {
            if (root.getContextValue(KEPT) == null) {
                for (MavenProject module : session.getProjects()) {
                    new BuildFolder(module.getBasedir().toPath().resolve(settings.text(Setting.DIRECTORY)))
                            .keepReports(Publication.files());
                }
                root.setContextValue(KEPT, true);
            }
        }
    }
}
