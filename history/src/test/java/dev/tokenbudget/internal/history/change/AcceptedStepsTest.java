package dev.tokenbudget.internal.history.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.tokenbudget.internal.baseline.Acceptance;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.ReplacedBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.history.AcceptanceEntry;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What accepted steps add up to, by a real Git repository, by the files alone and by a history. */
class AcceptedStepsTest {

    private static final TaskId REVIEWS = new TaskId("com.acme.ReviewTest", "reviews");
    private static final TaskId PLANS = new TaskId("com.acme.PlanTest", "plans");
    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

    @TempDir
    Path repository;

    private Path folder;

    @BeforeEach
    void aFolderOfBaselines() throws IOException {
        folder = Files.createDirectories(repository.resolve("src/test/tokenbudget"));
    }

    @Test
    void six_steps_of_four_percent_are_26_percent_in_git() throws Exception {
        git("2025-12-01", "init", "-q");
        double mean = 10_000;
        commit("2025-12-01", baseline(mean, 5_000, List.of()));
        for (int month = 1; month <= 6; month++) {
            mean *= 1.04;
            commit("2026-0" + month + "-10", baseline(mean, 5_000, List.of()));
        }

        Creep creep = inBaselines(JANUARY);

        assertThat(creep.tasks()).singleElement().satisfies(task -> {
            assertThat(task.task()).isEqualTo("com.acme.ReviewTest.reviews");
            assertThat(task.steps()).hasSize(6);
            assertThat(task.growth()).isEqualTo(Math.pow(1.04, 6) - 1, offset(0.0001));
        });
        assertThat(creep.lines())
                .startsWith(
                        "Accepted since 2026-01-01: +26.5 % in 6 steps of 1 task (from the baseline files, with git log): one run of"
                                + " each used 10,000 tokens before, and uses 12,653 now.",
                        "  com.acme.ReviewTest.reviews: +26.5 % in 6 steps, from 10,000 to 12,653 tokens a run")
                .anyMatch(line -> line.matches(" {4}2026-01-10 \\+4\\.0 % [0-9a-f]{7} \"longer prompt\""));
    }

    @Test
    void steps_before_the_day_do_not_count() throws Exception {
        git("2025-12-01", "init", "-q");
        commit("2025-12-01", baseline(10_000, 5_000, List.of()));
        commit("2026-02-01", baseline(11_000, 5_000, List.of()));
        commit("2026-03-01", baseline(12_100, 5_000, List.of()));

        assertThat(inBaselines(LocalDate.of(2026, 2, 15)).growth()).isEqualTo(0.1, offset(0.0001));
        assertThat(inBaselines(LocalDate.of(2026, 4, 1)).lines())
                .containsExactly("No step was accepted since 2026-04-01 (from the baseline files, with git log).");
    }

    @Test
    void a_baseline_that_was_deleted_and_accepted_anew_hides_no_step() throws Exception {
        git("2025-12-01", "init", "-q");
        commit("2025-12-01", baseline(10_000, 5_000, List.of()));
        commit("2026-02-01", new Baseline(new TreeMap<>(Map.of(PLANS, task(5_000, List.of())))));
        commit("2026-02-02", baseline(13_000, 5_000, List.of()));

        assertThat(inBaselines(JANUARY).tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.growth()).isEqualTo(0.3, offset(0.0001)));
    }

    @Test
    void what_is_not_committed_yet_counts_and_so_do_all_tasks_together() throws Exception {
        git("2025-12-01", "init", "-q");
        commit("2025-12-01", baseline(10_000, 5_000, List.of()));
        new BaselineFolder(folder).write(baseline(11_000, 4_000, List.of()));

        Creep creep = inBaselines(JANUARY);

        assertThat(creep.tasks())
                .extracting(TaskCreep::task)
                .containsExactly("com.acme.ReviewTest.reviews", "com.acme.PlanTest.plans");
        assertThat(creep.growth()).isEqualTo(0.0, offset(0.0001));
        assertThat(creep.tasks().get(0).steps().get(0).date()).isEqualTo(TODAY);
    }

    @Test
    void without_git_the_files_tell_what_was_replaced() {
        List<Acceptance> acceptances = new ArrayList<>();
        acceptances.add(new Acceptance(instant("2025-11-01"), "first", Optional.empty()));
        double mean = 10_000;
        for (int month = 1; month <= 6; month++) {
            acceptances.add(new Acceptance(
                    instant("2026-0" + month + "-10"),
                    "longer prompt",
                    Optional.of("a1b2c3d4e5"),
                    Optional.of(new ReplacedBaseline(mean, 20, Tolerance.parse("+15%"), List.of()))));
            mean *= 1.04;
        }
        new BaselineFolder(folder).write(baseline(mean, 5_000, acceptances));

        Creep creep = inBaselines(JANUARY);

        assertThat(creep.growth()).isEqualTo(0.2653, offset(0.0001));
        assertThat(creep.lines())
                .contains("    2026-06-10 +4.0 % a1b2c3d \"longer prompt\"")
                .last()
                .asString()
                .startsWith("Git knows no version of these files");
    }

    @Test
    void files_that_are_not_committed_yet_tell_what_was_replaced() throws Exception {
        git("2025-12-01", "init", "-q");
        Acceptance grown = new Acceptance(
                instant("2026-03-10"),
                "longer prompt",
                Optional.empty(),
                Optional.of(new ReplacedBaseline(10_000, 20, Tolerance.parse("+15%"), List.of())));
        new BaselineFolder(folder).write(baseline(10_400, 5_000, List.of(grown)));

        assertThat(inBaselines(JANUARY).growth()).isEqualTo(0.04, offset(0.0001));
    }

    @Test
    void a_history_tells_the_steps_that_it_holds() {
        Creep creep = AcceptedSteps.inHistory(
                JANUARY,
                List.of(
                        acceptance("2026-02-01", OptionalDouble.empty(), OptionalDouble.of(1000)),
                        acceptance("2026-03-01", OptionalDouble.of(1000), OptionalDouble.empty()),
                        acceptance("2026-04-01", OptionalDouble.of(1100), OptionalDouble.of(1210))));

        assertThat(creep.growth()).isEqualTo(0.21, offset(1e-9));
        assertThat(creep.tasks().get(0).steps()).hasSize(2);
    }

    private Creep inBaselines(LocalDate from) {
        return AcceptedSteps.inBaselines(from, "", folder, new BaselineFolder(folder).read(), TODAY);
    }

    private static AcceptanceEntry acceptance(String date, OptionalDouble before, OptionalDouble after) {
        return new AcceptanceEntry(
                date, "ReviewTest.reviews", LocalDate.parse(date), "grown", Optional.empty(), before, after);
    }

    private static Baseline baseline(double reviews, double plans, List<Acceptance> acceptances) {
        return new Baseline(new TreeMap<>(
                Map.of(REVIEWS, task(reviews, acceptances), PLANS, task(plans, acceptances.subList(0, 0)))));
    }

    private static TaskBaseline task(double mean, List<Acceptance> acceptances) {
        return new TaskBaseline(
                List.of("openai gpt-5"),
                List.of("gpt-5"),
                3,
                3,
                Map.of(Metric.TOTAL, MetricBaseline.of(new double[] {mean * 0.9, mean, mean * 1.1})),
                Optional.empty(),
                List.of(),
                acceptances.isEmpty()
                        ? List.of(new Acceptance(instant("2025-12-01"), "longer prompt", Optional.empty()))
                        : acceptances);
    }

    private static Instant instant(String day) {
        return LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private void commit(String day, Baseline baseline) throws Exception {
        new BaselineFolder(folder).write(baseline);
        git(day, "add", "-A");
        git(day, "commit", "-q", "-m", "Accept");
    }

    private void git(String day, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder git = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        git.environment().put("GIT_COMMITTER_DATE", day + "T12:00:00Z");
        git.environment().put("GIT_AUTHOR_DATE", day + "T12:00:00Z");
        assertThat(git.start().waitFor()).as(String.join(" ", arguments)).isZero();
    }
}
