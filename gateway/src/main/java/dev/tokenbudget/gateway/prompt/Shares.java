package dev.tokenbudget.gateway.prompt;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Divides a whole in proportion to estimates, so that the parts add up to it exactly (largest remainders). */
final class Shares {

    private Shares() {}

    /** Return whole parts of {@code whole}; without it the estimates, rounded. The last part takes what nobody estimated. */
    static long[] of(double[] estimates, OptionalLong whole) {
        double sum = Arrays.stream(estimates).sum();
        if (whole.isEmpty() || whole.getAsLong() < 0) {
            return Arrays.stream(estimates).mapToLong(Math::round).toArray();
        }
        long[] parts = new long[estimates.length];
        if (sum == 0) {
            parts[parts.length - 1] = whole.getAsLong();
            return parts;
        }
        double[] exact = Arrays.stream(estimates)
                .map(each -> each / sum * whole.getAsLong())
                .toArray();
        Arrays.setAll(parts, i -> (long) exact[i]);
        long left = whole.getAsLong() - Arrays.stream(parts).sum();
        IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> parts[i] - exact[i]))
                .limit(Math.max(0, left))
                .forEach(i -> parts[i]++);
        return parts;
    }
}
