package dev.tokenbudget.internal.statistics;

/** The sums of all subsets of a sample: those of eight values are looked up at once, among the sums of all 256 choices. */
final class SubsetSums {

    private static final int CHOICES = 1 << Byte.SIZE;

    private final double[] sums;

    SubsetSums(double[] values) {
        sums = new double[(values.length + Byte.SIZE - 1) / Byte.SIZE * CHOICES];
        for (int i = 0; i < values.length; i++) {
            int first = i / Byte.SIZE * CHOICES;
            int added = 1 << i % Byte.SIZE;
            for (int choice = 0; choice < added; choice++) {
                sums[first + added + choice] = sums[first + choice] + values[i];
            }
        }
    }

    /** Return how many words hold a bit for each value. */
    int words() {
        return (sums.length / CHOICES + Long.BYTES - 1) / Long.BYTES;
    }

    /** Return the sum of the values whose bits are set in {@code subset} from its word {@code first} on. */
    double sum(long[] subset, int first) {
        double sum = 0;
        int table = 0;
        for (int word = first; table < sums.length; word++) {
            long bits = subset[word];
            for (int shift = 0; shift < Long.SIZE && table < sums.length; shift += Byte.SIZE) {
                sum += sums[table + (int) (bits >>> shift & CHOICES - 1)];
                table += CHOICES;
            }
        }
        return sum;
    }
}
