package dev.tokenbudget.internal.statistics;

/**
 * The seed of a task's shuffles: a hash of the question and of all samples, so that the same files give the same verdict on
 * every machine and JDK (FNV-1a, 64 bit).
 */
public final class SampleSeed {

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private SampleSeed() {}

    /**
     * Return the seed for a comparison of two samples.
     *
     * @param question what is compared, such as the task's full name and the metric
     * @param baseline the baseline's samples, in run order
     * @param candidate the candidate's samples, in run order
     */
    public static long of(String question, double[] baseline, double[] candidate) {
        long hash = OFFSET_BASIS;
        for (int i = 0; i < question.length(); i++) {
            hash = mixed(hash, question.charAt(i));
        }
        return mixed(mixed(hash, baseline), candidate);
    }

    private static long mixed(long hash, double[] samples) {
        long mixed = mixed(hash, samples.length);
        for (double sample : samples) {
            mixed = mixed(mixed, Double.doubleToLongBits(sample));
        }
        return mixed;
    }

    private static long mixed(long hash, long word) {
        long mixed = hash;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            mixed = (mixed ^ (word >>> shift & 0xff)) * PRIME;
        }
        return mixed;
    }
}
