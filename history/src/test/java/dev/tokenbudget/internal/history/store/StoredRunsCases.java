package dev.tokenbudget.internal.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.output.TestRun;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs come out as they came in. */
abstract class StoredRunsCases {

    abstract String url();

    private static final Period THE_DAY = Period.endingWith(LocalDate.of(2026, 11, 30), 1);

    @TempDir
    Path folder;

    private History history;

    @BeforeEach
    void open() {
        history = History.open(url());
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void are_what_was_added() {
        TestRun run = TestRun.of("run-1")
                .build("b-1")
                .labels(Map.of("team", "payments", "region", "eu"))
                .call()
                .call();
        history.add(TestRun.entries(run));

        assertThat(runs(THE_DAY)).containsExactly(run.entry());
    }

    @Test
    void come_in_their_order_and_each_once_however_many_begin_at_the_same_time() {
        TestRun[] runs = IntStream.range(0, 1_201)
                .mapToObj(i -> TestRun.of("run-" + i).call())
                .toArray(TestRun[]::new);
        history.add(TestRun.entries(runs));

        assertThat(runs(THE_DAY))
                .extracting(RunEntry::id)
                .doesNotHaveDuplicates()
                .hasSize(1_201);
    }

    @Test
    void are_those_of_the_period_alone() {
        history.add(TestRun.entries(TestRun.of("run-1").call()));

        assertThat(runs(THE_DAY.before())).isEmpty();
    }

    @Test
    void that_a_destination_got_are_not_sent_to_it_again() {
        history.add(TestRun.entries(
                TestRun.of("run-1").build("b-1").call(),
                TestRun.of("run-2").build("b-2").call()));

        history.runs().markSent("collector", List.of("run-1", "b-1"), TestRun.MONDAY);

        assertThat(history.runs().notSent(THE_DAY, "collector", 10))
                .extracting(RunEntry::id)
                .containsExactly("run-2");
        assertThat(history.runs().buildsNotSent(THE_DAY, "collector")).containsExactly("b-2");
        assertThat(history.runs().notSent(THE_DAY, "another", 1))
                .extracting(RunEntry::id)
                .containsExactly("run-1");
    }

    private List<RunEntry> runs(Period period) {
        List<RunEntry> runs = new ArrayList<>();
        history.runs().forEach(period, runs::add);
        return runs;
    }
}
