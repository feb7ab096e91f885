package dev.tokenbudget.internal.statistics;

/**
 * Shuffles without end, the same ones for the same seed. Of each shuffle only the smaller group is drawn.
 *
 * <p>Coins are flipped for all values at once; then values met at random join or leave until the group has its size. No step
 * tells one value from another, so any group of this size is as probable as any other: the same as if its values had been
 * drawn one by one, for a fraction of the random numbers.
 */
final class RandomRearrangements extends Rearrangements {

    /** A value that may join is met sooner than one that may leave, so that a few too many cost more than as many missing. */
    private static final double MOST_TOO_MANY = 1.25;

    private final SubsetSums ofBaseline;
    private final SubsetSums ofCandidate;
    private final SplitMix64 random;
    private final int flips;

    /** The bit of each value; both samples begin with a word of their own. */
    private final int[] bits;

    private final long[] pool;
    private final long[] drawn;

    RandomRearrangements(double[] baseline, double[] candidate, long seed) {
        super(baseline, candidate);
        ofBaseline = new SubsetSums(baseline);
        ofCandidate = new SubsetSums(candidate);
        random = new SplitMix64(seed);
        flips = flips(all, smaller);
        pool = new long[ofBaseline.words() + ofCandidate.words()];
        drawn = new long[pool.length];
        bits = new int[all];
        for (int i = 0; i < all; i++) {
            bits[i] = i < baseline.length ? i : ofBaseline.words() * Long.SIZE + i - baseline.length;
            pool[bits[i] / Long.SIZE] |= 1L << bits[i];
        }
    }

    @Override
    boolean advance() {
        int missing = smaller - flip();
        while (missing != 0) {
            int bit = bits[random.below(all)];
            int isDrawn = (int) (drawn[bit / Long.SIZE] >>> bit) & 1;
            // no branch: what is met cannot be foreseen
            int joins = -missing >>> 31;
            int changes = isDrawn ^ joins;
            drawn[bit / Long.SIZE] ^= (long) changes << bit;
            missing += changes * (1 - 2 * joins);
        }
        take(ofBaseline.sum(drawn, 0), ofCandidate.sum(drawn, ofBaseline.words()));
        return true;
    }

    private int flip() {
        int size = 0;
        for (int word = 0; word < pool.length; word++) {
            long heads = pool[word];
            for (int i = 0; i < flips; i++) {
                heads &= random.next();
            }
            drawn[word] = heads;
            size += Long.bitCount(heads);
        }
        return size;
    }

    /** Return how many coins must all show heads for a value to be drawn, so that about {@code size} of {@code all} are. */
    private static int flips(int all, int size) {
        int flips = 1;
        for (double expected = all / 2.0; expected > size * MOST_TOO_MANY; expected /= 2) {
            flips++;
        }
        return flips;
    }
}
