package dev.tokenbudget.internal.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.runlog.RunLog;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.internal.settings.BuildSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildFolderTest {

    @TempDir
    Path target;

    @Test
    void knows_no_build_before_one_began() {
        BuildFolder folder = new BuildFolder(target.resolve("tokenbudget"));

        assertThat(folder.settings()).isEmpty();
        assertThat(folder.hasRuns()).isFalse();
        assertThat(folder.previous()).isEmpty();
    }

    @Test
    void measures_the_runs_of_the_build_that_began() {
        BuildFolder folder = new BuildFolder(target);
        BuildSettings build = build("1");
        folder.begin(build);
        run(folder, build);

        assertThat(folder.settings()).contains(build);
        assertThat(RunLogs.merge(folder.runs(), build.build()).tasks()).hasSize(1);
    }

    @Test
    void keeps_the_runs_of_the_build_before() {
        BuildFolder folder = new BuildFolder(target);
        BuildSettings before = build("1");
        folder.begin(before);
        run(folder, before);

        folder.begin(build("2"));

        assertThat(folder.hasRuns()).isFalse();
        BuildFolder previous = folder.previous().orElseThrow();
        assertThat(previous.settings()).contains(before);
        assertThat(RunLogs.merge(previous.runs(), before.build()).tasks()).hasSize(1);
    }

    @Test
    void finds_the_latest_of_many_earlier_builds_over_builds_without_runs() {
        BuildFolder folder = measured("1", "2");

        folder.begin(build("3"));
        folder.begin(build("4"));

        assertThat(folder.previous().orElseThrow().settings()).contains(build("2"));
    }

    @Test
    void finds_the_latest_of_earlier_builds_also_where_the_clock_was_set_back() {
        BuildFolder folder = measured("20261130T120000-aa", "20261129T120000-bb");

        folder.begin(build("20261129T120500-cc"));

        assertThat(folder.previous().orElseThrow().settings()).contains(build("20261129T120000-bb"));
    }

    @Test
    void finds_the_latest_of_more_than_nine_earlier_builds() {
        BuildFolder folder = new BuildFolder(target);
        for (int id = 1; id <= 11; id++) {
            folder.begin(build("ci-" + id));
            run(folder, build("ci-" + id));
        }

        folder.begin(build("later"));

        assertThat(folder.previous().orElseThrow().settings()).contains(build("ci-11"));
    }

    @Test
    void keeps_the_runs_of_builds_that_were_given_the_same_id() {
        BuildFolder folder = new BuildFolder(target);
        for (int times = 0; times < 3; times++) {
            folder.begin(build("ci-42"));
            run(folder, build("ci-42"));
        }

        assertThat(RunLogs.logFiles(target.resolve("runs.previous/1-ci-42/runs")))
                .hasSize(1);
        assertThat(RunLogs.logFiles(target.resolve("runs.previous/2-ci-42/runs")))
                .hasSize(1);
        assertThat(folder.hasRuns()).isTrue();
    }

    @Test
    void takes_builds_that_an_older_version_kept_for_earlier_ones() throws IOException {
        BuildFolder folder = new BuildFolder(target);
        Path older = target.resolve("runs.previous/20261129T120000-aa");
        build("20261129T120000-aa").write(older.resolve("settings.json"));
        folder.begin(build("ci-1"));
        run(folder, build("ci-1"));

        folder.begin(build("ci-2"));

        assertThat(folder.previous().orElseThrow().settings()).contains(build("ci-1"));
    }

    @Test
    void keeps_the_reports_of_the_build_before_beside_its_runs() throws IOException {
        BuildFolder folder = new BuildFolder(target);
        folder.begin(build("1"));
        run(folder, build("1"));
        Files.createDirectories(folder.report());
        Files.writeString(folder.report().resolve("report.md"), "all OK");
        Files.writeString(folder.report().resolve("notes.txt"), "mine");

        folder.keepReports(List.of("report.md", "report.html"));
        folder.begin(build("2"));

        assertThat(folder.report().resolve("report.md")).doesNotExist();
        assertThat(folder.report().resolve("notes.txt")).exists();
        BuildFolder former = folder.previous().orElseThrow();
        assertThat(former.report().resolve("report.md")).hasContent("all OK");
        assertThat(RunLogs.logFiles(former.runs())).hasSize(1);
    }

    @Test
    void keeps_every_report_of_runs_that_are_added_to() throws IOException {
        BuildFolder folder = new BuildFolder(target);
        folder.begin(build("1"));
        Files.createDirectories(folder.report());
        for (String text : List.of("first", "second")) {
            Files.writeString(folder.report().resolve("report.md"), text);
            folder.keepReports(List.of("report.md"));
            folder.append(build("2"));
        }

        assertThat(target.resolve("runs.previous/1-1/report/report.md")).hasContent("first");
        assertThat(target.resolve("runs.previous/2-1/report/report.md")).hasContent("second");
    }

    @Test
    void keeps_runs_whose_build_is_unreadable() throws IOException {
        BuildFolder folder = new BuildFolder(target);
        run(folder, build("1"));
        Files.writeString(folder.settingsFile(), "{");

        folder.begin(build("2"));

        assertThat(folder.settings()).contains(build("2"));
        assertThat(RunLogs.logFiles(target.resolve("runs.previous/1-before-2/runs")))
                .hasSize(1);
        assertThat(folder.previous()).isEmpty();
    }

    @Test
    void appends_to_the_build_before_with_the_new_values() {
        BuildFolder folder = new BuildFolder(target);
        folder.begin(build("1"));
        run(folder, build("1"));

        folder.append(
                new BuildSettings(build("2").build(), Optional.of("-Dtest=A"), Map.of("tokenbudget.tolerance", "+5%")));

        BuildSettings settings = folder.settings().orElseThrow();
        assertThat(settings.build()).isEqualTo(build("1").build());
        assertThat(settings.testFilter()).contains("-Dtest=A");
        assertThat(settings.values()).containsEntry("tokenbudget.tolerance", "+5%");
        assertThat(RunLogs.merge(folder.runs(), settings.build()).tasks()).hasSize(1);
    }

    @Test
    void begins_a_build_where_there_is_none_to_append_to() {
        BuildFolder folder = new BuildFolder(target);

        folder.append(build("1"));

        assertThat(folder.settings()).contains(build("1"));
    }

    private static BuildSettings build(String id) {
        return new BuildSettings(new BuildId(id, Optional.empty()), Optional.empty(), Map.of());
    }

    /** Return a folder in which builds with these ids were measured, one after another. */
    private BuildFolder measured(String... ids) {
        BuildFolder folder = new BuildFolder(target);
        for (String id : ids) {
            folder.begin(build(id));
            run(folder, build(id));
        }
        return folder;
    }

    private static void run(BuildFolder folder, BuildSettings build) {
        RunLog.in(folder.runs(), build.build())
                .append(Run.builder(new TaskId("ReviewBenchmark", "reviews"), 1, Instant.EPOCH)
                        .build());
    }
}
