package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineExample;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.ModelCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** A module of tasks with chosen runs: accepted ones beside measured ones. */
final class ModuleExample {

    private static final ModelCall SMALL = RunExample.call(1).build();

    private final List<Run> measured = new ArrayList<>();
    private Baseline baseline = BaselineExample.empty();

    /**
     * Runs of a task.
     *
     * @param calls how many calls each made
     * @param tokens what they used together
     */
    record Runs(double[] calls, double[] tokens) {

        /** Runs of one call each. */
        static Runs of(double... tokens) {
            double[] calls = new double[tokens.length];
            Arrays.fill(calls, 1);
            return new Runs(calls, tokens);
        }

        /** As many runs of as many calls, whose tokens spread by {@code variation} around {@code mean}. */
        static Runs around(double mean, double variation, int runs) {
            return of(spread(mean, variation, runs));
        }

        /**
         * Runs whose calls spread by 0.3 around {@code calls}, and their tokens, at an equal number of calls, by 0.06 around {@code
         * size} a call; neither knows of the other.
         */
        static Runs varying(double calls, double size, int runs) {
            double[] made = Arrays.stream(spread(calls, 0.3, runs))
                    .map(number -> Math.max(1, Math.round(number)))
                    .toArray();
            double[] sizes = spread(size, 0.06, runs);
            return new Runs(
                    made,
                    IntStream.range(0, runs)
                            .mapToDouble(i -> Math.rint(made[i] * sizes[(i * 7 + 3) % runs]))
                            .toArray());
        }

        /** These runs, but for the first, which used {@code factor} times the tokens. */
        Runs withOutlier(double factor) {
            double[] other = tokens.clone();
            other[0] *= factor;
            return new Runs(calls, other);
        }

        private static double[] spread(double mean, double variation, int values) {
            NormalDistribution normal = NormalDistribution.of(0, variation);
            double[] spread = IntStream.range(0, values)
                    .mapToDouble(i -> Math.exp(normal.inverseCumulativeProbability((i + 0.5) / values)))
                    .toArray();
            double middle = Arrays.stream(spread).average().orElse(1);
            return Arrays.stream(spread)
                    .map(value -> Math.rint(mean * value / middle))
                    .toArray();
        }
    }

    /** Add a task whose runs were one look. */
    ModuleExample with(String name, Runs before, Runs after) {
        return with(name, before, after, Optional.empty());
    }

    /** Add tasks, all with the same runs. */
    ModuleExample with(int tasks, Runs before, Runs after) {
        for (int i = 0; i < tasks; i++) {
            with("other" + i, before, after);
        }
        return this;
    }

    ModuleExample with(String name, Runs before, Runs after, Optional<Looks> looks) {
        TaskId task = task(name);
        baseline = baseline.with(task, accepted(task, runs(task, before, Optional.empty())));
        measured.addAll(runs(task, after, looks));
        return this;
    }

    Comparison judged() {
        return judged(Judged.POLICY);
    }

    Comparison judged(Policy policy) {
        return Comparison.of(RunExample.measurement(measured), baseline, policy);
    }

    /** Return the task of that name. */
    static JudgedTask in(Comparison comparison, String name) {
        return comparison.tasks().stream()
                .filter(judged -> judged.comparison().task().equals(task(name)))
                .findFirst()
                .orElseThrow();
    }

    private static TaskId task(String name) {
        return new TaskId("com.acme.ModuleBenchmark", name);
    }

    /** The first call of a run has all tokens but one for each other call. */
    private static List<Run> runs(TaskId task, Runs runs, Optional<Looks> looks) {
        Run.Terms terms = new Run.Terms(Budget.NONE, Optional.empty(), 1, Optional.empty(), looks);
        List<Run> made = new ArrayList<>();
        for (int i = 0; i < runs.tokens().length; i++) {
            int number = (int) runs.calls()[i];
            List<ModelCall> calls = new ArrayList<>(Collections.nCopies(number, SMALL));
            calls.set(0, RunExample.call((long) runs.tokens()[i] - number + 1).build());
            made.add(RunExample.run(task, i + 1, Outcome.SUCCEEDED, terms, calls));
        }
        return made;
    }
}
