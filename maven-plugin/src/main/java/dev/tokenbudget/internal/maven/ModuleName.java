package dev.tokenbudget.internal.maven;

import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** Names a module by its folder below the root of the build, which is unique there. */
final class ModuleName {

    private ModuleName() {}

    /** Return the name of {@code module}; that of the root is its artifact's. */
    static String of(MavenProject module, MavenSession session) {
        Path root = session.getTopLevelProject().getBasedir().toPath();
        String path = root.relativize(module.getBasedir().toPath()).toString().replace('\\', '/');
        return path.isEmpty() ? module.getArtifactId() : path;
    }

    /** Whether the build has several modules, whose reports a reader has to tell apart. */
    static boolean isNeeded(MavenSession session) {
        return session.getAllProjects().size() > 1;
    }
}
