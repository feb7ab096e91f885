package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.html.Scale.Tick;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.JudgedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Every run of a task before and after, on one scale.
 *
 * @param unit what is counted
 * @param lanes the accepted runs, where there are any, above the measured ones
 * @param limits how far the tolerance lets the mean move
 * @param interval where the mean of the measured runs probably lies
 * @param ticks numbers under the plot
 * @param inWords what is drawn, for those who do not see it
 */
record DotPlot(
        String unit, List<Lane> lanes, List<Limit> limits, Optional<Range> interval, List<Tick> ticks, String inWords) {

    private static final int TOP = 18;
    private static final int LANE_HEIGHT = 44;
    private static final int LANE = 48;
    private static final int LABEL = 14;
    private static final int INTERVAL = 6;

    /** The runs of one side and their mean. */
    record Lane(String name, int y, String mean, String runs, String dots, String meanX) {
        int end() {
            return y + LANE_HEIGHT;
        }
    }

    /** A line that the mean may not cross. */
    record Limit(String x, String label, String anchor) {}

    /** A stretch of the scale. */
    record Range(String x, String width, int y, String inWords) {}

    /** Return how many lanes there are. */
    int count() {
        return lanes.size();
    }

    /** Return where the lanes end. */
    int bottom() {
        return TOP + count() * LANE;
    }

    /** Return where the numbers under the plot stand. */
    int labels() {
        return bottom() + LABEL;
    }

    /** Whether there is a limit to explain. */
    boolean limited() {
        return !limits.isEmpty();
    }

    /** Draw the samples of both sides; nothing where nothing was measured. */
    static Optional<DotPlot> of(JudgedTask task, Sides sides, Values values) {
        return sides.after().map(after -> drawn(task, sides, after, values));
    }

    private static DotPlot drawn(JudgedTask task, Sides sides, SampleSummary after, Values values) {
        Optional<SampleSummary> before = sides.before();
        Bounds bounds = Bounds.of(task, sides);
        Scale scale = scale(before, after, bounds);
        List<Lane> lanes = new ArrayList<>();
        before.ifPresent(baseline -> lanes.add(lane("baseline", TOP, baseline, values.before(), scale)));
        Lane now = lane("now", TOP + lanes.size() * LANE, after, values.after(), scale);
        lanes.add(now);
        return new DotPlot(
                sides.metric().unit(),
                lanes,
                bounds.allowed().stream().map(allowed -> limit(allowed, scale)).toList(),
                bounds.interval()
                        .map(range -> new Range(
                                scale.percent(range.lower()),
                                scale.length(range.lower(), range.upper()),
                                now.end() - INTERVAL,
                                "where the true mean lies with 90 % confidence: "
                                        + Figures.count(Math.rint(range.lower())) + " to "
                                        + Figures.count(Math.rint(range.upper())))),
                scale.ticks(),
                inWords(sides, lanes, bounds));
    }

    private static Scale scale(Optional<SampleSummary> before, SampleSummary after, Bounds bounds) {
        DoubleStream.Builder shown = DoubleStream.builder();
        before.ifPresent(baseline -> shown.add(baseline.min()).add(baseline.max()));
        shown.add(after.min()).add(after.max());
        bounds.allowed().forEach(shown::add);
        bounds.interval().ifPresent(range -> shown.add(range.lower()).add(range.upper()));
        return Scale.around(shown.build().toArray());
    }

    private static Lane lane(String name, int y, SampleSummary side, double[] values, Scale scale) {
        return new Lane(
                name,
                y,
                Figures.count(side.mean()),
                Figures.count(side.n(), "run", "runs"),
                Dots.path(values, scale, LANE_HEIGHT),
                scale.percent(side.mean()));
    }

    private static Limit limit(double allowed, Scale scale) {
        return new Limit(
                scale.percent(allowed), "limit " + Figures.count(allowed), Scale.anchorAt(scale.position(allowed)));
    }

    private static String inWords(Sides sides, List<Lane> lanes, Bounds bounds) {
        String means = lanes.stream()
                .map(lane -> lane.name() + ": " + lane.runs() + ", mean " + lane.mean())
                .collect(Collectors.joining("; "));
        String limits = bounds.allowed().stream()
                .map(Figures::count)
                .collect(Collectors.joining(" and ", "; limit of the mean: ", ""));
        return "Runs by " + sides.metric().unit() + ". " + means
                + (bounds.allowed().isEmpty() ? "" : limits) + ".";
    }
}
