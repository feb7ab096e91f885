package dev.tokenbudget.internal.statistics;

/** Finds the values that would stand at a place of a sorted array, without sorting all of it (Hoare's FIND, 1961). */
final class OrderStatistics {

    private OrderStatistics() {}

    /** Return the value that would stand at index {@code rank}; it is moved there, the others to their side of it. */
    static double select(double[] values, int rank) {
        int low = 0;
        int high = values.length - 1;
        while (low < high) {
            double pivot = middle(values[low], values[low + high >>> 1], values[high]);
            int left = low;
            int right = high;
            while (left <= right) {
                while (values[left] < pivot) {
                    left++;
                }
                while (values[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    double swapped = values[left];
                    values[left++] = values[right];
                    values[right--] = swapped;
                }
            }
            if (right < rank) {
                low = left;
            }
            if (rank < left) {
                high = right;
            }
        }
        return values[rank];
    }

    private static double middle(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
