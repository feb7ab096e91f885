package dev.tokenbudget.internal.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tokens at an equal number of calls: an analysis of covariance, ln tokens = size of the group + slope · ln calls, of groups of runs
 * with one slope. Most of an agent's noise is how often it calls its model; what a call costs varies far less.
 *
 * <p>Fitted robustly, so that one run of ten times the tokens moves nothing: Huber's M estimate with k = 1.345 and the scaled
 * median of the absolute residuals, and his asymptotic variance (Huber, Robust Statistics, 1981, sections 7.3 to 7.6).
 */
public final class SizeRegression {

    private static final double HUBER = 1.345;

    private static final int MOST_STEPS = 50;
    private static final double CONVERGED = 1e-10;

    /** Logarithms of equal numbers, fitted by the same line, differ by rounding. */
    private static final double ROUNDING = 1e-9;

    /** Where the residuals of more than half of the runs are 0, the others set the scale by this share of theirs. */
    private static final double SHARE_OF_OTHERS = 0.1;

    private final List<double[]> logTokens;
    private final List<double[]> logCalls;
    private final int runs;
    private final double callsSquares;
    private final double[] sizes;
    private double slope;
    private double scale;

    private SizeRegression(List<double[]> logTokens, List<double[]> logCalls) {
        this.logTokens = logTokens;
        this.logCalls = logCalls;
        this.runs = logTokens.stream().mapToInt(group -> group.length).sum();
        this.callsSquares = logCalls.stream()
                .mapToDouble(group -> {
                    double mean = mean(group);
                    return Arrays.stream(group)
                            .map(value -> (value - mean) * (value - mean))
                            .sum();
                })
                .sum();
        this.sizes = new double[logTokens.size()];
    }

    /**
     * Fit groups of runs; nothing where a run used no tokens or made no call, where there are too few runs to show how much they
     * vary, or where calls differ from group to group but not within any: then nobody knows what a call more would have cost.
     *
     * @param tokens the tokens of each run of each group, at least one run a group
     * @param calls the calls of the same runs
     */
    public static Optional<SizeRegression> of(List<double[]> tokens, List<double[]> calls) {
        boolean known = tokens.stream().flatMapToDouble(Arrays::stream).allMatch(value -> value > 0)
                && calls.stream().flatMapToDouble(Arrays::stream).allMatch(value -> value > 0);
        SizeRegression regression = new SizeRegression(logs(tokens), logs(calls));
        if (!known || regression.degreesOfFreedom() < 1 || !regression.isSlopeKnown()) {
            return Optional.empty();
        }
        regression.fit();
        return Optional.of(regression);
    }

    /** Return the ratio of the size of the second group to that of the first. */
    public LogRatio ratio() {
        double apart = isConstant() ? 0 : mean(logCalls.get(1)) - mean(logCalls.get(0));
        return new LogRatio(
                sizes[1] - sizes[0],
                varianceOfRun()
                        * (1.0 / logTokens.get(0).length
                                + 1.0 / logTokens.get(1).length
                                + (apart == 0 ? 0 : apart * apart / callsSquares)),
                degreesOfFreedom());
    }

    /** Return how the groups differ beyond what their runs explain, where each is a session; at least two groups. */
    public SessionVariation.OfTask sessions() {
        double mean = mean(sizes);
        double squares =
                Arrays.stream(sizes).map(size -> (size - mean) * (size - mean)).sum();
        double explained = logTokens.stream()
                .mapToDouble(group -> varianceOfRun() / group.length)
                .average()
                .orElse(0);
        return new SessionVariation.OfTask(sizes.length, squares / (sizes.length - 1) - explained);
    }

    private void fit() {
        double[] weights = new double[runs];
        Arrays.fill(weights, 1);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] before = sizes.clone();
            solve(weights);
            double[] residuals = residuals();
            scale = scaleOf(residuals);
            double moved = 0;
            for (int group = 0; group < sizes.length; group++) {
                moved = Math.max(moved, Math.abs(sizes[group] - before[group]));
            }
            if (scale == 0 || step > 0 && moved < CONVERGED) {
                return;
            }
            for (int run = 0; run < runs; run++) {
                weights[run] = Math.min(1, HUBER * scale / Math.abs(residuals[run]));
            }
        }
    }

    /** Solve the weighted least squares: the slope within groups first, then what is left of each group. */
    private void solve(double[] weights) {
        double products = 0;
        double squares = 0;
        double[] meanTokens = new double[sizes.length];
        double[] meanCalls = new double[sizes.length];
        int first = 0;
        for (int group = 0; group < sizes.length; group++) {
            double[] tokens = logTokens.get(group);
            double[] calls = logCalls.get(group);
            double weight = 0;
            for (int run = 0; run < tokens.length; run++) {
                weight += weights[first + run];
                meanTokens[group] += weights[first + run] * tokens[run];
                meanCalls[group] += weights[first + run] * calls[run];
            }
            meanTokens[group] /= weight;
            meanCalls[group] /= weight;
            for (int run = 0; run < tokens.length; run++) {
                double distance = calls[run] - meanCalls[group];
                squares += weights[first + run] * distance * distance;
                products += weights[first + run] * distance * (tokens[run] - meanTokens[group]);
            }
            first += tokens.length;
        }
        slope = isConstant() ? 0 : products / squares;
        for (int group = 0; group < sizes.length; group++) {
            sizes[group] = meanTokens[group] - slope * meanCalls[group];
        }
    }

    private double[] residuals() {
        double[] residuals = new double[runs];
        int next = 0;
        for (int group = 0; group < sizes.length; group++) {
            double[] calls = logCalls.get(group);
            for (int run = 0; run < calls.length; run++) {
                residuals[next++] = logTokens.get(group)[run] - sizes[group] - slope * calls[run];
            }
        }
        return residuals;
    }

    private double scaleOf(double[] residuals) {
        double deviation =
                Math.sqrt(Arrays.stream(residuals).map(value -> value * value).sum() / runs);
        double robust = Math.max(Median.deviation(residuals), SHARE_OF_OTHERS * deviation);
        return robust < ROUNDING ? 0 : robust;
    }

    /** Return how much runs of a group vary, as the standard deviation of the logarithm of a run's size. */
    public double deviationOfRun() {
        return Math.sqrt(varianceOfRun());
    }

    /** Return the variance that a group of one run would have. */
    private double varianceOfRun() {
        if (scale == 0) {
            return 0;
        }
        double squares = 0;
        double inside = 0;
        for (double residual : residuals()) {
            double clipped = Math.max(-HUBER * scale, Math.min(HUBER * scale, residual));
            squares += clipped * clipped;
            inside += Math.abs(residual) <= HUBER * scale ? 1 : 0;
        }
        double share = inside / runs;
        double correction = 1 + (double) parameters() / runs * (1 - share) / share;
        return correction * correction * squares / degreesOfFreedom() / (share * share);
    }

    private boolean isSlopeKnown() {
        double first = logCalls.get(0)[0];
        boolean everywhere = logCalls.stream().flatMapToDouble(Arrays::stream).allMatch(value -> value == first);
        return !isConstant() || everywhere;
    }

    private boolean isConstant() {
        return callsSquares < ROUNDING;
    }

    private int parameters() {
        return logTokens.size() + (isConstant() ? 0 : 1);
    }

    private int degreesOfFreedom() {
        return runs - parameters();
    }

    private static List<double[]> logs(List<double[]> groups) {
        return groups.stream()
                .map(group -> Arrays.stream(group).map(StrictMath::log).toArray())
                .toList();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }
}
