package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.statistics.BuildVariance;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.statistics.SessionVariation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One metric of one task as it was accepted. */
public final class MetricBaseline {

    private final SampleSummary summary;
    private final Samples samples;
    private final List<Integer> samplesOfBuilds;

    /**
     * What was accepted.
     *
     * @param summary what the samples tell
     * @param samples the values in run order, build by build; empty where the file holds only the summary
     * @param samplesOfBuilds how many of the samples each build made, in the order of the builds; empty where that is not
     *     known
     */
    public MetricBaseline(SampleSummary summary, double[] samples, List<Integer> samplesOfBuilds) {
        this.summary = summary;
        this.samples = Samples.of(samples);
        this.samplesOfBuilds = List.copyOf(samplesOfBuilds);
    }

    /** Create the baseline of a single build. */
    public MetricBaseline(SampleSummary summary, double[] samples) {
        this(summary, samples, samples.length == 0 ? List.of() : List.of(samples.length));
    }

    /** Summarise samples of one build; at least one. */
    public static MetricBaseline of(double[] samples) {
        return of(samples, List.of(samples.length));
    }

    static MetricBaseline of(double[] samples, List<Integer> samplesOfBuilds) {
        return new MetricBaseline(SampleSummary.of(samples), samples, samplesOfBuilds);
    }

    /** Return what the samples tell. */
    public SampleSummary summary() {
        return summary;
    }

    /** Return the values in run order, build by build; none where only the summary is known. */
    public double[] samples() {
        return samples.values();
    }

    /** Return how many samples are known. */
    public int sampleCount() {
        return samples.size();
    }

    /** Return how many of the samples each build made, in the order of the builds; none where that is not known. */
    public List<Integer> samplesOfBuilds() {
        return samplesOfBuilds;
    }

    /** Return the samples of each build that has any; nothing where it is not known which are whose. */
    public List<double[]> builds() {
        List<double[]> builds = new ArrayList<>();
        double[] all = samples();
        int from = 0;
        for (int size : samplesOfBuilds) {
            if (size > 0) {
                builds.add(Arrays.copyOfRange(all, from, from + size));
            }
            from += size;
        }
        return builds;
    }

    /** Return how the builds differ, where they do so by more than their runs and the {@code expected} days explain. */
    public Optional<BuildVariance> buildVariance(SessionVariation expected) {
        return BuildVariance.of(builds(), expected);
    }

    /** Return the samples that each of {@code made} had at its first look. */
    MetricBaseline firstOf(List<BaselineBuild> made) {
        List<Integer> sizes = new ArrayList<>();
        double[] all = samples();
        double[] first = new double[all.length];
        int kept = 0;
        int from = 0;
        for (int i = 0; i < made.size(); i++) {
            int size = samplesOfBuilds.get(i);
            int taken = Math.min(size, made.get(i).firstLook().orElse(size));
            System.arraycopy(all, from, first, kept, taken);
            sizes.add(taken);
            kept += taken;
            from += size;
        }
        return kept == 0 ? this : of(Arrays.copyOf(first, kept), sizes);
    }

    /** Return these samples and, as those of one more build, {@code more}. */
    MetricBaseline followedBy(double[] more) {
        double[] all = Arrays.copyOf(samples(), sampleCount() + more.length);
        System.arraycopy(more, 0, all, sampleCount(), more.length);
        return of(
                all,
                Stream.concat(samplesOfBuilds.stream(), Stream.of(more.length)).toList());
    }
}
