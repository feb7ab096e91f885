package dev.tokenbudget.internal.history.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.RunPart;
import dev.tokenbudget.internal.history.output.TestRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of which several exports tell a part, with overlaps. */
abstract class RunPartsCases {

    private static final Period THE_DAY = Period.endingWith(LocalDate.of(2026, 11, 30), 1);
    private static final int IMPORTS = 8;

    @TempDir
    Path folder;

    abstract String url();

    private String url;
    private History history;

    @BeforeEach
    void open() {
        url = url();
        history = History.open(url);
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void a_run_grows_by_the_calls_that_are_new() {
        history.addParts(List.of(part("trace-1", "a", "b")));

        AddedCalls more = history.addParts(List.of(part("trace-1", "b", "c")));

        assertThat(more).isEqualTo(new AddedCalls(0, 1, 1));
        assertThat(single(runs()).calls()).extracting(CallEntry::sequence).containsExactly(1, 2, 3);
        assertThat(summary().tokens()).hasValue(3 * 1_100);
        assertThat(summary().costUsd())
                .hasValueSatisfying(usd -> assertThat(usd).isEqualByComparingTo("0.015"));
        assertThat(history.reader().usage(THE_DAY, Set.of()))
                .singleElement()
                .satisfies(all -> assertThat(all.sum().calls()).isEqualTo(3));
    }

    @Test
    void a_run_lasts_from_its_first_part_to_its_last() {
        TestRun late =
                TestRun.of("trace-1").started(TestRun.MONDAY.plusSeconds(60)).call();
        history.addParts(List.of(new RunPart(late.entry(), List.of("late"), Set.of())));

        history.addParts(List.of(part("trace-1", "early")));

        RunEntry run = single(runs());
        assertThat(run.started()).isEqualTo(TestRun.MONDAY);
        assertThat(run.duration()).isEqualTo(Duration.ofSeconds(62));
    }

    @Test
    void what_repeats_a_call_counts_neither_before_nor_after_it() {
        history.addParts(List.of(
                new RunPart(TestRun.of("trace-1").call().entry(), List.of("inner"), Set.of("the span around it"))));

        AddedCalls again = history.addParts(List.of(part("trace-1", "the span around it")));

        assertThat(again).isEqualTo(new AddedCalls(0, 0, 1));
        assertThat(single(runs()).calls()).hasSize(1);
    }

    @Test
    void imports_of_the_same_at_the_same_time_count_it_once() throws Exception {
        ExecutorService imports = Executors.newFixedThreadPool(IMPORTS);
        try {
            List<Callable<AddedCalls>> same = new ArrayList<>();
            for (int i = 0; i < IMPORTS; i++) {
                same.add(() -> {
                    try (History own = History.open(url)) {
                        return own.addParts(List.of(part("trace-1", "a", "b"), part("trace-2", "c")));
                    }
                });
            }
            int added = 0;
            for (Future<AddedCalls> each : imports.invokeAll(same)) {
                added += each.get().calls();
            }
            assertThat(added).isEqualTo(3);
        } finally {
            imports.shutdown();
        }
        assertThat(runs()).extracting(run -> run.calls().size()).containsExactlyInAnyOrder(2, 1);
    }

    @Test
    void nothing_is_added_of_parts_that_cannot_be_written() {
        RunPart twice = part("trace-1", "a");

        assertThatThrownBy(() -> history.addParts(List.of(twice, part("trace-1", "b"))))
                .isInstanceOf(HistoryException.class);

        assertThat(runs()).isEmpty();
        assertThat(history.addParts(List.of(twice)).calls()).isEqualTo(1);
    }

    private static RunPart part(String run, String... ids) {
        TestRun part = TestRun.of(run);
        for (int i = 0; i < ids.length; i++) {
            part.call();
        }
        return new RunPart(part.entry(), List.of(ids), Set.of());
    }

    private List<RunEntry> runs() {
        List<RunEntry> runs = new ArrayList<>();
        history.runs().forEach(THE_DAY, runs::add);
        return runs;
    }

    private RunSummary summary() {
        List<RunSummary> runs = new ArrayList<>();
        history.reader().forEachRun(THE_DAY, runs::add);
        return single(runs);
    }

    private static <T> T single(List<T> all) {
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
