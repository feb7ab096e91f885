package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.statistics.Interval;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.Evidence;
import dev.tokenbudget.internal.verdict.Finding;
import dev.tokenbudget.internal.verdict.Movement;
import java.util.OptionalDouble;

/** What one rule found of a task. */
record FindingRow(
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

    static FindingRow of(Finding finding) {
        Movement movement = finding.movement();
        double limit = finding.tolerance().upper().orElse(0);
        return new FindingRow(
                finding.rule().statistic().key() + " of " + movement.metric().unit(),
                finding.rule().mode().key(),
                movement.metric().figure(movement.before()),
                movement.metric().figure(movement.after(), movement.before()),
                Figures.percent(movement.drift(), limit),
                finding.tolerance().inWords(movement.metric()),
                finding.evidence()
                        .flatMap(Evidence::interval)
                        .map(FindingRow::interval)
                        .orElse(NOTHING),
                finding.evidence()
                        .map(evidence -> movement.drift() >= 0 ? evidence.qOfGrowth() : evidence.qOfFall())
                        .map(q -> Figures.probability(q, finding.rule().alpha()))
                        .orElse(NOTHING),
                finding.evidence().map(Evidence::detectable).filter(OptionalDouble::isPresent).stream()
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .mapToObj(Figures::percent)
                        .findFirst()
                        .orElse(NOTHING),
                finding.verdict().kind().name());
    }

    private static String interval(Interval ratio) {
        return Figures.percent(ratio.lower() - 1) + " to " + Figures.percent(ratio.upper() - 1);
    }
}
