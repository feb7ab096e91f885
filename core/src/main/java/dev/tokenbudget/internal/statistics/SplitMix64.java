package dev.tokenbudget.internal.statistics;

/** Random numbers, the same ones for the same seed on every machine and JDK (Steele, Lea and Flood, OOPSLA 2014). */
final class SplitMix64 {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    SplitMix64(long seed) {
        state = seed;
    }

    /** Return 64 random bits. */
    long next() {
        state += GOLDEN_GAMMA;
        long mixed = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /** Return a number from 0 to {@code bound} - 1; its bias of bound / 2^32 is far below what 99,999 shuffles can show. */
    int below(int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }
}
