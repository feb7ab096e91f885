package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.file.FileChanges;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.verdict.Comparison;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the reports of a build go.
 *
 * @param folder made when the first report is written
 * @param reports what to write; at least one, the one to read first at the top
 */
public record ReportFolder(Path folder, List<Report> reports) {

    public ReportFolder {
        reports = List.copyOf(reports);
    }

    /**
     * Write every report of {@code comparison}.
     *
     * @return the report to read first
     * @throws MalformedFileException if a report cannot be written
     */
    public Path write(Comparison comparison) {
        reports.parallelStream()
                .forEach(report -> FileChanges.write(
                        folder.resolve(report.file()), to -> report.form().write(comparison, to)));
        return folder.resolve(reports.get(0).file());
    }
}
