package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.build.MixedCommitsException;
import dev.tokenbudget.internal.build.Shards;
import dev.tokenbudget.internal.history.publishing.BuildEntries;
import dev.tokenbudget.internal.history.publishing.Publisher;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Comparison;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Folders like {@code target/tokenbudget} of other CI shards, separated by commas; their runs count as well. They are
     * relative to the module, and in the POM a list:
     * {@code <measurementDirectories><directory>shard-1</directory></measurementDirectories>}. */
    @Parameter(property = "tokenbudget.measurementDirectories")
    private @Nullable List<String> measurementDirectories;

    /** Whether {@code measurementDirectories} may hold builds of different commits: {@code true} or {@code false}. */
    @Parameter(property = "tokenbudget.mixCommits", defaultValue = "false")
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
     * @throws MojoExecutionException if none did, or another one than is meant
     */
    final BuildSettings build(BuildFolder folder, Shards shards, Settings settings) throws MojoExecutionException {
        BuildSettings build = shards.settings()
                .orElseThrow(() -> new MojoExecutionException(shown(folder.settingsFile()) + PREPARE_FIRST));
        if (shards.hold(folder) && folder.equals(buildFolder(settings))) {
            refuseAnother(folder, build.build(), settings);
        }
        return build;
    }

    private void refuseAnother(BuildFolder folder, BuildId build, Settings settings) throws MojoExecutionException {
        String found = shown(folder.settingsFile()) + " is of build " + build.id() + ", but";
        Optional<String> begun = BuildBegin.begunIn(project());
        if (begun.isPresent() && !build.overlaps(begun.get())) {
            throw new MojoExecutionException(found + " this build is " + begun.get()
                    + ": another one began in the same folder meanwhile. Run them one after the other, or give one a folder of"
                    + " its own: -D" + Setting.DIRECTORY.key() + "=target/tokenbudget-2.");
        }
        String given = settings.text(Setting.BUILD);
        if (!given.isEmpty() && !build.overlaps(given)) {
            throw new MojoExecutionException(found + " " + Setting.BUILD.key() + " is " + given
                    + ". Leave the setting out, or name the folder of that build: -D" + Setting.DIRECTORY.key()
                    + "=….");
        }
    }

    /** Whether there is a build in this module, or none in any: a build that failed in one module may not have begun in others. */
    final boolean hasBegun(Settings settings) {
        boolean begun = buildFolder(settings).settings().isPresent()
                || !settings.text(Setting.MEASUREMENT_DIRECTORIES).isEmpty();
        ReactorTally tally = ReactorTally.of(session());
        if (begun) {
            tally.done();
        } else {
            tally.passedOver();
            if (!tally.nothingWasDone()) {
                getLog().info("No build began in this module, so there is nothing to do.");
            }
        }
        return begun || tally.nothingWasDone();
    }

    /** Add what {@code judge} judged to the history at {@code url}, and return what came of it, a sentence each. */
    final List<String> publish(String url, ModuleJudge judge, Comparison comparison) {
        return Publisher.publish(
                url,
                BuildEntries.of(
                        HistoryRoot.of(project()).published(project(), judge.settings()),
                        judge.priced(),
                        comparison,
                        judge.baseline()));
    }

    final ModuleJudge judge(BuildSettings build, Shards shards) {
        return ModuleJudge.of(project(), settings(build), build, shards);
    }

    /** Return the settings of this invocation, and behind them those that the build began with. */
    final Settings settings(BuildSettings build) {
        return settings(build.asSource());
    }
}
