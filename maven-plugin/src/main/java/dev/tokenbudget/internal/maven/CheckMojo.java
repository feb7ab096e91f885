package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.verdict.Comparison;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Compares what the tests measured with the baseline, writes the reports, adds the build to the history where
 * one is set, and fails the build where a task drifted.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends ReportingMojo {

    @Override
    void keep(ModuleJudge judge, Comparison comparison) {
        if (judge.settings().text(Setting.HISTORY).isEmpty()) {
            return;
        }
        try {
            publish(history(judge.settings()), judge, comparison).forEach(getLog()::info);
        } catch (RuntimeException e) {
            // whatever happens to the history, the verdict stands
            getLog().debug(e);
            getLog().warn("The history was not updated: " + e.getMessage()
                    + " Publish this build when that is mended: mvn tokenbudget:publish.");
        }
    }

    @Override
    void decide(Comparison comparison, Path report) throws MojoFailureException {
        List<String> failures = Findings.failures(comparison);
        if (!failures.isEmpty()) {
            throw new MojoFailureException(
                    "Token budget check failed.\n" + String.join("\n", failures) + "\nReport: " + shown(report));
        }
    }
}
