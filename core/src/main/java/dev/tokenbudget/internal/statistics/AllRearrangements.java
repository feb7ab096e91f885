package dev.tokenbudget.internal.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Every rearrangement once, the observed one included, in lexicographic order of the smaller group. */
final class AllRearrangements extends Rearrangements {

    /** The pooled values, the baseline's before the candidate's; 0 where the value belongs to the other sample. */
    private final double[] ofBaseline;

    private final double[] ofCandidate;
    private final int[] drawn;
    private boolean started;

    AllRearrangements(double[] baseline, double[] candidate) {
        super(baseline, candidate);
        ofBaseline = Arrays.copyOf(baseline, all);
        ofCandidate = new double[all];
        System.arraycopy(candidate, 0, ofCandidate, baseline.length, candidate.length);
        drawn = IntStream.range(0, smaller).toArray();
    }

    @Override
    boolean advance() {
        if (started && !next()) {
            return false;
        }
        started = true;
        double baseline = 0;
        double candidate = 0;
        for (int index : drawn) {
            baseline += ofBaseline[index];
            candidate += ofCandidate[index];
        }
        take(baseline, candidate);
        return true;
    }

    private boolean next() {
        int position = smaller - 1;
        while (position >= 0 && drawn[position] == all - smaller + position) {
            position--;
        }
        if (position < 0) {
            return false;
        }
        drawn[position]++;
        for (int i = position + 1; i < smaller; i++) {
            drawn[i] = drawn[i - 1] + 1;
        }
        return true;
    }
}
