package dev.tokenbudget.quality;

import java.util.List;
import java.util.Locale;

/** Draws a small chart as SVG: the same numbers give the same bytes. */
final class Chart {

    /** A place in the chart: {@code x} from 0 to 1 along the axis, {@code y} in its unit. */
    record Point(double x, double y) {}

    private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#8a5a83", "#8c959f");
    private static final int WIDTH = 720;
    private static final int HEIGHT = 340;
    private static final int LEFT = 64;
    private static final int RIGHT = WIDTH - 150;
    private static final int TOP = 56;
    private static final int BOTTOM = HEIGHT - 52;

    private final StringBuilder svg = new StringBuilder();
    private final double highest;

    /**
     * Begin a chart.
     *
     * @param title what it shows, in one line
     * @param horizontal what goes to the right
     * @param highest percent at the top of the vertical axis
     */
    Chart(String title, String horizontal, int highest) {
        this.highest = highest;
        svg.append(text(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\" aria-label=\"%s\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"#24292f\">%n",
                WIDTH, HEIGHT, WIDTH, title));
        svg.append(text("<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#ffffff\"/>%n", WIDTH, HEIGHT));
        label(20, 30, "start", "font-size=\"15\" font-weight=\"600\"", title);
        label((LEFT + RIGHT) / 2.0, HEIGHT - 14, "middle", "", horizontal);
        for (int step = 0; step <= 4; step++) {
            double value = highest * step / 4.0;
            line(LEFT, y(value), RIGHT, y(value), "#d0d7de", "");
            label(LEFT - 8, y(value) + 4, "end", "fill=\"#57606a\"", text("%.0f %%", value));
        }
    }

    /** Write {@code name} below the horizontal axis. */
    void tick(double x, String name) {
        label(x(x), BOTTOM + 18, "middle", "fill=\"#57606a\"", name);
    }

    /** Draw a dashed line upwards at {@code x}. */
    void mark(double x, String name) {
        line(x(x), TOP, x(x), BOTTOM, "#57606a", " stroke-dasharray=\"4 4\"");
        label(x(x) + 6, TOP + 12, "start", "fill=\"#57606a\"", name);
    }

    /** Draw a line through {@code points}, with its name at its right end. */
    void line(int series, String name, List<Point> points) {
        svg.append(text("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"", colour(series)));
        points.forEach(point -> svg.append(text("%.1f,%.1f ", x(point.x()), y(point.y()))));
        svg.append(text("\"/>%n"));
        Point last = points.get(points.size() - 1);
        label(x(last.x()) + 10, y(last.y()) + 4, "start", fill(series), name);
    }

    /** Draw a dot for each of {@code points}. */
    void dots(int series, List<Point> points) {
        points.forEach(point -> svg.append(
                text("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" %s/>%n", x(point.x()), y(point.y()), fill(series))));
    }

    /** Draw a bar in the middle of {@code x}, with its number above it. */
    void bar(int series, double x, double width, double value) {
        svg.append(text(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" %s/>%n",
                x(x - width / 2), y(value), width * (RIGHT - LEFT), BOTTOM - y(value), fill(series)));
        String number = value == Math.rint(value) ? text("%.0f %%", value) : text("%.1f %%", value);
        label(x(x), y(value) - 5, "middle", "font-size=\"12\"", number);
    }

    /** Name a series of bars at the right. */
    void legend(int series, int place, String name) {
        double top = TOP + 20.0 * place;
        svg.append(text("<rect x=\"%d\" y=\"%.1f\" width=\"12\" height=\"12\" %s/>%n", RIGHT + 14, top, fill(series)));
        label(RIGHT + 32, top + 11, "start", "", name);
    }

    String svg() {
        return svg + "</svg>\n";
    }

    private void line(double x1, double y1, double x2, double y2, String colour, String more) {
        svg.append(text(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"%s/>%n",
                x1, y1, x2, y2, colour, more));
    }

    private void label(double x, double y, String anchor, String style, String words) {
        svg.append(text("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>%n", x, y, anchor, style, words));
    }

    private static String fill(int series) {
        return "fill=\"" + colour(series) + "\"";
    }

    private static String colour(int series) {
        return COLOURS.get(series);
    }

    private static double x(double share) {
        return LEFT + share * (RIGHT - LEFT);
    }

    private double y(double value) {
        return BOTTOM - value / highest * (BOTTOM - TOP);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format.replace("%n", "\n"), values);
    }
}
