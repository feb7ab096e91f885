package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.html.HtmlReport;
import dev.tokenbudget.internal.report.AgentText;
import dev.tokenbudget.internal.report.ConsoleTable;
import dev.tokenbudget.internal.report.ConsoleVariants;
import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.report.MarkdownReport;
import dev.tokenbudget.internal.report.Report;
import dev.tokenbudget.internal.report.ReportFolder;
import dev.tokenbudget.internal.report.TargetTable;
import dev.tokenbudget.internal.report.UnitsText;
import dev.tokenbudget.internal.report.ci.CiReports;
import dev.tokenbudget.internal.report.ci.GitHubActions;
import dev.tokenbudget.internal.report.ci.SourceTree;
import dev.tokenbudget.internal.verdict.Comparison;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/** Writes the reports of a comparison, and shows it on the console and where the CI server looks for it. */
final class Publication {

    private final Log log;
    private final SourceTree sources;
    private final GitHubActions github = new GitHubActions(System.getenv());

    private Publication(Log log, SourceTree sources) {
        this.log = log;
        this.sources = sources;
    }

    /** Show what was measured in {@code modules}, named as tasks name them. */
    static Publication of(Map<String, MavenProject> modules, MavenSession session, Log log) {
        Map<String, SourceTree.Module> trees = new TreeMap<>();
        modules.forEach((name, project) -> trees.put(name, sources(project)));
        Path repository = SourceTree.repository(System.getenv(), Path.of(session.getExecutionRootDirectory()));
        return new Publication(log, new SourceTree(repository, trees));
    }

    /**
     * Show {@code comparison} on the console, which takes no disk, and write its reports; return the one to read first, one of those in
     * {@code folder}.
     */
    Path publish(Comparison comparison, Path folder) {
        if (!comparison.tasks().isEmpty()) {
            ConsoleTable.of(comparison).forEach(log::info);
            TargetTable.of(comparison).forEach(log::info);
        }
        ConsoleTable.cost(comparison).ifPresent(log::info);
        ConsoleVariants.of(comparison).forEach(log::info);
        ConsoleTable.testPrice(comparison).forEach(log::info);
        AgentText.lines(comparison).forEach(log::info);
        UnitsText.lines(comparison).forEach(log::info);
        Findings.warnings(comparison).forEach(log::warn);
        Findings.notes(comparison).forEach(log::info);
        Findings.opportunities(comparison).forEach(log::info);
        return new ReportFolder(folder, reports(sources)).write(comparison);
    }

    /** Show {@code comparison} where the CI server looks for it. */
    void tellCiServer(Comparison comparison) {
        annotate(comparison);
        github.appendToSummary(MarkdownReport.of(comparison.withoutTexts())).ifPresent(log::warn);
    }

    /** Return the names of all files that {@link #publish} writes. */
    static List<String> files() {
        return reports(new SourceTree(Path.of(""), Map.of())).stream()
                .map(Report::file)
                .toList();
    }

    private static List<Report> reports(SourceTree sources) {
        return Stream.of(List.of(HtmlReport.REPORT), Report.PLAIN, CiReports.of(sources))
                .flatMap(List::stream)
                .toList();
    }

    /** GitHub reads a command only at the very beginning of a line, where a log puts its level. */
    private void annotate(Comparison comparison) {
        PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        github.annotations(comparison, sources).forEach(console::println);
    }

    private static SourceTree.Module sources(MavenProject project) {
        Path folder = project.getBasedir().toPath();
        // only a build that compiles Kotlin or Groovy adds their roots
        Stream<Path> roots = Stream.concat(
                project.getTestCompileSourceRoots().stream().map(Path::of),
                Stream.of("src/test/kotlin", "src/test/groovy").map(folder::resolve));
        return new SourceTree.Module(folder, roots.toList());
    }
}
