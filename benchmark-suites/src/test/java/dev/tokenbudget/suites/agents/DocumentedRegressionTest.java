package dev.tokenbudget.suites.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.report.MarkdownReport;
import dev.tokenbudget.internal.verdict.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The pages show what the build prints and writes for the regression in the README. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedRegressionTest {

    private Comparison comparison;
    private Comparison replayed;

    @BeforeAll
    void measure(@TempDir Path folder) {
        System.setProperty("suite.regression", "longer-system-prompt");
        try {
            comparison = JudgedBuild.of(ExampleTasks.CODE_REVIEW, folder.resolve("live"));
            replayed = ReplayedBuild.committed(ExampleTasks.CODE_REVIEW).judged(folder.resolve("replayed"));
        } finally {
            System.clearProperty("suite.regression");
        }
    }

    @Test
    void prints_what_the_readme_shows() throws IOException {
        assertThat(Files.readString(Path.of("../README.md")))
                .contains("```\n" + String.join("\n", Findings.failures(comparison)) + "\nReport: ");
    }

    @Test
    void prints_what_the_readme_shows_of_a_replay() throws IOException {
        assertThat(Files.readString(Path.of("../README.md")))
                .contains("```\n" + String.join("\n", Findings.failures(replayed)) + "\nReport: ");
    }

    @Test
    void is_one_of_those_that_the_page_on_suites_lists() throws IOException {
        assertThat(Files.readString(Path.of("../docs/benchmark-suites.md")))
                .contains(Arrays.stream(Regression.values())
                        .map(regression -> "\n| `" + regression.settingValue() + "` | ")
                        .toList());
    }

    @Test
    void writes_the_table_of_the_page_on_reports() throws IOException {
        String report = MarkdownReport.of(comparison);

        assertThat(Files.readAllLines(Path.of("../docs/reports.md")).stream()
                        .dropWhile(line -> !line.startsWith("| task | tokens"))
                        .takeWhile(line -> line.startsWith("|")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(report).contains(line + "\n"));
    }
}
