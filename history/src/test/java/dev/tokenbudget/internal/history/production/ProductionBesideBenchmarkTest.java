package dev.tokenbudget.internal.history.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductionBesideBenchmarkTest {

    private static final Instant MONDAY = Instant.parse("2026-11-30T09:00:00Z");
    private static final Period THE_DAY = Period.endingWith(LocalDate.of(2026, 11, 30), 1);

    @TempDir
    Path folder;

    @AutoClose
    private History history;

    private int runs;

    @BeforeEach
    void open() {
        history = History.open("jdbc:sqlite:" + folder.resolve("history.db"));
    }

    @Test
    void tells_what_a_run_in_production_has_more_of() {
        // benchmark: 2 runs with 2 calls of 1,000 in (600 cached) and 100 out
        add(Origin.BENCHMARK, "review", 2, 1000, 600, 100);
        add(Origin.BENCHMARK, "review", 2, 1000, 600, 100);
        // production: 1 run from an import with 6 calls, 1 from a gateway with 2, each 2,000 in and 100 out
        add(Origin.IMPORT, "review", 6, 2000, 0, 100);
        add(Origin.GATEWAY, "review", 2, 2000, 0, 100);

        ProductionBesideBenchmark compared = ProductionBesideBenchmark.of(history.reader(), THE_DAY);

        // calls a run: 2 and 4; input: 2,000 and 8,000; output: 200 and 400; cache 60 % and none; ratio 0.1 and 0.05
        assertThat(compared.markdown())
                .contains("| review | 2 : 2 | 2 : 4 (2.00×) | 2,000 : 8,000 (4.00×) | 200 : 400"
                        + " (2.00×) | 60 % : 0 % | 0.10 : 0.05 |");
        assertThat(compared.sentences())
                .containsExactly(
                        "review: a run in production has 2.00 times the calls, 4.00 times the input and 2.00 times"
                                + " the output of a run of the benchmark. Of its input, production reads 0 % from caches and the"
                                + " benchmark 60 %.");
        assertThat(compared.hasBothSides()).isTrue();
    }

    @Test
    void says_so_where_both_look_alike_and_where_one_side_is_missing() {
        add(Origin.BENCHMARK, "review", 4, 1000, 0, 100);
        add(Origin.IMPORT, "review", 4, 1100, 0, 100);
        add(Origin.BENCHMARK, "plan", 1, 1000, 0, 100);
        add(Origin.IMPORT, "chat", 1, 1000, 0, 100);

        assertThat(ProductionBesideBenchmark.of(history.reader(), THE_DAY).sentences())
                .containsExactly(
                        "chat made 1 run in production and has no benchmark.",
                        "plan is measured and was not seen in production.",
                        "review: the benchmark looks like production in calls, input and output a run.");
    }

    @Test
    void compares_by_a_label_where_no_task_is_on_both_sides() {
        add(Origin.BENCHMARK, "ReviewTest.reviews", 1, 1000, 0, 100, Map.of("feature", "review"));
        add(Origin.IMPORT, "POST /review", 1, 1000, 0, 100, Map.of("feature", "review"));

        assertThat(ProductionBesideBenchmark.of(history.reader(), THE_DAY)
                        .markdown()
                        .get(0))
                .startsWith("| feature |");
    }

    @Test
    void tells_how_to_compare_where_nothing_has_one_name_on_both_sides() {
        add(Origin.BENCHMARK, "ReviewTest.reviews", 1, 1000, 0, 100);
        add(Origin.IMPORT, "POST /review", 1, 1000, 0, 100, Map.of("feature", "review"));

        assertThat(ProductionBesideBenchmark.of(history.reader(), THE_DAY).markdown())
                .last()
                .asString()
                .startsWith("- No task, feature or team has one name on both sides.")
                .contains("labels = \"feature=…\"");
    }

    private void add(Origin origin, String task, int calls, long input, long cached, long output) {
        add(origin, task, calls, input, cached, output, Map.of());
    }

    private void add(
            Origin origin, String task, int calls, long input, long cached, long output, Map<String, String> labels) {
        List<CallEntry> entries = new ArrayList<>();
        for (int i = 1; i <= calls; i++) {
            entries.add(call(i, Role.AGENT, input, cached, output));
        }
        entries.add(call(calls + 1, Role.JUDGE, 50_000, 0, 50_000));
        history.add(Entries.of(List.of(new RunEntry(
                "run-" + runs++,
                Optional.empty(),
                origin,
                "test",
                task,
                MONDAY,
                Duration.ZERO,
                Optional.empty(),
                Labels.of(labels),
                entries))));
    }

    private static CallEntry call(int sequence, Role role, long input, long cached, long output) {
        return new CallEntry(
                sequence,
                MONDAY,
                "openai",
                "gpt-5",
                "",
                role,
                TokenUsage.of(input, output).withCacheRead(cached),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                0,
                0,
                Labels.NONE);
    }
}
