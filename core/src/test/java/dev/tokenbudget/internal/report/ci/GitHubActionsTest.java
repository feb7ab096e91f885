package dev.tokenbudget.internal.report.ci;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.report.MarkdownReport;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubActionsTest {

    private static final GitHubActions ON_GITHUB = new GitHubActions(Map.of("GITHUB_ACTIONS", "true"));

    @TempDir
    Path folder;

    @Test
    void a_failing_task_is_an_error_on_the_line_of_its_method() throws IOException {
        Files.createDirectories(folder.resolve("src/odd,name/com/acme"));
        Files.writeString(folder.resolve("src/odd,name/com/acme/ReviewBenchmark.java"), "class X {\n  void reviews(");
        SourceTree sources = new SourceTree(
                folder, Map.of("", new SourceTree.Module(folder, List.of(folder.resolve("src/odd,name")))));

        List<String> annotations = ON_GITHUB.annotations(
                Judged.comparison(measurement(runs(REVIEWS, 1300, 1300)), baseline(REVIEWS, 1000, 1000)), sources);

        assertThat(annotations)
                .singleElement()
                .asString()
                .startsWith("::error file=src/odd%2Cname/com/acme/ReviewBenchmark.java,line=2,"
                        + "title=Token budget%3A DRIFTED::ReviewBenchmark.reviews used 1,300 tokens")
                .contains("tolerance is +15%25.%0AWhy +30.0 %25", "%0AIf that is meant")
                .doesNotContain("\n");
    }

    @Test
    void a_new_task_is_a_warning_without_a_place_where_its_source_is_not_found() {
        assertThat(ON_GITHUB.annotations(Judged.comparison(measurement(runs(REVIEWS, 7)), empty()), nowhere()))
                .singleElement()
                .asString()
                .startsWith("::warning title=Token budget%3A NEW::ReviewBenchmark.reviews has no baseline yet.");
    }

    @Test
    void modules_of_one_build_are_told_apart() {
        Comparison agent =
                Judged.comparison(measurement(runs(REVIEWS, 7)), empty()).named("agents/review");

        assertThat(ON_GITHUB.annotations(agent, nowhere()))
                .singleElement()
                .asString()
                .startsWith("::warning title=Token budget of agents/review%3A NEW::");
        assertThat(MarkdownReport.of(agent)).startsWith("# Token budget of agents/review: passed, 1 task");
    }

    @Test
    void there_are_no_more_errors_than_github_shows() {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            runs.addAll(runs(new TaskId("com.acme.X", "task" + i), 7));
        }
        List<String> annotations = ON_GITHUB.annotations(Judged.comparison(measurement(runs), empty()), nowhere());

        assertThat(annotations).hasSize(10);
        assertThat(annotations).last().asString().contains("::3 more are in the report");
    }

    @Test
    void elsewhere_there_are_none() {
        assertThat(new GitHubActions(Map.of())
                        .annotations(Judged.comparison(measurement(runs(REVIEWS, 7)), empty()), nowhere()))
                .isEmpty();
        assertThat(new GitHubActions(Map.of()).appendToSummary("# x")).isEmpty();
    }

    @Test
    void the_summary_is_appended_to_what_is_there() throws IOException {
        Path summary = Files.writeString(folder.resolve("summary.md"), "before");

        assertThat(summary(summary).appendToSummary("# Token budget")).isEmpty();

        assertThat(summary).hasContent("before\n# Token budget\n");
    }

    @Test
    void a_summary_that_github_would_not_show_is_left_alone() throws IOException {
        Path summary = Files.writeString(folder.resolve("summary.md"), "x".repeat(1 << 20));

        assertThat(summary(summary).appendToSummary("# Token budget"))
                .get()
                .asString()
                .contains("1048576");
        assertThat(summary).hasSize(1 << 20);
    }

    @Test
    void a_summary_that_cannot_be_written_is_a_warning() {
        assertThat(summary(folder.resolve("missing/summary.md")).appendToSummary("# Token budget"))
                .get()
                .asString()
                .contains("cannot be written");
    }

    @Test
    void the_repository_is_what_the_server_calls_it_where_the_build_lies_inside() {
        Path module = folder.resolve("agent");
        assertThat(SourceTree.repository(Map.of("GITHUB_WORKSPACE", folder.toString()), module))
                .isEqualTo(folder);
        assertThat(SourceTree.repository(Map.of("CI_PROJECT_DIR", "/elsewhere"), module))
                .isEqualTo(module);
    }

    private static GitHubActions summary(Path file) {
        return new GitHubActions(Map.of("GITHUB_STEP_SUMMARY", file.toString()));
    }

    private SourceTree nowhere() {
        return new SourceTree(folder, Map.of());
    }
}
