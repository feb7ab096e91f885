package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.verdict.Comparison;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Compares what the tests measured with the baseline, writes the reports, and fails the build where a task drifted. */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends ReportingMojo {

    @Override
    void decide(Comparison comparison, Path report) throws MojoFailureException {
        List<String> failures = Findings.failures(comparison);
        if (!failures.isEmpty()) {
            throw new MojoFailureException(
                    "Token budget check failed.\n" + String.join("\n", failures) + "\nReport: " + shown(report));
        }
    }
}
