package dev.tokenbudget.internal.baseline;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two branches that accept, and what version control and accept make of that. */
class MergedBranchesTest {

    private static final TaskId PULL_REQUESTS = new TaskId(REVIEWS.testClass(), "reviewsPullRequests");
    private static final String FILE = REVIEWS.testClass() + ".json";

    @TempDir
    Path root;

    @Test
    void nothing_in_a_baseline_tells_the_time() throws IOException {
        String text = branch("one", "2026-11-23T10:15:30Z", 100, 115);

        assertThat(text)
                .doesNotContain("latency")
                .doesNotContainPattern("\\d\\d:\\d\\d")
                .contains("\"date\": \"2026-11-23\"");
    }

    @Test
    void branches_that_accept_the_same_tokens_differ_in_the_builds_and_acceptances_alone() throws IOException {
        String one = branch("one", "2026-11-23T10:15:30Z", 100, 115);
        String other = branch("other", "2026-11-25T23:59:59Z", 100, 115);

        assertThat(one).isNotEqualTo(other);
        assertThat(tasksOf(one)).isEqualTo(tasksOf(other));
    }

    @Test
    void their_merge_conflicts_in_one_place_only() throws Exception {
        branch("base", "2026-11-01T10:15:30Z", 90, 95);
        branch("one", "2026-11-23T10:15:30Z", 100, 115);
        branch("other", "2026-11-25T23:59:59Z", 100, 115);

        String merged = merged();

        assertThat(merged.lines().filter(line -> line.startsWith("<<<<<<<"))).hasSize(1);
    }

    @Test
    void a_merge_that_was_not_finished_is_told_from_a_broken_file() throws Exception {
        BaselineFolder folder = conflicted(100, 200);
        long line = Files.readString(folder.folder().resolve(FILE))
                        .lines()
                        .takeWhile(text -> !text.startsWith("<<<<<<<"))
                        .count()
                + 1;

        assertThatThrownBy(folder::read)
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(folder.folder().resolve(FILE) + ": has merge conflict markers, the first in line " + line
                        + ": resolve the conflict. Or replace the file by the runs at hand: mvn tokenbudget:accept"
                        + " -Dtokenbudget.task=\"com.acme.ReviewBenchmark#*\" -Dtokenbudget.reason=\"…\".");
    }

    @Test
    void whoever_accepts_may_replace_it_where_all_that_is_in_dispute_gets_new_numbers() throws Exception {
        BaselineConflict conflict =
                only(conflicted(100, 200).readWithConflicts().conflicts());

        assertThat(conflict.isLeftBy(Set.of(REVIEWS, PULL_REQUESTS))).isEmpty();
        assertThat(conflict.isLeftBy(Set.of(REVIEWS)))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .endsWith(
                                " The branches do not agree on ReviewBenchmark.reviewsPullRequests, of which no run is"
                                        + " accepted now."));
    }

    @Test
    void what_the_branches_agree_on_is_kept() throws Exception {
        ConflictedBaseline unmerged = conflicted(100, 100).readWithConflicts();

        assertThat(unmerged.baseline().tasks()).containsOnlyKeys(REVIEWS, PULL_REQUESTS);
        assertThat(only(unmerged.conflicts()).isLeftBy(Set.of())).isEmpty();
    }

    @Test
    void a_file_of_which_no_side_can_be_read_is_replaced_by_runs_of_its_class_alone() throws IOException {
        BaselineFolder folder = new BaselineFolder(root.resolve("merged"));
        Files.createDirectories(folder.folder());
        Files.writeString(folder.folder().resolve(FILE), "{\n<<<<<<< HEAD\n  \"a\"\n=======\n  \"b\"\n>>>>>>> other\n");

        BaselineConflict conflict = only(folder.readWithConflicts().conflicts());

        assertThat(conflict.isLeftBy(Set.of(REVIEWS))).isEmpty();
        assertThat(conflict.isLeftBy(Set.of(new TaskId("com.acme.Other", "x"))))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).endsWith(" No task of com.acme.ReviewBenchmark is accepted now."));
    }

    @Test
    void how_long_runs_took_is_kept_where_that_is_asked_for() {
        TaskRuns runs = new TaskRuns(REVIEWS, runs(REVIEWS, Instant.parse("2026-11-23T10:15:30Z"), 100));
        BuildId build = new BuildId("one", Optional.empty());

        assertThat(TaskBaseline.accept(runs, build, "x", Optional.empty(), Set.copyOf(Metric.standard()))
                        .metric(Metric.LATENCY_MS))
                .isPresent();
        assertThat(TaskBaseline.accept(runs, build, "x", Optional.empty()).metric(Metric.LATENCY_MS))
                .isEmpty();
    }

    private BaselineFolder conflicted(long one, long other) throws Exception {
        branch("base", "2026-11-01T10:15:30Z", 90, 95);
        branch("one", "2026-11-23T10:15:30Z", one, one);
        branch("other", "2026-11-25T23:59:59Z", other, other);
        BaselineFolder folder = new BaselineFolder(root.resolve("merged"));
        Files.createDirectories(folder.folder());
        Files.writeString(folder.folder().resolve(FILE), merged());
        return folder;
    }

    /** Write what a branch has that accepted runs of these totals, and return it. */
    private String branch(String name, String begin, long... totals) throws IOException {
        Instant began = Instant.parse(begin);
        BuildId build = new BuildId(name, Optional.of("commit-of-" + name));
        Baseline baseline = BaselineExample.empty();
        for (TaskId task : List.of(REVIEWS, PULL_REQUESTS)) {
            TaskRuns runs = new TaskRuns(task, runs(task, began, totals));
            baseline = baseline.with(
                    task, TaskBaseline.accept(runs, build, "what " + name + " changed", Optional.empty()));
        }
        BaselineFolder folder = new BaselineFolder(root.resolve(name));
        folder.write(baseline);
        return Files.readString(folder.folder().resolve(FILE));
    }

    private static List<Run> runs(TaskId task, Instant began, long... totals) {
        return IntStream.range(0, totals.length)
                .mapToObj(i -> Run.builder(task, i + 1, began.plusSeconds(i))
                        .duration(Duration.ofNanos(began.getEpochSecond()))
                        .calls(List.of(call(totals[i]).started(began).build()))
                        .build())
                .toList();
    }

    private String merged() throws IOException, InterruptedException {
        Process git;
        try {
            git = new ProcessBuilder(Stream.concat(
                                    Stream.of("git", "merge-file", "-p"),
                                    Stream.of("one", "base", "other")
                                            .map(branch -> root.resolve(branch)
                                                    .resolve(FILE)
                                                    .toString()))
                            .toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            assumeThat(e).as("Git is not here").isNull();
            throw e;
        }
        String merged = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).isPositive();
        return merged;
    }

    private static String tasksOf(String text) {
        return text.substring(text.indexOf("\"tasks\""));
    }

    private static BaselineConflict only(List<BaselineConflict> conflicts) {
        assertThat(conflicts).hasSize(1);
        return conflicts.get(0);
    }
}
