package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.ReplayedRun;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.text.Figures;
import java.util.Locale;
import java.util.OptionalDouble;

/** One run of a task. */
record RunRow(
        String number,
        String outcome,
        String total,
        String input,
        String output,
        String calls,
        String toolCalls,
        String took) {

    private static final String UNKNOWN = "?";

    static RunRow of(Run run) {
        return new RunRow(
                String.valueOf(run.number()),
                run.outcome().name().toLowerCase(Locale.ROOT)
                        + run.replayed().map(RunRow::replayed).orElse(""),
                figure(run, Metric.TOTAL),
                figure(run, Metric.INPUT),
                figure(run, Metric.OUTPUT),
                figure(run, Metric.CALLS),
                figure(run, Metric.TOOL_CALLS),
                Durations.inWords(run.duration()));
    }

    private static String replayed(ReplayedRun replayed) {
        if (replayed.recorded() == 0) {
            return ", nothing recorded";
        }
        return ", replays recorded run " + replayed.recorded() + (replayed.repeated() ? " again: no sample" : "")
                + (replayed.departures().isEmpty() ? "" : ", needs live");
    }

    private static String figure(Run run, Metric metric) {
        OptionalDouble value = metric.of(run);
        return value.isPresent() ? Figures.count(value.getAsDouble()) : UNKNOWN;
    }
}
