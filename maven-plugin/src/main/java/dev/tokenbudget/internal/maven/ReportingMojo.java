package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.build.Shards;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Comparison;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** A goal that shows the verdicts of a module on the console, in the report files and on the CI server. */
abstract class ReportingMojo extends JudgingMojo {

    @Override
    final void execute(Settings settings) throws MojoExecutionException, MojoFailureException {
        if (!measure(settings)) {
            return;
        }
        BuildFolder folder = buildFolder(settings);
        Shards shards = shards(folder, settings);
        BuildSettings build = build(folder, shards, settings);
        ModuleJudge judge = judge(build, shards);
        Comparison judged = judge.comparison();
        Comparison comparison = named(judged);
        if (comparison.isEmpty()) {
            comparison.warnings().forEach(getLog()::warn);
            judge.excuses().forEach(getLog()::info);
            return;
        }
        boolean tellsCiServer = tellsCiServer(folder);
        Publication publication = Publication.of(Map.of("", project()), session(), getLog());
        Path report = publication.publish(comparison, folder.report());
        if (tellsCiServer) {
            publication.tellCiServer(comparison);
        }
        getLog().info("Report: " + shown(report));
        keep(judge, judged);
        decide(comparison, report);
    }

    /** Keep what was measured, where the goal does, before anything fails. */
    void keep(ModuleJudge judge, Comparison comparison) {}

    private Comparison named(Comparison comparison) {
        return ModuleName.isNeeded(session()) ? comparison.named(ModuleName.of(project(), session())) : comparison;
    }

    /** Measure what is to be shown, where the goal does, and return whether there is anything to show. */
    boolean measure(Settings settings) throws MojoExecutionException {
        return true;
    }

    /** Whether to report to the CI server a build whose reports go to {@code folder}. */
    boolean tellsCiServer(BuildFolder folder) {
        return true;
    }

    /** Pass the build or fail it. */
    abstract void decide(Comparison comparison, Path report) throws MojoFailureException;
}
