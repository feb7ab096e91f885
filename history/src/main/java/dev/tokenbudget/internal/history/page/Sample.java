package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.store.TaskPoint;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Runs of one build, one day or one week.
 *
 * @param day the day in UTC on which they began, the first one of a week
 * @param n how many runs tell their tokens, at least 1
 * @param mean mean tokens of a run
 * @param deviation standard deviation of a run's tokens; 0 where there is one run
 */
record Sample(LocalDate day, long n, double mean, double deviation) {

    static Optional<Sample> of(TaskPoint point) {
        LocalDate day = LocalDate.ofInstant(point.build().at(), ZoneOffset.UTC);
        return point.samples() == 0
                ? Optional.empty()
                : Optional.of(new Sample(day, point.samples(), point.mean(), point.deviation()));
    }

    static Optional<Sample> of(LocalDate day, RunGroup runs) {
        return runs.tokens()
                .map(tokens -> new Sample(
                        day,
                        tokens.n(),
                        tokens.mean(),
                        tokens.standardDeviation().orElse(0)));
    }

    /** Return these runs and {@code later} ones together. */
    Sample plus(Sample later) {
        long both = n + later.n;
        double sum = n * mean + later.n * later.mean;
        double squares = squares() + later.squares();
        double variance = both < 2 ? 0 : Math.max(0, (squares - sum * sum / both) / (both - 1));
        return new Sample(day, both, sum / both, Math.sqrt(variance));
    }

    private double squares() {
        return (n - 1) * deviation * deviation + n * mean * mean;
    }

    double upper() {
        return mean + 2 * deviation;
    }

    double lower() {
        return Math.max(0, mean - 2 * deviation);
    }
}
