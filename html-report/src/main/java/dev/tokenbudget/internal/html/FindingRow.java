package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.statistics.Drift;
import dev.tokenbudget.internal.statistics.Interval;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.CallsFinding;
import dev.tokenbudget.internal.verdict.Evidence;
import dev.tokenbudget.internal.verdict.Finding;
import dev.tokenbudget.internal.verdict.Movement;
import dev.tokenbudget.internal.verdict.SizeFinding;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What one rule found of a task: the figure that it judges, and below it what a call used, and how many there were.
 *
 * @param part whether this is below the row of a rule's figure
 */
record FindingRow(
        boolean part,
        String figure,
        String mode,
        String before,
        String after,
        String drift,
        String tolerance,
        String interval,
        String q,
        String detectable,
        String verdict) {

    private static final String NOTHING = "–";
    private static final double SMALLEST_Q = 0.0001;

    static Stream<FindingRow> of(Finding finding) {
        return Stream.of(
                        Stream.of(ofFigure(finding)),
                        finding.size().map(size -> ofSize(finding, size)).stream(),
                        finding.calls().map(calls -> ofCalls(finding, calls)).stream())
                .flatMap(rows -> rows);
    }

    private static FindingRow ofFigure(Finding finding) {
        Movement movement = finding.movement();
        double limit = finding.tolerance().share();
        return new FindingRow(
                false,
                finding.rule().statistic().key() + " of " + movement.metric().unit(),
                finding.rule().mode().key(),
                movement.metric().figure(movement.before()),
                movement.metric().figure(movement.after(), movement.before()),
                Figures.percent(movement.drift(), limit),
                finding.tolerance().inWords(movement.metric()),
                finding.interval().map(FindingRow::interval).orElse(NOTHING),
                finding.evidence()
                        .map(evidence -> q(finding, evidence, movement.drift()))
                        .orElse(NOTHING),
                finding.evidence().map(Evidence::detectable).filter(OptionalDouble::isPresent).stream()
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .mapToObj(Figures::percent)
                        .findFirst()
                        .orElse(NOTHING),
                finding.verdict().kind().name());
    }

    private static FindingRow ofSize(Finding finding, SizeFinding size) {
        return new FindingRow(
                true,
                "each call",
                "",
                NOTHING,
                NOTHING,
                Figures.percent(size.drift(), finding.tolerance().upper().orElse(0)),
                finding.tolerance().inWords(finding.movement().metric()),
                size.evidence().interval().map(FindingRow::interval).orElse(NOTHING),
                q(finding, size.evidence(), size.drift()),
                NOTHING,
                size.isWithin(finding.allowedRatio())
                        ? "within tolerance"
                        : proved(size.isProved(finding.rule().alpha())));
    }

    private static FindingRow ofCalls(Finding finding, CallsFinding calls) {
        double drift = Drift.of(calls.before(), calls.after());
        return new FindingRow(
                true,
                "calls",
                "",
                Metric.CALLS.figure(calls.before(), calls.after()),
                Metric.CALLS.figure(calls.after(), calls.before()),
                Figures.percent(drift),
                NOTHING,
                calls.evidence().interval().map(FindingRow::interval).orElse(NOTHING),
                q(finding, calls.evidence(), drift),
                NOTHING,
                proved(calls.isProved(finding.rule().alpha())));
    }

    private static String proved(boolean proved) {
        return proved ? "proved" : "not proved";
    }

    private static String q(Finding finding, Evidence evidence, double drift) {
        double q = drift >= 0 ? evidence.qOfGrowth() : evidence.qOfFall();
        return q < SMALLEST_Q
                ? "< 0.0001"
                : Figures.probability(q, finding.rule().alpha());
    }

    private static String interval(Interval ratio) {
        return Figures.percent(ratio.lower() - 1) + " to " + Figures.percent(ratio.upper() - 1);
    }
}
