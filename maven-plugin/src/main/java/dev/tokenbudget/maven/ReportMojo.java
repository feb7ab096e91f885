package dev.tokenbudget.maven;

import dev.tokenbudget.verdict.Comparison;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;

/** Writes the reports of what was measured, also after a build that ended before {@code check}; never fails on a verdict. */
@Mojo(name = "report", threadSafe = true)
public final class ReportMojo extends ReportingMojo {

    @Override
    void decide(Comparison comparison, Path report) {}
}
