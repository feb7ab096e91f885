package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.report.Report;
import dev.tokenbudget.internal.verdict.Comparison;
import java.io.IOException;
import java.io.Writer;

/** A comparison as one HTML file: without network, and readable without script. */
public final class HtmlReport {

    /** The report as a file. */
    public static final Report REPORT = new Report("report.html", HtmlReport::write);

    private HtmlReport() {}

    /** Return the report's text; the same comparison gives the same bytes. */
    public static String of(Comparison comparison) {
        return REPORT.text(comparison);
    }

    private static void write(Comparison comparison, Writer to) throws IOException {
        Template.PAGE.fill(Page.of(comparison), to);
    }
}
