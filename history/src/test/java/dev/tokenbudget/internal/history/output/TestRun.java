package dev.tokenbudget.internal.history.output;

import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A run of the tests, of which each says only what it is about. */
public final class TestRun {

    public static final Instant MONDAY = Instant.parse("2026-11-30T09:00:00Z");

    private final String id;
    private final List<CallEntry> calls = new ArrayList<>();
    private String task = "ReviewTest.reviews";
    private Optional<String> build = Optional.empty();
    private Instant started = MONDAY;
    private Optional<Outcome> outcome = Optional.of(Outcome.SUCCEEDED);
    private Labels labels = Labels.NONE;

    private TestRun(String id) {
        this.id = id;
    }

    public static TestRun of(String id) {
        return new TestRun(id);
    }

    public TestRun task(String name) {
        task = name;
        return this;
    }

    public TestRun build(String buildId) {
        build = Optional.of(buildId);
        return this;
    }

    public TestRun started(Instant at) {
        started = at;
        return this;
    }

    public TestRun outcome(Outcome how) {
        outcome = Optional.of(how);
        return this;
    }

    public TestRun labels(Map<String, String> values) {
        labels = Labels.of(values);
        return this;
    }

    /** Add a call of 1,000 and 100 tokens, 600 of them read from a cache, for half a cent. */
    public TestRun call() {
        return call(TokenUsage.of(1_000, 100).withCacheRead(600), "gpt-5", Role.AGENT);
    }

    public TestRun call(TokenUsage usage, String model, Role role) {
        calls.add(new CallEntry(
                calls.size() + 1,
                started.plusSeconds(calls.size()),
                "openai",
                model,
                "",
                role,
                usage,
                Optional.of(new BigDecimal("0.005000000")),
                Optional.of("stop"),
                OptionalLong.of(900),
                calls.isEmpty() ? 0 : 1,
                2,
                Labels.NONE));
        return this;
    }

    public RunEntry entry() {
        return new RunEntry(
                id,
                build,
                build.isPresent() ? Origin.BENCHMARK : Origin.GATEWAY,
                "tokenbudget",
                task,
                started,
                Duration.ofSeconds(2),
                outcome,
                labels,
                calls);
    }

    /** Return these runs and the builds that they are of. */
    public static Entries entries(TestRun... runs) {
        List<RunEntry> entries = Arrays.stream(runs).map(TestRun::entry).toList();
        List<BuildEntry> builds = entries.stream()
                .flatMap(run -> run.build().stream())
                .distinct()
                .map(build ->
                        new BuildEntry(build, "com.acme:shop", Optional.of("abc1234"), Optional.of("main"), MONDAY))
                .toList();
        return new Entries(builds, entries, List.of(), List.of(), List.of());
    }
}
