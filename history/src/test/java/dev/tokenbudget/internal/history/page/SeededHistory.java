package dev.tokenbudget.internal.history.page;

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
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;

/** A history that a test makes: the same from the same seed. */
final class SeededHistory implements AutoCloseable {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

    private static final double DOLLARS_PER_TOKEN = 0.000003;

    private final Random random = new Random(20261130);
    private final History history;
    private int builds;
    private int sessions;

    SeededHistory(Path folder) {
        history = History.open("jdbc:sqlite:" + folder.resolve("history.db"));
    }

    /**
     * A task as it is measured.
     *
     * @param name its name
     * @param agent the agent that makes its calls
     * @param labels its labels
     * @param tokens mean tokens of a run
     * @param calls calls of a run
     * @param fails how often a run fails, 0 to 1
     */
    record Task(String name, String agent, Labels labels, double tokens, int calls, double fails) {

        static Task of(String name) {
            return new Task(name, "planner", Labels.NONE, 10_000, 4, 0);
        }

        Task by(String other) {
            return new Task(name, other, labels, tokens, calls, fails);
        }

        Task of(String feature, String team) {
            return new Task(name, agent, Labels.of(Map.of("feature", feature, "team", team)), tokens, calls, fails);
        }

        Task using(double mean) {
            return new Task(name, agent, labels, mean, calls, fails);
        }

        Task calling(int times) {
            return new Task(name, agent, labels, tokens, times, fails);
        }

        Task failing(double share) {
            return new Task(name, agent, labels, tokens, calls, share);
        }
    }

    History history() {
        return history;
    }

    String page() {
        return page("40");
    }

    String page(String monthlyBudgetUsd) {
        return HistoryPage.of(history, TODAY, new BigDecimal(monthlyBudgetUsd));
    }

    /** Add a build of {@code day} that runs each task {@code runs} times and judges it. */
    SeededHistory build(LocalDate day, int runs, Task... tasks) {
        BuildEntry build = newBuild(day);
        List<RunEntry> made = new ArrayList<>();
        List<VerdictEntry> verdicts = new ArrayList<>();
        for (Task task : tasks) {
            for (int run = 0; run < runs; run++) {
                made.add(run(Optional.of(build.id()), task, build.at().plusSeconds(60L * run)));
            }
            verdicts.add(verdict(build, task.name(), "OK", false, task.tokens()));
        }
        history.add(new Entries(List.of(build), made, verdicts, List.of(), List.of()));
        return this;
    }

    BuildEntry newBuild(LocalDate day) {
        int number = ++builds;
        return new BuildEntry(
                "build-" + number,
                "com.acme:shop",
                Optional.of(String.format("%012x", 0xabc000000L + number)),
                Optional.of("main"),
                day.atTime(LocalTime.of(9, 0)).toInstant(ZoneOffset.UTC));
    }

    static VerdictEntry verdict(BuildEntry build, String task, String kind, boolean fails, double baseline) {
        return new VerdictEntry(
                build.id(),
                task,
                kind,
                fails,
                OptionalDouble.of(baseline),
                OptionalDouble.empty(),
                "The mean is what the verdict " + kind + " says of it.");
    }

    /** Say that the check of the latest build failed. */
    SeededHistory failed(LocalDate day, Task task) {
        BuildEntry build = newBuild(day);
        history.add(new Entries(
                List.of(build),
                List.of(run(Optional.of(build.id()), task, build.at())),
                List.of(verdict(build, task.name(), "DRIFTED", true, task.tokens() / 1.3)),
                List.of(),
                List.of()));
        return this;
    }

    /** Add a session of production. */
    SeededHistory session(LocalDate day, Task task) {
        Instant at = day.atTime(LocalTime.of(10, 30)).toInstant(ZoneOffset.UTC).plusSeconds(sessions);
        history.add(Entries.of(List.of(run(Optional.empty(), task, at))));
        return this;
    }

    SeededHistory accepted(LocalDate day, Task task, double before) {
        history.add(new Entries(
                List.of(),
                List.of(),
                List.of(),
                List.of(new AcceptanceEntry(
                        task.name() + day,
                        task.name(),
                        day,
                        "answers carry sources now",
                        Optional.of("abc1234def567890"),
                        OptionalDouble.of(before),
                        OptionalDouble.of(task.tokens()))),
                List.of()));
        return this;
    }

    RunEntry run(Optional<String> build, Task task, Instant at) {
        double noise = Math.exp(random.nextGaussian() * 0.2);
        List<CallEntry> calls = new ArrayList<>();
        for (int call = 1; call <= task.calls(); call++) {
            long tokens = Math.max(10, Math.round(task.tokens() * noise / task.calls()));
            calls.add(
                    call(call, at, task.agent(), TokenUsage.of(tokens * 4 / 5, tokens / 5), Optional.of(usd(tokens))));
        }
        return run(build, task, at, calls);
    }

    RunEntry run(Optional<String> build, Task task, Instant at, List<CallEntry> calls) {
        Outcome outcome = random.nextDouble() < task.fails() ? Outcome.FAILED : Outcome.SUCCEEDED;
        return new RunEntry(
                "run-" + ++sessions,
                build,
                build.isPresent() ? Origin.BENCHMARK : Origin.GATEWAY,
                "tokenbudget",
                task.name(),
                at,
                Duration.ofSeconds(20),
                Optional.of(outcome),
                task.labels(),
                calls);
    }

    static CallEntry call(int number, Instant at, String agent, TokenUsage usage, Optional<BigDecimal> usd) {
        return new CallEntry(
                number,
                at.plusSeconds(number),
                "openai",
                "gpt-5",
                agent,
                Role.AGENT,
                usage,
                usd,
                Optional.of("stop"),
                OptionalLong.of(900L + number),
                0,
                1,
                Labels.NONE);
    }

    private static BigDecimal usd(long tokens) {
        return BigDecimal.valueOf(tokens * DOLLARS_PER_TOKEN).setScale(9, RoundingMode.HALF_UP);
    }

    @Override
    public void close() {
        history.close();
    }
}
