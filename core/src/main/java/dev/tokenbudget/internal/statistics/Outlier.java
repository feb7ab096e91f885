package dev.tokenbudget.internal.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A value that lies far above the rest of its sample: by the modified z-score of its logarithm (by the median and the median
 * absolute deviation, so that it does not hide itself), and by at least three times the median.
 *
 * @param index its place in the sample, from 0
 * @param value the value
 * @param median the sample's median
 * @see <a href="https://www.itl.nist.gov/div898/handbook/eda/section3/eda35h.htm">Iglewicz and Hoaglin's test</a>
 */
public record Outlier(int index, double value, double median) {

    private static final int FEWEST = 5;
    private static final double FAR = 3.5;

    /** At twice the median, 4 % of the samples of 20 runs have one whose logarithms vary by 0.3 and that hold none; here 0.3 %. */
    private static final double THRICE = 3;

    /** What more than one value in ten does is a habit. */
    private static final int RARE = 10;

    /** Return the outliers of a sample, in its order; none where it has fewer than 5 values. */
    public static List<Outlier> in(double[] sample) {
        if (sample.length < FEWEST) {
            return List.of();
        }
        double median = Median.of(sample);
        double[] distances = Arrays.stream(sample)
                .map(value -> StrictMath.log(value / median))
                .toArray();
        double deviation = Median.deviation(distances);
        List<Outlier> outliers = IntStream.range(0, sample.length)
                .filter(i -> sample[i] >= THRICE * median && distances[i] > FAR * deviation)
                .mapToObj(i -> new Outlier(i, sample[i], median))
                .toList();
        return outliers.size() <= Math.max(1, sample.length / RARE) ? outliers : List.of();
    }

    /** Return how many times the median this is. */
    public double times() {
        return value / median;
    }
}
