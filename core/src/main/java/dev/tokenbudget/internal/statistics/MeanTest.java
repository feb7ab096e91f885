package dev.tokenbudget.internal.statistics;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Whether a mean moved, where sessions differ by themselves.
 *
 * <p>Where all samples are known, p is that of {@link PermutedMeans}, averaged over the factors by which one more session may
 * differ from those before: what dealing the runs out again says of their noise, and a t distribution of the sessions' effect. No
 * number of rearrangements shows a smaller p than one in so many; where none of them is as extreme as what was observed, the t
 * test of the means decides.
 */
public final class MeanTest {

    /** A t distribution of 16 or more degrees of freedom lies within, but for one in 50,000. */
    private static final double REACH = 6;

    /** How many steps there are to either side. */
    private static final int STEPS = 60;

    private final LogRatio ratio;
    private final SessionEffect sessions;
    private final Optional<PermutedMeans> permuted;
    private final String method;

    private MeanTest(LogRatio ratio, SessionEffect sessions, Optional<PermutedMeans> permuted, String method) {
        this.ratio = ratio.across(sessions);
        this.sessions = sessions;
        this.permuted = permuted;
        this.method = method;
    }

    /**
     * Compare two samples.
     *
     * @param baseline values of 0 or more
     * @param candidate values of 0 or more, so that there are 3 together
     * @param seed of the shuffles, see {@link SampleSeed}
     */
    public static MeanTest ofSamples(double[] baseline, double[] candidate, SessionEffect sessions, long seed) {
        PermutedMeans permuted = PermutedMeans.of(baseline, candidate, seed);
        return new MeanTest(
                LogRatio.ofMeans(SampleSummary.of(baseline), SampleSummary.of(candidate)),
                sessions,
                Optional.of(permuted),
                permuted.method());
    }

    /** Compare two samples by a t test of what is known of them; they have 3 values together. */
    public static MeanTest ofSummaries(SampleSummary baseline, SampleSummary candidate, SessionEffect sessions) {
        return new MeanTest(
                LogRatio.ofMeans(baseline, candidate), sessions, Optional.empty(), "t test of the summaries");
    }

    /** Compare a candidate as one more build with builds that differ by more than their runs explain. */
    public static MeanTest ofBuilds(BuildVariance builds, SampleSummary candidate) {
        return new MeanTest(
                builds.ratioTo(candidate),
                SessionEffect.NONE,
                Optional.empty(),
                "t test against " + builds.builds() + " builds");
    }

    /** Return how probable a candidate's mean as high as this one is where the true ratio of means is {@code factor}. */
    public double pValueOfGrowth(double factor) {
        return pValue(PermutedMeans::pValueOfGrowth, factor, ratio.pValueOfGrowth(factor));
    }

    /** Return how probable a candidate's mean as low as this one is where the true ratio of means is {@code factor}. */
    public double pValueOfFall(double factor) {
        return pValue(PermutedMeans::pValueOfFall, factor, ratio.pValueOfFall(factor));
    }

    /** Return the ratio of the means and how well it is known. */
    public LogRatio ratio() {
        return ratio;
    }

    /** Return the test in words, such as "9,999 shuffles". */
    public String method() {
        return method;
    }

    private interface PValue {
        double of(PermutedMeans test, double factor);
    }

    private double pValue(PValue side, double factor, double byT) {
        if (permuted.isEmpty()) {
            return byT;
        }
        PermutedMeans test = permuted.get();
        double averaged = averaged(at -> side.of(test, at), factor);
        return test.isAtFloor(side.of(test, factor)) ? Math.min(averaged, byT) : averaged;
    }

    private double averaged(DoubleUnaryOperator p, double factor) {
        if (sessions.variance() == 0) {
            return p.applyAsDouble(factor);
        }
        double sum = 0;
        double weights = 0;
        for (int step = -STEPS; step <= STEPS; step++) {
            double at = step * REACH / STEPS;
            double weight = sessions.density(at);
            weights += weight;
            sum += weight * p.applyAsDouble(factor * StrictMath.exp(at * sessions.deviation()));
        }
        return sum / weights;
    }
}
