package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.build.BuildLock;
import dev.tokenbudget.internal.build.FolderInUseException;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;

/**
 * Begins an invocation of Maven in all of its modules at once: each folder is kept from other builds, and what the build
 * before measured and reported is put away. A module that a failure keeps from being built would otherwise still show its
 * former verdicts.
 */
final class ReactorBegin {

    private static final String BEGUN = ReactorBegin.class.getName();
    private static final String BUILD = BEGUN + ".build";
    private static final String LOCKED = BEGUN + ".locked";

    private final MavenSession session;
    private final String directory;

    private ReactorBegin(MavenSession session, String directory) {
        this.session = session;
        this.directory = directory;
    }

    /** Begin the invocation, unless another module has done so. */
    static void of(TokenBudgetMojo mojo, Settings settings) throws MojoExecutionException {
        ReactorBegin begin = new ReactorBegin(mojo.session(), settings.text(Setting.DIRECTORY));
        MavenProject root = mojo.session().getTopLevelProject();
        synchronized (root) {
            begin.lock(mojo.project());
            if (root.getContextValue(BEGUN) == null) {
                begin.putAway(mojo.project(), settings.isOn(Setting.APPEND));
                root.setContextValue(BEGUN, true);
            }
        }
    }

    /** Return the build that this invocation is: one for all of its modules. */
    static BuildId build(MavenSession session, Optional<String> commit) {
        MavenProject root = session.getTopLevelProject();
        synchronized (root) {
            if (!(root.getContextValue(BUILD) instanceof BuildId)) {
                root.setContextValue(BUILD, BuildId.beginning(Instant.now(), commit));
            }
            return (BuildId) root.getContextValue(BUILD);
        }
    }

    private void putAway(MavenProject own, boolean append) throws MojoExecutionException {
        for (MavenProject module : session.getProjects()) {
            BuildFolder folder = folder(module);
            if (Files.isDirectory(folder.folder())) {
                lock(module);
                folder.keepReports(Publication.files());
                // the module that begins now puts away its runs itself, when it has found nothing wrong
                if (!append && !module.equals(own)) {
                    folder.leave();
                }
            }
        }
    }

    private void lock(MavenProject module) throws MojoExecutionException {
        if (module.getContextValue(LOCKED) != null) {
            return;
        }
        try {
            BuildLock.on(folder(module))
                    .ifPresent(lock -> InvocationEnd.of(session).close(lock));
            module.setContextValue(LOCKED, true);
        } catch (FolderInUseException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    private BuildFolder folder(MavenProject module) {
        Path folder = module.getBasedir().toPath();
        return new BuildFolder(folder.resolve(directory));
    }
}
