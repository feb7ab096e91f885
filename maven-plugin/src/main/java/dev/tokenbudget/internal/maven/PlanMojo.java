package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.report.PlanTable;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Plan;
import dev.tokenbudget.internal.verdict.Policy;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows which drift builds find with the runs that each task has, how many its baseline lacks, and what they cost; reads
 * the baselines and runs nothing: {@code mvn tokenbudget:plan}.
 */
@Mojo(name = "plan", threadSafe = true)
public final class PlanMojo extends TokenBudgetMojo {

    private static final int RUNS_OF_A_TASK = 5;
    private static final int MAX_RUNS_OF_A_TASK = 40;

    /** Runs before the first look, instead of what {@code @BenchmarkTask} says: of a task that was not measured, 5 where none are
     * given. */
    @Parameter(property = "tokenbudget.runs")
    private @Nullable String runs;

    /** The most runs of a task, instead of what {@code @BenchmarkTask} says: of one that was not measured, 40 where none are given. */
    @Parameter(property = "tokenbudget.maxRuns")
    private @Nullable String maxRuns;

    @Override
    void configure(Map<String, String> configured) {
        put(configured, Setting.RUNS, runs);
        put(configured, Setting.MAX_RUNS, maxRuns);
    }

    @Override
    void execute(Settings settings) {
        BuildFolder folder = buildFolder(settings);
        Optional<BuildSettings> latest = folder.settings();
        Settings all = latest.map(build -> settings(build.asSource())).orElse(settings);
        Plan plan = Plan.of(
                baselineFolder(all).read(),
                latest.map(build -> RunLogs.merge(folder.runs(), build.build()))
                        .map(Measurement::tasks)
                        .map(Map::copyOf)
                        .orElse(Map.of()),
                Policy.of(all, Optional.empty()),
                looks(all));
        if (plan.tasks().isEmpty()) {
            getLog().info("There is no baseline to plan with. Run mvn verify, and accept what it measured: mvn"
                    + " tokenbudget:accept -Dtokenbudget.reason=\"first baseline\".");
        } else {
            PlanTable.of(plan).forEach(getLog()::info);
        }
    }

    /** As the extension does: one number that is set pulls the other one with it. */
    private static Looks looks(Settings settings) {
        Optional<Integer> first = number(settings, Setting.RUNS);
        Optional<Integer> most = number(settings, Setting.MAX_RUNS);
        return new Looks(
                first.orElseGet(() -> Math.min(RUNS_OF_A_TASK, most.orElse(MAX_RUNS_OF_A_TASK))),
                most.orElseGet(() -> Math.max(MAX_RUNS_OF_A_TASK, first.orElse(RUNS_OF_A_TASK))));
    }

    private static Optional<Integer> number(Settings settings, Setting setting) {
        return Optional.of(settings.text(setting))
                .filter(text -> !text.isEmpty())
                .map(Integer::valueOf);
    }
}
