package dev.tokenbudget.internal.baseline;

import java.util.Arrays;

/** Values of a metric. Most metrics count, and a count takes half the memory of a fraction. */
sealed interface Samples {

    /** Return the values. */
    double[] values();

    /** Return how many there are. */
    int size();

    static Samples of(double[] values) {
        return Arrays.stream(values).allMatch(Samples::isCount) ? Counts.of(values) : new Fractions(values.clone());
    }

    private static boolean isCount(double value) {
        return Double.compare((int) value, value) == 0;
    }

    /** Values that all are whole numbers. */
    record Counts(int[] counts) implements Samples {

        private static Counts of(double[] values) {
            int[] counts = new int[values.length];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = (int) values[i];
            }
            return new Counts(counts);
        }

        @Override
        public double[] values() {
            return Arrays.stream(counts).asDoubleStream().toArray();
        }

        @Override
        public int size() {
            return counts.length;
        }
    }

    /** Values of which not all are whole numbers. */
    record Fractions(double[] fractions) implements Samples {

        @Override
        public double[] values() {
            return fractions.clone();
        }

        @Override
        public int size() {
            return fractions.length;
        }
    }
}
