package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.statistics.Drift;
import dev.tokenbudget.internal.text.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * How a baseline grew step by step, each of which somebody accepted: from the lowest mean of the last year to the present one.
 *
 * @param from mean tokens of a run before the first step
 * @param to mean tokens of a run after the last one
 * @param steps how many acceptances lie between
 * @param otherModels how many of them brought other models
 * @param since the day of the first one
 */
public record AcceptedSteps(double from, double to, int steps, int otherModels, Instant since) {

    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneOffset.UTC);

    /**
     * Return the steps of the year before {@code now}, several of which add up to more than {@code tolerance}; nothing where
     * they do not.
     */
    public static Optional<AcceptedSteps> beyond(Tolerance tolerance, TaskBaseline baseline, Instant now) {
        List<Acceptance> steps = baseline.acceptances().stream()
                .filter(acceptance -> acceptance.replaced().isPresent())
                .filter(acceptance -> acceptance.date().isAfter(now.minus(A_YEAR)))
                .toList();
        return baseline.metric(Metric.TOTAL)
                .map(total -> total.summary().mean())
                .flatMap(mean -> sinceLowest(steps, mean))
                .filter(grown -> grown.steps > 1 && tolerance.isExceeded(grown.from, grown.to));
    }

    private static Optional<AcceptedSteps> sinceLowest(List<Acceptance> steps, double to) {
        Optional<AcceptedSteps> grown = Optional.empty();
        double lowest = Double.POSITIVE_INFINITY;
        for (int first = 0; first < steps.size(); first++) {
            double from = replaced(steps.get(first)).mean();
            if (from <= lowest) {
                lowest = from;
                List<Acceptance> later = steps.subList(first, steps.size());
                int others = (int) later.stream()
                        .filter(step -> !replaced(step).models().isEmpty())
                        .count();
                grown = Optional.of(new AcceptedSteps(
                        from, to, later.size(), others, steps.get(first).date()));
            }
        }
        return grown;
    }

    private static ReplacedBaseline replaced(Acceptance step) {
        return step.replaced().orElseThrow();
    }

    /** Return that in words, such as "+17.0 % in 4 accepted steps since 2026-06". */
    public String inWords() {
        String models = otherModels == 0
                ? ""
                : ", " + Figures.count(otherModels, "of which changed the model", "of which changed the model");
        return Figures.percent(Drift.of(from, to)) + " in " + Figures.count(steps) + " accepted steps since "
                + MONTH.format(since) + models;
    }
}
