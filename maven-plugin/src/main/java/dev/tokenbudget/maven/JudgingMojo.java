package dev.tokenbudget.maven;

import dev.tokenbudget.baseline.Baseline;
import dev.tokenbudget.build.BuildFolder;
import dev.tokenbudget.build.MixedCommitsException;
import dev.tokenbudget.build.Shards;
import dev.tokenbudget.run.Measurement;
import dev.tokenbudget.settings.BuildSettings;
import dev.tokenbudget.settings.Setting;
import dev.tokenbudget.settings.Settings;
import dev.tokenbudget.verdict.Comparison;
import dev.tokenbudget.verdict.Policy;
import dev.tokenbudget.verdict.StatisticalJudge;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

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

    private static final Pattern COMMA = Pattern.compile(",");

    /** Folders like {@code target/tokenbudget} that hold the runs of other CI shards, relative to the module: {@code
     * <measurementDirectories><directory>shard-1</directory></measurementDirectories>}. */
    @Parameter(property = "tokenbudget.measurementDirectories")
    private @Nullable List<String> measurementDirectories;

    /** Whether those may hold builds of different commits: {@code true} or {@code false}. Default: {@code false}. */
    @Parameter(property = "tokenbudget.mixCommits")
    private @Nullable String mixCommits;

    /**
     * Return what was measured in {@code own} and in the folders that {@code settings} name.
     *
     * @throws MojoExecutionException if a folder holds no build, or one of another commit
     */
    final Shards shards(BuildFolder own, Settings settings) throws MojoExecutionException {
        List<Path> others = COMMA.splitAsStream(settings.text(Setting.MEASUREMENT_DIRECTORIES))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .map(this::inModule)
                .toList();
        try {
            Shards shards = Shards.of(own, others, settings.isOn(Setting.MIX_COMMITS));
            shards.rejectForeignPaths(own, settings);
            return shards;
        } catch (MixedCommitsException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    @Override
    void configure(Map<String, String> configured) {
        put(configured, Setting.MIX_COMMITS, mixCommits);
        if (measurementDirectories != null) {
            put(configured, Setting.MEASUREMENT_DIRECTORIES, String.join(",", measurementDirectories));
        }
    }

    /**
     * Return the build that began in {@code folder}.
     *
     * @throws MojoExecutionException if none did
     */
    final BuildSettings build(BuildFolder folder, Shards shards) throws MojoExecutionException {
        return shards.settings()
                .orElseThrow(() -> new MojoExecutionException(shown(folder.settingsFile()) + PREPARE_FIRST));
    }

    /** Return the settings of this invocation, and behind them those that the build began with. */
    final Settings settings(BuildSettings build) {
        return settings(build.asSource());
    }

    final Comparison compare(Measurement measurement, Baseline baseline, BuildSettings build) {
        Settings settings = settings(build);
        Policy policy = Policy.of(settings, build.testFilter());
        return Comparison.of(measurement.priced(prices(settings)), baseline, policy, new StatisticalJudge());
    }
}
