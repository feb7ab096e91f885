package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A stretch of numbers drawn from left to right.
 *
 * @param from the number at the left edge
 * @param to the number at the right edge, above {@code from}
 */
public record Scale(double from, double to) {

    /** Positions are whole numbers up to this, so that a path of many dots stays short. */
    public static final int WIDTH = 1000;

    private static final int NEAR_EDGE = WIDTH / 8;
    private static final double MARGIN = 0.04;
    private static final int MOST_STEPS = 5;
    private static final double[] ROUND_STEPS = {1, 2, 2.5, 5, 10};

    public Scale {
        if (!(to > from)) {
            throw new IllegalArgumentException(
                    "A scale goes from a number to a larger one, not from " + from + " to " + to + ".");
        }
    }

    /** Return a scale that shows all of {@code values}, at least one, with a margin. */
    public static Scale around(double... values) {
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(0);
        double margin = most > least ? (most - least) * MARGIN : Math.max(Math.abs(most) * MARGIN, 1);
        return new Scale(least - margin, most + margin);
    }

    /** Return where {@code value} stands, from 0 to {@link #WIDTH}; what lies outside stands on the edge. */
    public int position(double value) {
        double share = (value - from) / (to - from);
        return (int) Math.round(Math.max(0, Math.min(share, 1)) * WIDTH);
    }

    /** Return where {@code value} stands as a length of SVG, such as {@code 34.2%}. */
    public String percent(double value) {
        return percentOf(position(value));
    }

    /** Return the length from {@code one} to {@code other} in SVG. */
    public String length(double one, double other) {
        return percentOf(Math.abs(position(other) - position(one)));
    }

    /** Return round numbers of the scale, at most six. */
    public List<Tick> ticks() {
        double step = roundStep((to - from) / MOST_STEPS);
        List<Tick> ticks = new ArrayList<>();
        for (double value = Math.ceil(from / step) * step; value <= to; value += step) {
            ticks.add(new Tick(percent(value), Figures.count(value), anchorAt(position(value))));
        }
        return ticks;
    }

    private static double roundStep(double least) {
        double magnitude = Math.pow(10, Math.floor(Math.log10(least)));
        return Arrays.stream(ROUND_STEPS)
                .map(step -> step * magnitude)
                .filter(step -> step >= least)
                .findFirst()
                .orElse(10 * magnitude);
    }

    private static String percentOf(int position) {
        return position / 10 + (position % 10 == 0 ? "" : "." + position % 10) + "%";
    }

    /** A number written under the scale. */
    public record Tick(String x, String label, String anchor) {}

    /** Return on which side of {@code position} a label is written, so that it stays inside of the drawing. */
    public static String anchorAt(int position) {
        if (position < NEAR_EDGE) {
            return "start";
        }
        return position > WIDTH - NEAR_EDGE ? "end" : "middle";
    }
}
