package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.report.Report;
import dev.tokenbudget.internal.verdict.Comparison;

/** A comparison as one HTML file: without network, and readable without script. */
public final class HtmlReport {

    /** The report as a file. */
    public static final Report REPORT = Report.ofText("report.html", HtmlReport::of);

    private HtmlReport() {}

    /** Return the report's text; the same comparison gives the same bytes. */
    public static String of(Comparison comparison) {
        return Template.PAGE.fill(Page.of(comparison));
    }
}
