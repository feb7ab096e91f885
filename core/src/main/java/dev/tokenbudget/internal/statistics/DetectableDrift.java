package dev.tokenbudget.internal.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The minimum detectable effect (MDE) of the rule as it is: the smallest drift of one task that is found in four of five builds,
 * with its looks, its tolerance and its correction for the number of tasks.
 *
 * <p>A drift is found in a build if the measured one passes the hurdle of every look, and at the last look is more than the test
 * needs besides. What a build's noise adds to the drift follows 1,000 standard normal paths, the same for all tasks and spread as evenly
 * as can be (Halton, Numerische Mathematik 2, 1960): so the drift that just passes all hurdles of a path follows, and the 80th percentile
 * of these is the effect, as exact as that of 100,000 random paths.
 */
public final class DetectableDrift {

    private static final double POWER = 0.80;
    private static final int PATHS = 1_000;

    /** The bases of the dimensions of a path: what all looks share, and what each adds; later looks share the last. */
    private static final int[] PRIMES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};

    private static final double[][] NOISE = noise();

    private DetectableDrift() {}

    /**
     * A look at the runs of a task.
     *
     * @param runs how many there are
     * @param hurdle the drift, as a fraction, that the measured mean must exceed
     */
    public record Look(int runs, double hurdle) {}

    /**
     * What makes one build differ from another, on the logarithm of the ratio of means.
     *
     * @param ofRun standard deviation of a run, nearly the coefficient of variation
     * @param degreesOfFreedom how well that is known
     * @param baselineRuns how many runs there are to compare with
     * @param sessions what separates sessions besides
     */
    public record Spread(double ofRun, double degreesOfFreedom, int baselineRuns, SessionEffect sessions) {

        private LogRatio at(int runs) {
            return new LogRatio(0, ofRun * ofRun * (1.0 / baselineRuns + 1.0 / runs), degreesOfFreedom)
                    .across(sessions);
        }
    }

    /**
     * Return the drift that is found with a power of 80 %, as a fraction: 0.47 for +47 %.
     *
     * @param looks at least one, with growing numbers of runs
     * @param alpha what p must not exceed at the last look
     * @param noDrift the drift that the test takes for none: 0, or in strict mode the largest that is allowed
     */
    public static double of(List<Look> looks, Spread spread, double alpha, double noDrift) {
        Look last = looks.get(looks.size() - 1);
        LogRatio atLast = spread.at(last.runs());
        double critical = StrictMath.log1p(noDrift) + atLast.reach(alpha);
        double shared = Math.sqrt(spread.ofRun() * spread.ofRun() / spread.baselineRuns()
                + spread.sessions().variance());
        double[] needed = new double[PATHS];
        for (int path = 0; path < PATHS; path++) {
            double[] noise = NOISE[path];
            double walked = 0;
            int made = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < looks.size(); i++) {
                Look look = looks.get(i);
                walked += Math.sqrt(look.runs() - made) * noise[Math.min(i + 1, PRIMES.length - 1)];
                made = look.runs();
                double hurdle = StrictMath.log1p(look.hurdle());
                double demanded = i == looks.size() - 1 ? Math.max(hurdle, critical) : hurdle;
                most = Math.max(most, demanded - shared * noise[0] - spread.ofRun() * walked / made);
            }
            needed[path] = most;
        }
        Arrays.sort(needed);
        return StrictMath.expm1(Math.max(0, needed[(int) (POWER * PATHS) - 1]));
    }

    /**
     * Return the drift that a test alone, at 5 % and of as many runs, shows with a power of 80 %: exp((t₀.₉₅ + t₀.₈₀) · CV · √(1/nb +
     * 1/nc)) - 1.
     */
    public static double of(PooledVariation variation) {
        TDistribution distribution = TDistribution.of(variation.degreesOfFreedom());
        double quantiles = distribution.inverseSurvivalProbability(Interval.ALPHA)
                + distribution.inverseCumulativeProbability(POWER);
        return StrictMath.expm1(quantiles * variation.standardErrorOfLogRatio());
    }

    /**
     * Return the drift that one more build shows against builds with a power of 80 %, as a fraction: what its tolerance or its test
     * demands, and t₀.₈₀ standard errors more.
     *
     * @param look the runs of the build, and the drift that its tolerance allows
     * @param alpha what p must not exceed
     * @param noDrift the drift that the test takes for none
     */
    public static double of(BuildVariance builds, Look look, double alpha, double noDrift) {
        double standardError = builds.standardErrorOfLogRatio(look.runs());
        TDistribution distribution = TDistribution.of(builds.degreesOfFreedom());
        double critical = StrictMath.log1p(noDrift) + distribution.inverseSurvivalProbability(alpha) * standardError;
        return StrictMath.expm1(Math.max(StrictMath.log1p(look.hurdle()), critical)
                + distribution.inverseCumulativeProbability(POWER) * standardError);
    }

    private static double[][] noise() {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double[][] noise = new double[PATHS][PRIMES.length];
        for (int path = 0; path < PATHS; path++) {
            for (int i = 0; i < PRIMES.length; i++) {
                noise[path][i] = normal.inverseCumulativeProbability(mirrored(path + 1, PRIMES[i]));
            }
        }
        return noise;
    }

    /** Return the digits of {@code number} in {@code base}, mirrored at the point: between 0 and 1. */
    private static double mirrored(int number, int base) {
        double mirrored = 0;
        double digit = 1.0 / base;
        for (int rest = number; rest > 0; rest /= base) {
            mirrored += rest % base * digit;
            digit /= base;
        }
        return mirrored;
    }
}
