package dev.tokenbudget.internal.history.line;

import dev.tokenbudget.internal.history.AcceptanceEntry;
import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.ReportedEntry;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.VerdictEntry;
import dev.tokenbudget.internal.history.WasteEntry;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A build with something of everything that a history holds. */
final class HistoryExample {

    static final Instant MONDAY = Instant.parse("2026-11-30T09:00:00.125Z");

    private HistoryExample() {}

    /** Return a build with all that belongs to it, whose ids end in {@code number}. */
    static Entries entries(String number) {
        BuildEntry build =
                new BuildEntry("b-" + number, "com.acme:shop", Optional.of("abc1234"), Optional.of("main"), MONDAY);
        CallEntry judge = new CallEntry(
                2,
                MONDAY.plusSeconds(1),
                "anthropic",
                "claude-sonnet-4-5",
                "",
                Role.JUDGE,
                TokenUsage.unknown(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                0,
                0,
                Labels.NONE);
        CallEntry agent = new CallEntry(
                1,
                MONDAY,
                "openai",
                "gpt-5",
                "planner",
                Role.AGENT,
                TokenUsage.of(1000, 50).withCacheRead(500).withReasoning(10),
                Optional.of(new BigDecimal("0.001250000")),
                Optional.of("stop"),
                OptionalLong.of(900),
                2,
                1,
                Labels.of(Map.of("feature", "summary", "step", "plan")));
        RunEntry run = new RunEntry(
                "run-" + number,
                Optional.of("b-" + number),
                Origin.BENCHMARK,
                "tokenbudget",
                "com.acme.ReviewTest.reviews[ü\n]",
                MONDAY,
                Duration.ofSeconds(3),
                Optional.of(Outcome.SUCCEEDED),
                Labels.of(Map.of("team", "payments", "variant", "gpt-5")),
                List.of(agent, judge));
        VerdictEntry verdict = new VerdictEntry(
                "b-" + number,
                run.task(),
                "DRIFTED",
                true,
                OptionalDouble.of(900),
                OptionalDouble.empty(),
                "It drifted.");
        AcceptanceEntry acceptance = new AcceptanceEntry(
                "a-" + number,
                run.task(),
                LocalDate.of(2026, 11, 30),
                "one more tool",
                Optional.empty(),
                OptionalDouble.of(900),
                OptionalDouble.of(1050));
        ReportedEntry reported = new ReportedEntry(
                "o-" + number,
                "openai-usage",
                MONDAY,
                MONDAY.plusSeconds(3600),
                "gpt-5",
                Labels.of(Map.of("project", "p-1")),
                OptionalLong.of(12),
                TokenUsage.of(12_000, 600),
                Optional.empty());
        WasteEntry waste = new WasteEntry(
                "b-" + number,
                run.task(),
                "UNUSED_TOOL",
                "sends a tool",
                "Leave it out.",
                120.5,
                OptionalDouble.empty());
        return new Entries(
                List.of(build), List.of(run), List.of(verdict), List.of(acceptance), List.of(reported), List.of(waste));
    }
}
