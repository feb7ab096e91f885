package dev.tokenbudget.internal.statistics;

/**
 * The coefficient of variation (standard deviation / mean) that two samples share.
 *
 * @param coefficient weighted by degrees of freedom; 0 where all runs of each sample tie
 * @param degreesOfFreedom n of both samples less 2, at least 1
 * @param baselineSize n of the baseline
 * @param candidateSize n of the candidate
 */
public record PooledVariation(double coefficient, int degreesOfFreedom, int baselineSize, int candidateSize) {

    public PooledVariation {
        if (degreesOfFreedom < 1) {
            throw new IllegalArgumentException("Two samples need 3 values together to show how much they vary.");
        }
    }

    /**
     * Pool the variation of two samples.
     *
     * @throws IllegalArgumentException where they have fewer than 3 values together
     */
    public static PooledVariation of(SampleSummary baseline, SampleSummary candidate) {
        int degreesOfFreedom = baseline.n() + candidate.n() - 2;
        double squares = squares(baseline) + squares(candidate);
        return new PooledVariation(
                Math.sqrt(squares / degreesOfFreedom), degreesOfFreedom, baseline.n(), candidate.n());
    }

    /** Return the standard error of the logarithm of the ratio of the two means. */
    double standardErrorOfLogRatio() {
        return coefficient * Math.sqrt(1.0 / baselineSize + 1.0 / candidateSize);
    }

    private static double squares(SampleSummary sample) {
        double variation = sample.coefficientOfVariation().orElse(0);
        return (sample.n() - 1) * variation * variation;
    }
}
