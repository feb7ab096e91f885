package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.AcceptanceEntry;
import dev.tokenbudget.internal.history.store.TaskVerdict;
import dev.tokenbudget.internal.html.Scale;
import dev.tokenbudget.internal.text.Figures;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A task's tokens over time, drawn.
 *
 * @param each what a point sums up, such as {@code build}
 * @param band mean ± 2 standard deviations, as an SVG path
 * @param line the means
 * @param dots the means where there are few
 * @param baseline the baseline's means; empty where there is none
 * @param levels tokens beside the drawing
 * @param dates days under it
 * @param marks what happened
 * @param inWords the drawing in a sentence
 */
record SeriesChart(
        String each,
        String band,
        String line,
        String dots,
        String baseline,
        List<Scale.Tick> levels,
        List<Scale.Tick> dates,
        List<SeriesMark> marks,
        String inWords) {

    private static final int MOST_DOTS = 60;

    /** Draw {@code series}; nothing where nothing was measured. */
    static Optional<SeriesChart> of(
            Series series, List<TaskVerdict> verdicts, List<AcceptanceEntry> acceptances, List<ChangeMark> changes) {
        return series.samples().isEmpty()
                ? Optional.empty()
                : Optional.of(drawn(series, verdicts, acceptances, changes));
    }

    private static SeriesChart drawn(
            Series series, List<TaskVerdict> verdicts, List<AcceptanceEntry> acceptances, List<ChangeMark> changes) {
        List<Sample> samples = series.samples();
        TimeAxis time = TimeAxis.over(
                samples.get(0).day(),
                samples.get(samples.size() - 1).day(),
                acceptances.stream().map(AcceptanceEntry::date).toList());
        Scale tokens = tokens(samples, verdicts);
        return new SeriesChart(
                series.each(),
                band(samples, time, tokens),
                line(samples, time, tokens),
                samples.size() > MOST_DOTS ? "" : dots(samples, time, tokens),
                baseline(verdicts, time, tokens),
                levels(tokens),
                time.ticks(),
                marks(acceptances, changes, time),
                inWords(series));
    }

    private static Scale tokens(List<Sample> samples, List<TaskVerdict> verdicts) {
        return Scale.around(DoubleStream.concat(
                        samples.stream().flatMapToDouble(sample -> DoubleStream.of(sample.lower(), sample.upper())),
                        verdicts.stream().flatMapToDouble(verdict -> verdict.baselineMean().stream()))
                .toArray());
    }

    private static int y(double value, Scale tokens) {
        return Scale.WIDTH - tokens.position(value);
    }

    private static String line(List<Sample> samples, TimeAxis time, Scale tokens) {
        StringBuilder path = new StringBuilder();
        for (Sample sample : samples) {
            path.append(path.isEmpty() ? 'M' : 'L');
            path.append(time.position(sample.day())).append(' ').append(y(sample.mean(), tokens));
        }
        return path.toString();
    }

    private static String dots(List<Sample> samples, TimeAxis time, Scale tokens) {
        StringBuilder path = new StringBuilder();
        for (Sample sample : samples) {
            path.append('M').append(time.position(sample.day())).append(' ');
            path.append(y(sample.mean(), tokens)).append("h0");
        }
        return path.toString();
    }

    private static String band(List<Sample> samples, TimeAxis time, Scale tokens) {
        StringBuilder path = new StringBuilder();
        for (Sample sample : samples) {
            path.append(path.isEmpty() ? 'M' : 'L');
            path.append(time.position(sample.day())).append(' ').append(y(sample.upper(), tokens));
        }
        for (int i = samples.size() - 1; i >= 0; i--) {
            path.append('L').append(time.position(samples.get(i).day())).append(' ');
            path.append(y(samples.get(i).lower(), tokens));
        }
        return path.append('Z').toString();
    }

    /** A step wherever the baseline moved. */
    private static String baseline(List<TaskVerdict> verdicts, TimeAxis time, Scale tokens) {
        StringBuilder path = new StringBuilder();
        int x = 0;
        int y = -1;
        for (TaskVerdict verdict : verdicts) {
            if (verdict.baselineMean().isPresent()) {
                x = time.position(LocalDate.ofInstant(verdict.at(), ZoneOffset.UTC));
                int next = y(verdict.baselineMean().getAsDouble(), tokens);
                if (y < 0) {
                    path.append('M').append(x).append(' ').append(next);
                } else if (next != y) {
                    path.append('H').append(x).append('V').append(next);
                }
                y = next;
            }
        }
        return y < 0 ? "" : path.append('H').append(x).toString();
    }

    private static List<Scale.Tick> levels(Scale tokens) {
        return tokens.ticks().stream()
                .map(tick -> new Scale.Tick(mirrored(tick.x()), tick.label(), "end"))
                .toList();
    }

    /** Return a length from the other end. */
    private static String mirrored(String percent) {
        double share = Double.parseDouble(percent.substring(0, percent.length() - 1));
        return Math.round((100 - share) * 10) / 10.0 + "%";
    }

    private static List<SeriesMark> marks(List<AcceptanceEntry> acceptances, List<ChangeMark> changes, TimeAxis time) {
        List<SeriesMark> marks = new ArrayList<>();
        for (AcceptanceEntry acceptance : acceptances) {
            marks.add(new SeriesMark(
                    "accepted",
                    "A" + (marks.size() + 1),
                    time.percent(acceptance.date()),
                    AcceptedStep.inWords(acceptance)));
        }
        int change = 0;
        for (ChangeMark mark : changes) {
            marks.add(new SeriesMark("changed", "C" + ++change, time.percent(mark.day()), mark.sentence()));
        }
        return marks;
    }

    private static String inWords(Series series) {
        List<Sample> samples = series.samples();
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        return "Mean tokens of a run, " + Figures.count(samples.size(), series.each(), series.each() + "s") + ": "
                + Figures.count(Math.rint(first.mean())) + " on " + first.day() + ", "
                + Figures.count(Math.rint(last.mean())) + " on " + last.day() + ".";
    }

    /** Whether there is anything to tell of. */
    boolean marked() {
        return !marks.isEmpty();
    }
}
