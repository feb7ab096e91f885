package dev.tokenbudget.report;

import dev.tokenbudget.json.JsonFile;
import dev.tokenbudget.json.MalformedFileException;
import dev.tokenbudget.verdict.Comparison;
import java.nio.file.Path;

/**
 * Where the reports of a build go.
 *
 * @param folder made when the first report is written
 */
public record ReportFolder(Path folder) {

    /**
     * Write every report of {@code comparison}.
     *
     * @return the report to read first
     * @throws MalformedFileException if a report cannot be written
     */
    public Path write(Comparison comparison) {
        Path forReviewers = folder.resolve("report.md");
        JsonFile.write(forReviewers, MarkdownReport.of(comparison));
        JsonFile.write(folder.resolve("report.json"), JsonReport.of(comparison));
        return forReviewers;
    }
}
