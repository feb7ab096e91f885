package dev.tokenbudget.internal.verdict;

import java.util.SplittableRandom;

/** How the runs of a simulated task vary by chance: how often the agent calls its model, and what a call costs. */
@FunctionalInterface
interface NoisyAgent {

    /** Calls of a run on average, where nothing drifted. */
    double CALLS = 10;

    /** Tokens of a call on average, where nothing drifted. */
    double TOKENS = 1_000;

    /**
     * One run.
     *
     * @param calls how many it made
     * @param tokens what they cost together
     */
    record SimulatedRun(int calls, long tokens) {}

    /**
     * Draw a run.
     *
     * @param moreCalls the factor on the number of calls by a drift
     * @param size the factor on the tokens of a call, by a drift and by its day
     */
    SimulatedRun draw(SplittableRandom random, double moreCalls, double size);

    /**
     * An agent whose totals vary by {@code variation}, and at an equal number of calls by {@code residual}: public trajectories have
     * 0.3 and 0.055, and 0.41 to 0.52 and 0.07 to 0.12.
     */
    static NoisyAgent of(double variation, double residual) {
        double ofCalls = Math.sqrt(variation * variation - residual * residual);
        return (random, moreCalls, size) -> {
            double calls = CALLS * moreCalls * lognormal(random, ofCalls);
            return run(random, calls, size * lognormal(random, residual));
        };
    }

    /** An agent that always makes ten calls; its tokens vary by {@code variation}. */
    static NoisyAgent ofConstantCalls(double variation) {
        return (random, moreCalls, size) ->
                new SimulatedRun((int) CALLS, tokens((int) CALLS, moreCalls * size * lognormal(random, variation)));
    }

    /** One run in ten makes twice the calls; drift makes such runs more frequent. */
    static NoisyAgent loop() {
        return (random, moreCalls, size) -> {
            double share = 0.1 + (moreCalls - 1) * 1.1;
            double loops = random.nextDouble() < share ? 2 : 1;
            return run(random, CALLS * loops / 1.1 * lognormal(random, 0.05), size * lognormal(random, 0.08));
        };
    }

    /** Half of the runs take a short way, half a long one. */
    static NoisyAgent bimodal() {
        return (random, moreCalls, size) -> {
            double way = random.nextBoolean() ? 0.6 : 1.4;
            return run(random, CALLS * way * moreCalls * lognormal(random, 0.05), size * lognormal(random, 0.08));
        };
    }

    /** Calls and tokens have tails as heavy as those of a t distribution of 3 degrees of freedom, cut at 6 deviations. */
    static NoisyAgent heavyTails() {
        return (random, moreCalls, size) -> run(
                random, CALLS * moreCalls * Math.exp(0.17 * student(random)), size * Math.exp(0.05 * student(random)));
    }

    private static SimulatedRun run(SplittableRandom random, double calls, double size) {
        // rounded up as often as the fraction says, so that a factor on few calls is one on their mean
        int made = (int) Math.max(1, Math.floor(calls + random.nextDouble()));
        return new SimulatedRun(made, tokens(made, size));
    }

    private static long tokens(int calls, double size) {
        return Math.max(calls, Math.round(calls * TOKENS * size));
    }

    private static double lognormal(SplittableRandom random, double deviation) {
        return Math.exp(deviation * random.nextGaussian() - deviation * deviation / 2);
    }

    private static double student(SplittableRandom random) {
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            double normal = random.nextGaussian();
            squares += normal * normal;
        }
        return Math.max(-6, Math.min(6, random.nextGaussian() / Math.sqrt(squares / 3)));
    }
}
