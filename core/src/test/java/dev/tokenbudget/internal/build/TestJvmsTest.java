package dev.tokenbudget.internal.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.runlog.RunLog;
import dev.tokenbudget.internal.runlog.SealedLines;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Policy;
import dev.tokenbudget.internal.verdict.VerdictKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of one task that two test JVMs made are two things, and must not be counted as one. */
class TestJvmsTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");

    @TempDir
    Path target;

    @Test
    void that_run_the_same_task_leave_it_unmeasurable() throws IOException {
        BuildFolder folder = new BuildFolder(target);
        folder.begin(build("1"));
        run(folder, RunExample.REVIEWS, 100);
        run(folder, RunExample.REVIEWS, 101);
        run(folder, PLANS, 102);

        Comparison comparison = comparison(folder);

        assertThat(comparison.tasks())
                .filteredOn(task -> task.comparison().task().equals(RunExample.REVIEWS))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.verdict().kind()).isEqualTo(VerdictKind.UNMEASURABLE);
                    assertThat(task.sentence())
                            .contains(
                                    "made by 2 test JVMs of one build",
                                    "tokenbudget.execution",
                                    "-Dtokenbudget.append");
                });
        assertThat(comparison.tasks())
                .filteredOn(task -> task.comparison().task().equals(PLANS))
                .singleElement()
                .satisfies(task -> assertThat(task.verdict().kind()).isEqualTo(VerdictKind.NEW));
    }

    @Test
    void of_builds_that_were_added_knowingly_are_one_measurement() throws IOException {
        BuildFolder folder = new BuildFolder(target);
        folder.begin(build("1"));
        run(folder, PLANS, 100);
        for (long process = 101; process <= 103; process++) {
            folder.append(build("later"));
            run(folder, PLANS, process);
        }

        assertThat(plans(measurement(folder)).jvms()).isEqualTo(1);
        assertThat(plans(measurement(folder)).runs()).hasSize(4);
    }

    @Test
    void are_told_apart_in_a_build_that_others_were_added_to() throws IOException {
        BuildFolder folder = new BuildFolder(target);
        folder.begin(build("1"));
        run(folder, PLANS, 100);
        run(folder, PLANS, 101);
        folder.append(build("later"));
        run(folder, PLANS, 102);

        assertThat(plans(measurement(folder)).jvms()).isEqualTo(2);
    }

    @Test
    void of_different_shards_are_one_measurement() throws IOException {
        BuildFolder one = new BuildFolder(target.resolve("one"));
        BuildFolder other = new BuildFolder(target.resolve("other"));
        for (BuildFolder shard : List.of(one, other)) {
            shard.begin(build(shard.folder().getFileName().toString()));
        }
        run(one, PLANS, 100);
        run(other, PLANS, 101);

        Shards shards = Shards.of(one, List.of(other.folder()), false);
        Measurement merged = shards.measurement(shards.settings().orElseThrow());

        assertThat(plans(merged).jvms()).isEqualTo(1);
    }

    private static TaskRuns plans(Measurement measurement) {
        return measurement.tasks().values().stream()
                .filter(runs -> runs.task().equals(PLANS))
                .findFirst()
                .orElseThrow();
    }

    private static Measurement measurement(BuildFolder folder) {
        Shards shards = Shards.of(folder, List.of(), false);
        return shards.measurement(shards.settings().orElseThrow());
    }

    private static Comparison comparison(BuildFolder folder) {
        return Comparison.of(
                measurement(folder), new Baseline(new TreeMap<>()), Policy.of(Settings.of(), Optional.empty()));
    }

    private static BuildSettings build(String id) {
        return new BuildSettings(BuildId.given(id, Optional.empty()), Optional.empty(), Map.of());
    }

    /** Write what the JVM with the id {@code process} would write. */
    private static void run(BuildFolder folder, TaskId task, long process) throws IOException {
        BuildId build = folder.settings().orElseThrow().build();
        RunLog log = RunLog.in(folder.runs(), build);
        log.append(RunExample.runs(task, 1_000).get(0));
        log.end();
        String written = Files.readString(log.file());
        Files.writeString(
                log.file(),
                written.replaceFirst("\"pid\":" + ProcessHandle.current().pid(), "\"pid\":" + process));
        SealedLines.seal(log.file());
    }
}
