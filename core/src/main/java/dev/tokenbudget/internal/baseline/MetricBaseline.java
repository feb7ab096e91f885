package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.statistics.SessionVariance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One metric of one task as it was accepted.
 *
 * @param summary what the samples tell
 * @param samples the values in run order, session by session; empty where the file holds only the summary
 * @param samplesOfSessions how many of the samples each session made, in the order of the sessions; empty where that is not
 *     known
 */
public record MetricBaseline(SampleSummary summary, double[] samples, List<Integer> samplesOfSessions) {

    public MetricBaseline {
        samples = samples.clone();
        samplesOfSessions = List.copyOf(samplesOfSessions);
    }

    /** Create the baseline of a single session. */
    public MetricBaseline(SampleSummary summary, double[] samples) {
        this(summary, samples, samples.length == 0 ? List.of() : List.of(samples.length));
    }

    /** Summarise samples of one session; at least one. */
    public static MetricBaseline of(double[] samples) {
        return of(samples, List.of(samples.length));
    }

    static MetricBaseline of(double[] samples, List<Integer> samplesOfSessions) {
        return new MetricBaseline(SampleSummary.of(samples), samples, samplesOfSessions);
    }

    @Override
    public double[] samples() {
        return samples.clone();
    }

    /** Return the samples of each session that has any; nothing where it is not known which are whose. */
    public List<double[]> sessions() {
        List<double[]> sessions = new ArrayList<>();
        int from = 0;
        for (int size : samplesOfSessions) {
            if (size > 0) {
                sessions.add(Arrays.copyOfRange(samples, from, from + size));
            }
            from += size;
        }
        return sessions;
    }

    /** Return how the sessions differ, where they do so by more than their runs explain. */
    public Optional<SessionVariance> sessionVariance() {
        return SessionVariance.of(sessions());
    }

    /** Return these samples and, as those of a further session, {@code more}. */
    MetricBaseline followedBy(double[] more) {
        double[] all = Arrays.copyOf(samples, samples.length + more.length);
        System.arraycopy(more, 0, all, samples.length, more.length);
        return of(
                all,
                Stream.concat(samplesOfSessions.stream(), Stream.of(more.length))
                        .toList());
    }
}
