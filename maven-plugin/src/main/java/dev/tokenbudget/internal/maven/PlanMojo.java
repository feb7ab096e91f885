package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.report.PlanTable;
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
 * Shows which drift the runs of each task can detect, how many runs a drift of the tolerance would need, and what they cost;
 * reads the baselines and runs nothing: {@code mvn tokenbudget:plan}.
 */
@Mojo(name = "plan", threadSafe = true)
public final class PlanMojo extends TokenBudgetMojo {

    private static final int RUNS_OF_A_TASK = 5;

    /** Runs before the first look, instead of what {@code @BenchmarkTask} says: as many are taken for a build of a task that was
     * not measured, 5 where none are given. */
    @Parameter(property = "tokenbudget.runs")
    private @Nullable String runs;

    @Override
    void configure(Map<String, String> configured) {
        put(configured, Setting.RUNS, runs);
    }

    @Override
    void execute(Settings settings) {
        BuildFolder folder = buildFolder(settings);
        Optional<BuildSettings> latest = folder.settings();
        Settings all = latest.map(build -> settings(build.asSource())).orElse(settings);
        String planned = all.text(Setting.RUNS);
        Plan plan = Plan.of(
                baselineFolder(all).read(),
                latest.map(build -> RunLogs.merge(folder.runs(), build.build()))
                        .map(Measurement::tasks)
                        .map(Map::copyOf)
                        .orElse(Map.of()),
                Policy.of(all, Optional.empty()),
                planned.isEmpty() ? RUNS_OF_A_TASK : Integer.parseInt(planned));
        if (plan.tasks().isEmpty()) {
            getLog().info("There is no baseline to plan with. Run mvn verify, and accept what it measured: mvn"
                    + " tokenbudget:accept -Dtokenbudget.reason=\"first baseline\".");
        } else {
            PlanTable.of(plan).forEach(getLog()::info);
        }
    }
}
