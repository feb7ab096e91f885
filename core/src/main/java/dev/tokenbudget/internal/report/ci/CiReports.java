package dev.tokenbudget.internal.report.ci;

import dev.tokenbudget.internal.report.Report;
import java.util.List;

/** The reports that CI servers collect. */
public final class CiReports {

    private CiReports() {}

    /**
     * Return {@code TEST-tokenbudget.xml} in JUnit's format and {@code gl-code-quality.json} in GitLab's.
     *
     * @param sources where the tests are
     */
    public static List<Report> of(SourceTree sources) {
        return List.of(
                Report.ofText("TEST-tokenbudget.xml", JUnitXml::of),
                Report.ofText("gl-code-quality.json", comparison -> CodeQualityJson.of(comparison, sources)));
    }
}
