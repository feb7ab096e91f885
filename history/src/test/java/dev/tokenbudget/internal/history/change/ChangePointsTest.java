package dev.tokenbudget.internal.history.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.history.LogSums;
import dev.tokenbudget.internal.history.store.FailedVerdict;
import dev.tokenbudget.internal.history.store.TaskPoint;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangePointsTest {

    private static final SimulatedBuilds YEAR = new SimulatedBuilds(1, 365, 0.3, 0.08, 0, 0.04, 100);

    @Test
    void a_step_is_told_with_its_commits_and_its_day() {
        List<ChangePoint> changes =
                ChangePoints.in(YEAR.points(3, night -> night < 200 ? 0 : Math.log(1.12)), Set.of());

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.between().before().commit()).contains("a0000c7");
            assertThat(change.between().after().commit()).contains("a0000c8");
            assertThat(change.change()).isBetween(0.10, 0.14);
            assertThat(change.inWords())
                    .startsWith("Task0.runs: tokens at an equal number of calls moved by +1")
                    .contains(" between a0000c7 and a0000c8 (2026-07-24)")
                    .endsWith("; no gate fired.");
        });
    }

    @Test
    void a_gate_that_fired_is_told() {
        List<ChangePoint> changes = ChangePoints.in(
                YEAR.points(3, night -> night < 200 ? 0 : Math.log(1.12)),
                Set.of(new FailedVerdict("b-200", "Task0.runs"), new FailedVerdict("b-60", "Task0.runs")));

        assertThat(changes)
                .singleElement()
                .satisfies(change -> assertThat(change.inWords()).endsWith("; the gate fired."));
    }

    @Test
    void a_gate_that_fired_because_of_another_task_or_long_before_is_not() {
        List<ChangePoint> changes = ChangePoints.in(
                YEAR.points(3, night -> night < 200 ? 0 : Math.log(1.12)),
                Set.of(new FailedVerdict("b-200", "Task1.runs"), new FailedVerdict("b-60", "Task0.runs")));

        assertThat(changes)
                .singleElement()
                .satisfies(change -> assertThat(change.gateFired()).isFalse());
    }

    @Test
    void neither_a_week_nor_a_day_of_six_times_the_tokens_is_a_change() {
        assertThat(ChangePoints.in(YEAR.points(4, night -> 0), Set.of())).isEmpty();
    }

    @Test
    void six_accepted_steps_of_four_percent_are_found_in_sum() {
        List<ChangePoint> changes =
                ChangePoints.in(YEAR.points(5, night -> Math.min(6, night / 52) * Math.log(1.04)), Set.of());

        double sum = changes.stream()
                .mapToDouble(change -> Math.log1p(change.change()))
                .sum();
        assertThat(changes).hasSizeGreaterThanOrEqualTo(4).allMatch(change -> change.change() > 0);
        assertThat(Math.exp(sum)).isBetween(1.22, 1.31);
    }

    @Test
    void more_calls_of_the_same_size_are_a_change_of_tokens() {
        List<ChangePoint> changes = ChangePoints.in(builds(40, night -> night < 20 ? 4 : 6), Set.of());

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.figure()).isEqualTo(Figure.TOKENS);
            assertThat(change.between().before().id()).isEqualTo("b-19");
            assertThat(change.tokensBefore()).isLessThan(change.tokensAfter());
        });
    }

    @Test
    void a_change_in_the_middle_of_a_day_is_found_between_its_builds() {
        List<TaskPoint> points = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            BuildEntry build = SimulatedBuilds.build(i);
            BuildEntry four = new BuildEntry(
                    build.id(),
                    build.project(),
                    build.commit(),
                    build.branch(),
                    SimulatedBuilds.build(0).at().plus(Duration.ofHours(6L * i)));
            points.add(point(four, 1000 + i % 3 + (i < 62 ? 0 : 200), 5));
        }

        assertThat(ChangePoints.in(points, Set.of()))
                .singleElement()
                .satisfies(change -> assertThat(change.between().after().id()).isEqualTo("b-62"));
    }

    @Test
    void too_few_builds_show_nothing() {
        assertThat(ChangePoints.in(builds(5, night -> 2 * night + 1), Set.of())).isEmpty();
        assertThat(ChangePoints.in(List.of(), Set.of())).isEmpty();
    }

    private interface Calls {
        int of(int night);
    }

    private static List<TaskPoint> builds(int nights, Calls calls) {
        List<TaskPoint> points = new ArrayList<>();
        for (int night = 0; night < nights; night++) {
            points.add(point(SimulatedBuilds.build(night), 1000L * calls.of(night) + night % 5, calls.of(night)));
        }
        return points;
    }

    /** Five runs, one of which makes a call more. */
    private static TaskPoint point(BuildEntry build, long tokens, long calls) {
        LogSums logs = LogSums.of(tokens * (calls + 1) / calls, calls + 1);
        for (int run = 1; run < 5; run++) {
            logs = logs.plus(LogSums.of(tokens, calls));
        }
        return new TaskPoint(
                "ReviewTest.reviews", build, 5, 5, 5, tokens * (1 + 0.2 / calls), 0, logs, BigDecimal.ZERO);
    }

    @Test
    void builds_without_a_commit_are_named_by_their_ids() {
        BuildEntry before = new BuildEntry(
                "nightly-1",
                "com.acme:shop",
                Optional.empty(),
                Optional.empty(),
                SimulatedBuilds.build(0).at());
        BuildEntry after = SimulatedBuilds.build(1);

        assertThat(new ChangePoint.Range(before, after).commits()).isEqualTo("build nightly-1 and a000001");
    }
}
