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
        double[] baselines = ofBaseline;
        double[] candidates = ofCandidate;
        int n = baselines.length;
        double baseline = 0;
        double candidate = 0;
        for (int i = 0; i < smaller; i++) {
            int drawn = i + below(n - i);
            // no branch: which sample a value is of cannot be foreseen, and adding 0 changes no sum
            double drawnOfBaseline = baselines[drawn];
            double drawnOfCandidate = candidates[drawn];
            baselines[drawn] = baselines[i];
            candidates[drawn] = candidates[i];
            baselines[i] = drawnOfBaseline;
            candidates[i] = drawnOfCandidate;
            baseline += drawnOfBaseline;
            candidate += drawnOfCandidate;
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
}
