package dev.tokenbudget.internal.history.store;

import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.VerdictEntry;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A history that a seeded program makes up, the same each time: two builds a day, each of which runs every task several times.
 *
 * @param tasks how many tasks there are
 * @param runs how many runs of each task a build makes
 * @param calls how many calls each run makes
 */
record GeneratedHistory(int tasks, int runs, int calls) {

    /** 200 tasks; two years of it are ten million calls. */
    static final GeneratedHistory LARGE = new GeneratedHistory(200, 7, 5);

    static final int BUILDS_A_DAY = 2;
    static final Instant FIRST_DAY = Instant.parse("2024-11-30T00:00:00Z");

    private static final List<String> FEATURES = List.of("review", "support", "search", "summary", "planning");
    private static final List<String> TEAMS = List.of("payments", "checkout", "platform");
    private static final List<String> CENTRES = List.of("CC-100", "CC-200", "CC-300", "CC-400");
    private static final List<String> MODELS = List.of("gpt-5", "gpt-5-mini", "claude-sonnet-4-5");

    int callsOfABuild() {
        return tasks * runs * calls;
    }

    static String build(int number) {
        return "com.acme:shop/build-" + number;
    }

    static String task(int number) {
        return "com.acme.agent.Task" + number + "Test.solves";
    }

    /** Return the build of this number, from 0. */
    Entries entries(int number) {
        Random random = new Random(number);
        Instant began =
                FIRST_DAY.plus(Duration.ofHours(24L / BUILDS_A_DAY * number)).plusSeconds(7 * 3600);
        List<RunEntry> made = new ArrayList<>(tasks * runs);
        List<VerdictEntry> verdicts = new ArrayList<>(tasks);
        for (int task = 0; task < tasks; task++) {
            for (int run = 0; run < runs; run++) {
                made.add(run(number, task, run, began.plusSeconds(task), random));
            }
            verdicts.add(new VerdictEntry(
                    build(number),
                    task(task),
                    "OK",
                    false,
                    OptionalDouble.of(5000),
                    OptionalDouble.of(5000),
                    "Task" + task + "Test.solves is within its tolerance."));
        }
        BuildEntry build = new BuildEntry(
                build(number), "com.acme:shop", Optional.of("%040x".formatted(number)), Optional.of("main"), began);
        return new Entries(List.of(build), made, verdicts, List.of(), List.of());
    }

    private RunEntry run(int build, int task, int run, Instant started, RandomGenerator random) {
        double size = Math.exp(0.3 * random.nextGaussian()) * (1 + task % 10);
        List<CallEntry> made = new ArrayList<>(calls);
        for (int call = 1; call <= calls; call++) {
            made.add(
                    call(call, MODELS.get(task % MODELS.size()), (long) (800 * size), started.plusMillis(900L * call)));
        }
        return new RunEntry(
                "run-" + build + "-" + task + "-" + run,
                Optional.of(build(build)),
                Origin.BENCHMARK,
                "tokenbudget",
                task(task),
                started.plusMillis(7L * run),
                Duration.ofMillis(900L * calls),
                Optional.of(random.nextInt(20) == 0 ? Outcome.FAILED : Outcome.SUCCEEDED),
                Labels.of(Map.of(
                        "feature", FEATURES.get(task % FEATURES.size()),
                        "team", TEAMS.get(task % TEAMS.size()),
                        "cost_center", CENTRES.get(task % CENTRES.size()))),
                made);
    }

    private static CallEntry call(int sequence, String model, long input, Instant at) {
        long output = input / 8;
        return new CallEntry(
                sequence,
                at,
                model.startsWith("gpt") ? "openai" : "anthropic",
                model,
                sequence == 1 ? "planner" : "worker",
                Role.AGENT,
                TokenUsage.of(input, output).withCacheRead(sequence == 1 ? 0 : input / 2),
                Optional.of(BigDecimal.valueOf(input * 1_250 + output * 10_000, 9)),
                Optional.of("stop"),
                OptionalLong.of(900),
                0,
                1,
                Labels.NONE);
    }
}
