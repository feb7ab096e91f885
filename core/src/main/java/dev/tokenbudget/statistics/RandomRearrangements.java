package dev.tokenbudget.statistics;

/**
 * Shuffles without end, the same ones for the same seed (SplitMix64; Steele, Lea and Flood, OOPSLA 2014). Of each shuffle
 * only the smaller group is drawn.
 */
final class RandomRearrangements extends Rearrangements {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    RandomRearrangements(double[] baseline, double[] candidate, long seed) {
        super(baseline, candidate);
        state = seed;
    }

    @Override
    boolean advance() {
        double baseline = 0;
        double candidate = 0;
        int n = ofBaseline.length;
        for (int i = 0; i < smaller; i++) {
            int drawn = i + below(n - i);
            swap(ofBaseline, i, drawn);
            swap(ofCandidate, i, drawn);
            baseline += ofBaseline[i];
            candidate += ofCandidate[i];
        }
        take(baseline, candidate);
        return true;
    }

    /** Return a number from 0 to {@code bound} - 1; its bias of bound / 2^32 is far below what 99,999 shuffles can show. */
    private int below(int bound) {
        state += GOLDEN_GAMMA;
        long mixed = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        mixed ^= mixed >>> 31;
        return (int) ((mixed >>> 32) * bound >>> 32);
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
