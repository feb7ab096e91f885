package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Comparison;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;

/** Writes the reports of what was measured, also after a build that ended before {@code check}; never fails on a verdict. */
@Mojo(name = "report", threadSafe = true)
public final class ReportMojo extends ReportingMojo {

    /** A build that failed in one module may not have begun in others. */
    @Override
    boolean measure(Settings settings) throws MojoExecutionException {
        return hasBegun(settings);
    }

    /** Whoever reported this build told the CI server, too. */
    @Override
    boolean tellsCiServer(BuildFolder folder) {
        return Publication.files().stream()
                .noneMatch(file -> Files.exists(folder.report().resolve(file)));
    }

    @Override
    void decide(Comparison comparison, Path report) {}
}
