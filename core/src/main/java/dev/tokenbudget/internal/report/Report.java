package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.verdict.Comparison;
import java.util.List;
import java.util.function.Function;

/**
 * A file that shows a comparison.
 *
 * @param file its name in the report folder
 * @param text what stands in it
 */
public record Report(String file, Function<Comparison, String> text) {

    /** The reports that are plain text and need no template. */
    public static final List<Report> PLAIN =
            List.of(new Report("report.md", MarkdownReport::of), new Report("report.json", JsonReport::of));
}
