package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.settings.Setting;
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
        boolean begun = buildFolder(settings).settings().isPresent()
                || !settings.text(Setting.MEASUREMENT_DIRECTORIES).isEmpty();
        ReactorTally tally = ReactorTally.of(session());
        if (begun) {
            tally.done();
        } else {
            tally.passedOver();
            if (!tally.nothingWasDone()) {
                getLog().info("No build began in this module, so there is nothing to report.");
            }
        }
        return begun || tally.nothingWasDone();
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
