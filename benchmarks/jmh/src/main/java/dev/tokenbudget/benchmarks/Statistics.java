package dev.tokenbudget.benchmarks;

import dev.tokenbudget.internal.statistics.CostPerSuccess;
import dev.tokenbudget.internal.statistics.NonInferiorityTest;
import dev.tokenbudget.internal.statistics.PermutedMeans;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.statistics.SuccessCount;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The tests that the judge makes of one task, by the number of runs on each side. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Statistics {

    private static final long SEED = 4711;

    @Param({"5", "20", "200"})
    public int runs;

    private double[] before = {};
    private double[] after = {};
    private boolean[] succeeded = {};

    @Setup
    public void setUp() {
        Random chance = new Random(SEED);
        before = tokens(chance);
        after = tokens(chance);
        succeeded = new boolean[runs];
        Arrays.fill(succeeded, 0, runs - runs / 5, true);
    }

    private double[] tokens(Random chance) {
        return IntStream.range(0, runs)
                .mapToDouble(run -> Math.rint(10_000 * Math.exp(0.2 * chance.nextGaussian())))
                .toArray();
    }

    @Benchmark
    public Object permutedMeans() {
        return PermutedMeans.of(before, after, SEED);
    }

    @Benchmark
    public double costPerSuccess() {
        return new CostPerSuccess(before, succeeded).pOfBeingLower(new CostPerSuccess(after, succeeded), SEED);
    }

    @Benchmark
    public double nonInferiority() {
        SuccessCount most = new SuccessCount(runs - runs / 5, runs);
        return new NonInferiorityTest(most, most).pValue(0.1);
    }

    @Benchmark
    public Object summary() {
        return SampleSummary.of(after);
    }
}
