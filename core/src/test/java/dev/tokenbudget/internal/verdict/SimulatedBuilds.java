package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineBuild;
import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.statistics.SessionVariation;
import dev.tokenbudget.usage.ModelCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Builds of simulated tasks, each with a baseline of its own: runs are made for as long as the shipped looks ask for more, and judged by
 * the shipped comparison.
 *
 * @param tasks how many a build has
 * @param baselineRuns runs of each task in its baseline, shared out among {@code sessions}
 * @param sessions builds in the baseline
 * @param looks when runs are looked at
 * @param agents of which task i has number i modulo their number
 * @param days how days differ
 * @param drift what changed between baseline and build
 */
record SimulatedBuilds(
        int tasks, int baselineRuns, int sessions, Looks looks, List<NoisyAgent> agents, Days days, DriftOf drift) {

    private static final Looks LOOKS = new Looks(5, 40);
    private static final ModelCall SMALL = RunExample.call(1).build();
    private static final Policy POLICY = Judged.configured(Map.of());

    /**
     * How days differ.
     *
     * @param deviation standard deviation of the logarithm of a day's factor on the tokens of a call
     * @param common whether all tasks have the same factor
     */
    record Days(double deviation, boolean common) {
        static final Days ALIKE = new Days(0, true);
    }

    /**
     * What changed.
     *
     * @param tasks how many tasks drifted, the first ones
     * @param calls the factor on their calls
     * @param size the factor on the tokens of a call
     */
    record DriftOf(int tasks, double calls, double size) {
        static final DriftOf NOTHING = new DriftOf(0, 1, 1);

        static DriftOf size(int tasks, double drift) {
            return new DriftOf(tasks, 1, 1 + drift);
        }

        static DriftOf calls(int tasks, double drift) {
            return new DriftOf(tasks, 1 + drift, 1);
        }

        /** Return the factor on the tokens of {@code task}. */
        double of(int task) {
            return task < tasks ? calls * size : 1;
        }
    }

    /** Twenty tasks with a baseline of one session of {@code runs} runs, days that are alike, and nothing changed. */
    static SimulatedBuilds withBaseline(int runs, NoisyAgent... agents) {
        return new SimulatedBuilds(20, runs, 1, LOOKS, List.of(agents), Days.ALIKE, DriftOf.NOTHING);
    }

    SimulatedBuilds tasks(int number) {
        return new SimulatedBuilds(number, baselineRuns, sessions, looks, agents, days, drift);
    }

    SimulatedBuilds sessions(int number) {
        return new SimulatedBuilds(tasks, baselineRuns, number, looks, agents, days, drift);
    }

    SimulatedBuilds days(double deviation, boolean common) {
        return new SimulatedBuilds(tasks, baselineRuns, sessions, looks, agents, new Days(deviation, common), drift);
    }

    SimulatedBuilds drifted(DriftOf changed) {
        return new SimulatedBuilds(tasks, baselineRuns, sessions, looks, agents, days, changed);
    }

    /**
     * Simulate {@code builds} builds, each with baselines of its own.
     *
     * @param seed determines the random numbers of all builds
     */
    Estimates simulated(int builds, long seed) {
        return Estimates.of(LongStream.range(0, builds)
                .parallel()
                .mapToObj(build -> figures(build(new SplittableRandom(seed * 1_000_003 + build * 104_729))))
                .toList());
    }

    private Map<BuildFigure, Double> figures(Comparison build) {
        return Arrays.stream(BuildFigure.values())
                .collect(Collectors.toMap(figure -> figure, figure -> figure.of(build, drift)));
    }

    private Comparison build(SplittableRandom random) {
        double[] factors = new double[sessions + 1];
        for (int session = 0; session <= sessions; session++) {
            factors[session] = Math.exp(days.deviation() * random.nextGaussian());
        }
        TreeMap<TaskId, TaskBaseline> accepted = new TreeMap<>();
        List<SplittableRandom> ofTasks = new ArrayList<>();
        List<Double> today = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            SplittableRandom own = random.split();
            double[] factor = factors.clone();
            if (!days.common()) {
                for (int session = 0; session <= sessions; session++) {
                    factor[session] = Math.exp(days.deviation() * own.nextGaussian());
                }
            }
            accepted.put(name(task), baseline(task, own, factor));
            today.add(factor[sessions]);
            ofTasks.add(own);
        }
        Baseline baseline = new Baseline(accepted);
        SessionVariation learnt = LearntSessions.of(baseline);
        List<Run> made = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            made.addAll(staged(
                    task,
                    ofTasks.get(task),
                    today.get(task),
                    baseline.of(name(task)).orElseThrow(),
                    learnt));
        }
        return Comparison.of(RunExample.measurement(made), baseline, POLICY);
    }

    private static TaskId name(int task) {
        return new TaskId("Simulated", String.format("task%03d", task));
    }

    private NoisyAgent agent(int task) {
        return agents.get(task % agents.size());
    }

    private TaskBaseline baseline(int task, SplittableRandom random, double[] factor) {
        double[] totals = new double[baselineRuns];
        double[] calls = new double[baselineRuns];
        int ofSession = baselineRuns / sessions;
        List<Integer> sizes = Collections.nCopies(sessions, ofSession);
        for (int run = 0; run < baselineRuns; run++) {
            NoisyAgent.SimulatedRun drawn = agent(task).draw(random, 1, factor[run / ofSession]);
            totals[run] = drawn.tokens();
            calls[run] = drawn.calls();
        }
        return new TaskBaseline(
                List.of("anthropic claude-x"),
                List.of(),
                baselineRuns,
                baselineRuns,
                Map.of(
                        Metric.TOTAL, new MetricBaseline(SampleSummary.of(totals), totals, sizes),
                        Metric.CALLS, new MetricBaseline(SampleSummary.of(calls), calls, sizes)),
                Optional.empty(),
                IntStream.range(0, sessions)
                        .mapToObj(session ->
                                new BaselineBuild("b" + session, RunExample.START, Optional.empty(), ofSession))
                        .toList(),
                List.of());
    }

    /** Make runs up to the look that asks for no more. */
    private List<Run> staged(
            int task, SplittableRandom random, double today, TaskBaseline baseline, SessionVariation learnt) {
        SamplingSchedule schedule = new SamplingSchedule(looks);
        boolean changed = task < drift.tasks();
        List<Run> made = new ArrayList<>();
        int next = looks.first();
        while (made.size() < next) {
            while (made.size() < next) {
                made.add(run(
                        name(task),
                        made.size() + 1,
                        agent(task).draw(random, changed ? drift.calls() : 1, today * (changed ? drift.size() : 1))));
            }
            TaskComparison soFar = new TaskComparison(
                    name(task), Optional.of(baseline), Optional.of(new TaskRuns(name(task), made)), 0);
            next = schedule.goesOn(soFar, POLICY, learnt) ? looks.next(next) : next;
        }
        return made;
    }

    /** Return a run of as many calls, of which all but the first cost one token. */
    private Run run(TaskId task, int number, NoisyAgent.SimulatedRun drawn) {
        List<ModelCall> calls = new ArrayList<>(Collections.nCopies(drawn.calls(), SMALL));
        calls.set(0, RunExample.call(drawn.tokens() - drawn.calls() + 1).build());
        Run.Terms terms = new Run.Terms(Budget.NONE, Optional.empty(), 1, Optional.empty(), Optional.of(looks));
        return RunExample.run(task, number, Outcome.SUCCEEDED, terms, calls);
    }
}
