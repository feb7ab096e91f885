package dev.tokenbudget.internal.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.output.TestRun;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds in every database. */
abstract class HistoryCases {

    abstract String url();

    private static final Instant MONDAY = Instant.parse("2026-11-30T09:00:00.125Z");
    private static final Period THE_DAY = Period.endingWith(LocalDate.of(2026, 11, 30), 1);

    @TempDir
    Path folder;

    @Test
    void a_build_counts_once_however_often_it_is_published() {
        try (History history = history()) {
            history.add(build(run("run-1", 100, 20)));
            Added again = history.add(build(run("run-1", 100, 20), run("run-2", 200, 20)));

            assertThat(again).isEqualTo(new Added(0, 1, 1, 1, 0, 0));
            assertThat(history.reader().usage(THE_DAY, Set.of(Dimension.TASK)))
                    .singleElement()
                    .satisfies(usage -> {
                        assertThat(usage.value(Dimension.TASK)).isEqualTo("ReviewTest.reviews");
                        assertThat(usage.sum().tokens()).isEqualTo(340);
                        assertThat(usage.sum().costUsd()).isEqualByComparingTo("0.0025");
                    });
            assertThat(history.reader().points(THE_DAY)).singleElement().satisfies(point -> {
                assertThat(point.mean()).isEqualTo(170);
                assertThat(point.deviation()).isEqualTo(Math.sqrt(5000));
            });
        }
    }

    @Test
    void a_run_is_read_as_it_was_added() {
        try (History history = history()) {
            RunEntry run = run("run-1", 100, 20);
            history.add(build(run));

            List<RunSummary> runs = new ArrayList<>();
            history.reader().forEachRun(THE_DAY, runs::add);

            assertThat(runs).singleElement().satisfies(read -> {
                assertThat(read.started()).isEqualTo(MONDAY);
                assertThat(read.feature()).isEqualTo("review");
                assertThat(history.reader().calls(read.number())).isEqualTo(run.calls());
            });
        }
    }

    @Test
    void times_are_those_of_utc_whatever_the_clocks_here_do() {
        TimeZone here = TimeZone.getDefault();
        // the clocks of Berlin go from 2:00 to 3:00 that night: there is no 2:30
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try (History history = history()) {
            Instant missing = Instant.parse("2026-03-29T02:30:00.125Z");
            TestRun run = TestRun.of("run-1").started(missing).call();
            history.add(TestRun.entries(run));

            List<RunEntry> read = new ArrayList<>();
            history.runs().forEach(Period.endingWith(LocalDate.of(2026, 3, 29), 1), read::add);

            assertThat(read).containsExactly(run.entry());
        } finally {
            TimeZone.setDefault(here);
        }
    }

    private History history() {
        return History.open(url());
    }

    private static Entries build(RunEntry... runs) {
        BuildEntry build = new BuildEntry("b-1", "com.acme:shop", Optional.of("abc1234"), Optional.of("main"), MONDAY);
        return new Entries(List.of(build), List.of(runs), List.of(), List.of(), List.of());
    }

    private static RunEntry run(String id, long input, long output) {
        CallEntry call = new CallEntry(
                1,
                MONDAY,
                "openai",
                "gpt-5",
                "",
                Role.AGENT,
                TokenUsage.of(input, output).withCacheRead(50),
                Optional.of(new BigDecimal("0.001250000")),
                Optional.of("stop"),
                OptionalLong.of(900),
                0,
                2,
                Labels.NONE);
        return new RunEntry(
                id,
                Optional.of("b-1"),
                Origin.BENCHMARK,
                "tokenbudget",
                "ReviewTest.reviews",
                MONDAY,
                Duration.ofSeconds(2),
                Optional.of(Outcome.SUCCEEDED),
                Labels.of(Map.of("feature", "review")),
                List.of(call));
    }
}
