package dev.tokenbudget.internal.html;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Many dots as one short SVG path: each is a line of no length with round ends. */
final class Dots {

    /** How far apart dots must be to stand side by side, as a part of {@link Scale#WIDTH}. */
    private static final int BIN = 8;

    private static final double DISTANCE = 7;

    private Dots() {}

    /** Return dots at {@code values}; those that share a place are stacked around the middle of {@code height}. */
    static String path(double[] values, Scale scale, int height) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        Map<Integer, Integer> crowd = new HashMap<>();
        for (double value : sorted) {
            crowd.merge(bin(value, scale), 1, Integer::sum);
        }
        Map<Integer, Integer> placed = new HashMap<>();
        StringBuilder path = new StringBuilder("M0 0");
        int x = 0;
        long y = 0;
        for (double value : sorted) {
            int bin = bin(value, scale);
            int place = placed.merge(bin, 1, Integer::sum) - 1;
            int toX = scale.position(value);
            long toY = height(place, crowd.getOrDefault(bin, 1), height);
            path.append('m')
                    .append(toX - x)
                    .append(toY < y ? "" : " ")
                    .append(toY - y)
                    .append("h0");
            x = toX;
            y = toY;
        }
        return path.toString();
    }

    private static long height(int place, int crowd, int height) {
        double distance = Math.min(DISTANCE, (height - DISTANCE) / Math.max(crowd - 1, 1));
        return Math.round(height / 2.0 + (place - (crowd - 1) / 2.0) * distance);
    }

    private static int bin(double value, Scale scale) {
        return scale.position(value) / BIN;
    }
}
