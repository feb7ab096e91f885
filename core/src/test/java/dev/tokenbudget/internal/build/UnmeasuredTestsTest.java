package dev.tokenbudget.internal.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.settings.TestExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnmeasuredTestsTest {

    private static final Instant BEGIN = Instant.parse("2026-11-29T12:00:00Z");
    private static final Measurement NOTHING =
            Measurement.of(BuildId.given("1", Optional.empty()), List.of(), List.of(), List.of());

    @TempDir
    Path reports;

    private final TreeMap<String, Set<String>> annotated = new TreeMap<>();
    private TestSelection selection = selection("3.6.1");
    private Optional<String> filter = Optional.empty();

    @Test
    void are_none_in_a_module_without_annotated_tests() {
        assertThat(unmeasured().failures(NOTHING)).isEmpty();
        assertThat(unmeasured().excuses(NOTHING)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2.12.4; maven-surefire-plugin 2.12.4 does not run JUnit 5 tests: use 3.0.0 or newer.",
                "2.21.0; maven-surefire-plugin 2.21.0 does not run JUnit 5 tests: use 3.0.0 or newer.",
                "2.22.2; maven-surefire-plugin 2.22.2 bundles its own JUnit launcher",
                "3.0.0-M4; maven-surefire-plugin 3.0.0-M4 bundles its own JUnit launcher",
                "3.0.0; See that tests run before check",
                "3.6.1; See that tests run before check",
                "4.0.0-alpha; See that tests run before check",
            })
    void fail_a_build_whose_plugin_is_too_old_by_its_version(String version, String told) {
        annotated.put("ReviewTest", Set.of());
        selection = selection(version);

        assertThat(unmeasured().failures(NOTHING)).singleElement().asString().contains("ReviewTest", told);
    }

    @Test
    void fail_a_build_that_never_runs_names_like_theirs() {
        annotated.put("it.ReviewBenchmark", Set.of());

        assertThat(unmeasured().failures(NOTHING))
                .singleElement()
                .asString()
                .contains("Annotated but not run: it.ReviewBenchmark.")
                .contains("fits no pattern of maven-surefire-plugin (**/Test*.java, **/*Test.java,");
    }

    @Test
    void fail_a_build_in_which_they_ran_and_nothing_was_measured() throws IOException {
        annotated.put("it.ReviewTest", Set.of("reviews"));
        report("it.ReviewTest", "<testcase name='reviews(ModelGateway)[1]' classname='it.ReviewTest'/>");

        assertThat(unmeasured().failures(NOTHING))
                .singleElement()
                .asString()
                .startsWith("Run but not measured: it.ReviewTest.");
    }

    @Test
    void fail_a_build_in_which_they_ran_also_where_a_filter_chose_them() throws IOException {
        annotated.put("ReviewTest", Set.of());
        filter = Optional.of("-Dtest=ReviewTest");
        report("ReviewTest", "<testcase name='reviews' classname='ReviewTest'/>");

        assertThat(unmeasured().failures(NOTHING)).hasSize(1);
    }

    @Test
    void fail_nothing_where_a_filter_left_them_out() {
        annotated.put("ReviewTest", Set.of());
        filter = Optional.of("-Dtest=OtherTest");

        assertThat(unmeasured().failures(NOTHING)).isEmpty();
    }

    @Test
    void fail_nothing_where_all_were_skipped_and_the_reason_is_told() throws IOException {
        annotated.put("ReviewTest", Set.of("reviews"));
        report(
                "ReviewTest",
                "<testcase name='other' classname='ReviewTest'/>"
                        + "<testcase name='reviews' classname='ReviewTest'><skipped message='no key'/></testcase>");

        assertThat(unmeasured().failures(NOTHING)).isEmpty();
        assertThat(unmeasured().excuses(NOTHING)).containsExactly("Skipped: ReviewTest (no key).");
    }

    @Test
    void fail_nothing_where_the_pom_leaves_them_out_by_name() {
        annotated.put("ReviewTest", Set.of());
        selection = new TestSelection(List.of(new TestExecution(
                "maven-surefire-plugin", "3.6.1", "default-test", List.of(), List.of("**/Review*"), false)));

        assertThat(unmeasured().failures(NOTHING)).isEmpty();
        assertThat(unmeasured().excuses(NOTHING))
                .containsExactly("<excludes> of maven-surefire-plugin left out ReviewTest.");
    }

    @Test
    void take_no_report_of_an_earlier_build_for_this_one() throws IOException {
        annotated.put("ReviewTest", Set.of());
        Path report = report("ReviewTest", "<testcase name='reviews' classname='ReviewTest'/>");
        Files.setLastModifiedTime(report, FileTime.from(BEGIN.minusSeconds(1)));

        assertThat(unmeasured().failures(NOTHING)).singleElement().asString().contains("not run");
    }

    @Test
    void take_no_report_of_a_class_with_a_longer_name_for_theirs() throws IOException {
        annotated.put("ReviewTest", Set.of());
        report("ReviewTestOfOthers", "<testcase name='reviews' classname='ReviewTestOfOthers'/>");

        assertThat(unmeasured().failures(NOTHING)).singleElement().asString().contains("not run");
    }

    @Test
    void are_found_in_the_report_of_a_nested_class() throws IOException {
        annotated.put("ReviewTest", Set.of());
        report("ReviewTest$Nested", "<testcase name='reviews' classname='ReviewTest$Nested'/>");

        assertThat(unmeasured().failures(NOTHING)).singleElement().asString().startsWith("Run but");
    }

    @Test
    void are_warned_of_where_others_were_measured() {
        annotated.put("ReviewTest", Set.of());
        annotated.put("PlanBenchmark", Set.of());
        Measurement measured = measured(new TaskId("ReviewTest$Nested", "reviews"));

        assertThat(unmeasured().failures(measured)).isEmpty();
        assertThat(unmeasured().warnings(measured))
                .singleElement()
                .asString()
                .contains("PlanBenchmark")
                .doesNotContain("ReviewTest.");
    }

    @Test
    void are_named_together_where_the_reason_is_the_same() {
        for (int i = 1; i <= 7; i++) {
            annotated.put("Review" + i + "Benchmark", Set.of());
        }

        assertThat(unmeasured().failures(NOTHING))
                .singleElement()
                .asString()
                .contains("Review1Benchmark, Review2Benchmark", "and 2 more");
    }

    private UnmeasuredTests unmeasured() {
        return new UnmeasuredTests(
                new AnnotatedTests(annotated),
                new TestReports(List.of(reports, reports.resolve("missing")), BEGIN),
                selection,
                filter);
    }

    private Path report(String testClass, String cases) throws IOException {
        Path file = Files.writeString(
                reports.resolve("TEST-" + testClass + ".xml"), "<testsuite name='x'>" + cases + "</testsuite>");
        Files.setLastModifiedTime(file, FileTime.from(BEGIN.plusSeconds(1)));
        return file;
    }

    private static TestSelection selection(String version) {
        return new TestSelection(List.of(
                new TestExecution("maven-surefire-plugin", version, "default-test", List.of(), List.of(), false)));
    }

    private static Measurement measured(TaskId task) {
        List<Run> runs = RunExample.runs(task, 1_200);
        return Measurement.of(BuildId.given("1", Optional.empty()), runs, List.of(), List.of());
    }
}
