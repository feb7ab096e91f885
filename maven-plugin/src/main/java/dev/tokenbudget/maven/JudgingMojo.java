package dev.tokenbudget.maven;

import dev.tokenbudget.baseline.Baseline;
import dev.tokenbudget.build.BuildFolder;
import dev.tokenbudget.run.Measurement;
import dev.tokenbudget.settings.BuildSettings;
import dev.tokenbudget.settings.Settings;
import dev.tokenbudget.verdict.Comparison;
import dev.tokenbudget.verdict.Policy;
import dev.tokenbudget.verdict.StatisticalJudge;
import org.apache.maven.plugin.MojoExecutionException;

/** A goal that compares what a build measured with the baseline. */
abstract class JudgingMojo extends TokenBudgetMojo {

    private static final String PREPARE_FIRST = ": no build began here, so there is nothing to judge. Run mvn verify,"
            + " with both goals bound in the POM:\n\n"
            + """
            <plugin>
              <groupId>dev.tokenbudget</groupId>
              <artifactId>tokenbudget-maven-plugin</artifactId>
              <executions>
                <execution>
                  <goals>
                    <goal>prepare</goal>
                    <goal>check</goal>
                  </goals>
                </execution>
              </executions>
            </plugin>
            """;

    /**
     * Return the build that began in {@code folder}.
     *
     * @throws MojoExecutionException if none did
     */
    final BuildSettings build(BuildFolder folder) throws MojoExecutionException {
        return folder.settings()
                .orElseThrow(() -> new MojoExecutionException(shown(folder.settingsFile()) + PREPARE_FIRST));
    }

    /** Return the settings of this invocation, and behind them those that the build began with. */
    final Settings settings(BuildSettings build) {
        return settings(build.asSource());
    }

    final Comparison compare(Measurement measurement, Baseline baseline, BuildSettings build) {
        Policy policy = Policy.of(settings(build), build.testFilter());
        return Comparison.of(measurement, baseline, policy, new StatisticalJudge());
    }
}
