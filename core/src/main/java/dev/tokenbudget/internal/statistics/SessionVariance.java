package dev.tokenbudget.internal.statistics;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * How much the sessions of a baseline differ beyond what the noise of single runs explains: one-way analysis of variance,
 * F = (Σ nᵢ (mᵢ - m)² / (k - 1)) / (Σ (xᵢⱼ - mᵢ)² / (N - k)), of k sessions with N runs (Fisher 1925).
 *
 * @param sessions k, at least 3
 * @param f the ratio of the variance between sessions to the variance within; infinite where runs of a session all tie
 * @param p how probable as large an F is where sessions do not differ, below 0.01
 * @param meanLog mean of the logarithms of the sessions' means; minus infinity where a session's mean is 0
 * @param spread standard deviation of these logarithms, nearly the coefficient of variation of the sessions' means; infinite
 *     where a session's mean is 0
 * @param runVariation coefficient of variation of the runs within a session, pooled over the sessions
 * @param runsOfSession harmonic mean of the sessions' numbers of runs
 */
public record SessionVariance(
        int sessions, double f, double p, double meanLog, double spread, double runVariation, double runsOfSession) {

    private static final int FEWEST_SESSIONS = 3;
    private static final double ALPHA = 0.01;

    /** Sessions of equal runs differ by the rounding of their means alone. */
    private static final double ROUNDING = 1e-9;

    /**
     * Compare sessions; nothing where there are fewer than three, or where they differ no more than their runs do.
     *
     * @param sessions the samples of each, at least one value of 0 or more
     */
    public static Optional<SessionVariance> of(List<double[]> sessions) {
        int n = sessions.stream().mapToInt(session -> session.length).sum();
        int k = sessions.size();
        if (k < FEWEST_SESSIONS || n <= k) {
            return Optional.empty();
        }
        List<SampleSummary> summaries = sessions.stream().map(SampleSummary::of).toList();
        double mean = summaries.stream()
                .mapToDouble(session -> session.mean() * session.n() / n)
                .sum();
        double between = 0;
        double within = 0;
        double withinShares = 0;
        double reciprocals = 0;
        for (SampleSummary session : summaries) {
            double deviation = session.standardDeviation().orElse(0);
            double share = session.coefficientOfVariation().orElse(0);
            between += session.n() * square(session.mean() - mean) / (k - 1);
            within += (session.n() - 1) * square(deviation) / (n - k);
            withinShares += (session.n() - 1) * square(share) / (n - k);
            reciprocals += 1.0 / session.n();
        }
        if (between <= square(ROUNDING * mean)) {
            return Optional.empty();
        }
        double f = between / within;
        double p = Double.isInfinite(f) ? 0 : FDistribution.of(k - 1, n - k).survivalProbability(f);
        if (p >= ALPHA) {
            return Optional.empty();
        }
        double[] logs = summaries.stream()
                .mapToDouble(session -> StrictMath.log(session.mean()))
                .toArray();
        SampleSummary ofLogs = SampleSummary.of(logs);
        boolean comparable = Double.isFinite(ofLogs.mean());
        return Optional.of(new SessionVariance(
                k,
                f,
                p,
                ofLogs.mean(),
                comparable ? ofLogs.standardDeviation().orElse(0) : Double.POSITIVE_INFINITY,
                Math.sqrt(withinShares),
                k / reciprocals));
    }

    /** Return k - 1. */
    int degreesOfFreedom() {
        return sessions - 1;
    }

    /**
     * Return the standard error of the logarithm of the ratio of one more session of {@code runs} runs to these, √(s² (1 +
     * 1/k) + CV² · max(0, 1/runs - 1/n)): a session of fewer runs than the others is noisier than they show.
     */
    double standardErrorOfLogRatio(int runs) {
        double fewerRuns = Math.max(0, 1.0 / runs - 1 / runsOfSession);
        return Math.sqrt(square(spread) * (1 + 1.0 / sessions) + square(runVariation) * fewerRuns);
    }

    /** Whether more than {@code runs} runs of one session would show a smaller drift. */
    public boolean areRunsWorthMore(int runs) {
        return standardErrorOfLogRatio(runs + 1) < standardErrorOfLogRatio(runs);
    }

    private static double square(double value) {
        return value * value;
    }
}
