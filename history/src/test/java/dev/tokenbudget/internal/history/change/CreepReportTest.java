package dev.tokenbudget.internal.history.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.AcceptanceEntry;
import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.VerdictEntry;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a history in SQLite says of 60 nights. */
class CreepReportTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final LocalDate LAST = FIRST.plusDays(59);

    @TempDir
    Path folder;

    @Test
    void tells_accepted_steps_and_the_step_that_no_gate_saw() {
        assertThat(lines(FIRST, false))
                .containsExactly(
                        "Accepted since 2026-01-05: +4.0 % in 1 step of 1 task (from the history): one run of each used 1,000 tokens"
                                + " before, and uses 1,040 now.",
                        "  com.acme.ReviewTest.reviews: +4.0 % in 1 step, from 1,000 to 1,040 tokens a run",
                        "    2026-01-20 +4.0 % \"longer prompt\"",
                        "Moved since 2026-01-05, of 1 task: 1 change point.",
                        "  com.acme.ReviewTest.reviews: tokens moved by +12.0 % between a000027 and a000028 (2026-02-14); a run used"
                                + " 1,003 tokens before and 1,123 after; no gate fired.");
    }

    @Test
    void a_gate_that_fired_is_known_from_the_verdicts() {
        assertThat(lines(FIRST, true)).last().asString().endsWith("; the gate fired.");
    }

    @Test
    void what_moved_before_the_day_is_not_told() {
        assertThat(lines(LAST.minusDays(5), false))
                .containsExactly(
                        "No step was accepted since 2026-02-28 (there is no folder of baselines).",
                        "Moved since 2026-02-28, of 1 task: 0 change points.");
    }

    private List<String> lines(LocalDate from, boolean fails) {
        try (History history = History.open("jdbc:sqlite:" + folder.resolve("history.db"))) {
            List<BuildEntry> builds =
                    IntStream.range(0, 60).mapToObj(SimulatedBuilds::build).toList();
            List<RunEntry> runs = new ArrayList<>();
            builds.forEach(build -> runs.add(run(build)));
            history.add(new Entries(
                    builds,
                    runs,
                    List.of(new VerdictEntry(
                            "b-40",
                            "com.acme.ReviewTest.reviews",
                            "DRIFTED",
                            fails,
                            OptionalDouble.of(1000),
                            OptionalDouble.of(1120),
                            "It drifted.")),
                    List.of(new AcceptanceEntry(
                            "a-1",
                            "com.acme.ReviewTest.reviews",
                            LocalDate.of(2026, 1, 20),
                            "longer prompt",
                            Optional.empty(),
                            OptionalDouble.of(1000),
                            OptionalDouble.of(1040))),
                    List.of()));
            return CreepReport.lines(from, LAST, Optional.of(history), Map.of());
        }
    }

    private static RunEntry run(BuildEntry build) {
        int night = SimulatedBuilds.night(build);
        CallEntry call = new CallEntry(
                1,
                build.at(),
                "openai",
                "gpt-5",
                "",
                Role.AGENT,
                TokenUsage.of(900 + night % 7 + (night < 40 ? 0 : 120), 100),
                Optional.empty(),
                Optional.of("stop"),
                OptionalLong.empty(),
                0,
                0,
                Labels.NONE);
        return new RunEntry(
                "r-" + night,
                Optional.of(build.id()),
                Origin.BENCHMARK,
                "tokenbudget",
                "com.acme.ReviewTest.reviews",
                build.at(),
                Duration.ofSeconds(2),
                Optional.of(Outcome.SUCCEEDED),
                Labels.NONE,
                List.of(call));
    }
}
