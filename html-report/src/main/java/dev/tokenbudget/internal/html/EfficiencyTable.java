package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.efficiency.ContextUse;
import dev.tokenbudget.internal.efficiency.Efficiency;
import dev.tokenbudget.internal.efficiency.EfficiencyFigure;
import dev.tokenbudget.internal.efficiency.TierShares;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.statistics.Tier;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How well a task uses its tokens.
 *
 * @param rows what is known before or now
 * @param window how full the fullest context windows get, where their sizes are known
 * @param tiers where the runs stand among the baseline's, where there is one
 */
record EfficiencyTable(List<Row> rows, Optional<String> window, List<TierRow> tiers) {

    private static final int PERCENT = 100;

    /** One figure before and now. */
    record Row(String label, String before, String after) {}

    /** The share of runs in one tier, and the share that is expected where nothing changed. */
    record TierRow(String name, String share, String expected) {}

    /** Return the table on a task that ran; {@code prices} know the models' context windows. */
    static Optional<EfficiencyTable> of(JudgedTask judged, PriceList prices) {
        TaskComparison task = judged.comparison();
        return task.efficiencyAfter()
                .map(after -> new EfficiencyTable(
                        rows(task.efficiencyBefore(), after),
                        task.contextUse(prices).map(EfficiencyTable::window),
                        task.tiers(judged.policy().metric())
                                .map(EfficiencyTable::tiers)
                                .orElse(List.of())));
    }

    /** Whether runs can be told apart by tiers. */
    boolean tiered() {
        return !tiers.isEmpty();
    }

    private static List<Row> rows(Optional<Efficiency> before, Efficiency after) {
        return Arrays.stream(EfficiencyFigure.values())
                .map(figure -> new Row(
                        figure.label(),
                        before.map(known -> text(known, figure)).orElse(Sides.NOTHING),
                        text(after, figure)))
                .filter(row ->
                        !row.before().equals(Sides.NOTHING) || !row.after().equals(Sides.NOTHING))
                .toList();
    }

    private static String text(Efficiency efficiency, EfficiencyFigure figure) {
        return efficiency.of(figure).isPresent()
                ? figure.text(efficiency.of(figure).getAsDouble())
                : Sides.NOTHING;
    }

    private static String window(ContextUse use) {
        return (use.isEstimable() ? "" : "~") + Figures.count(use.p99() * PERCENT) + " % (P99 of "
                + Figures.count(use.calls(), "call", "calls") + "); the fullest took "
                + Figures.count(use.fullest().tokens()) + " of "
                + Figures.count(use.fullest().window()) + " tokens of "
                + use.fullest().model();
    }

    private static List<TierRow> tiers(TierShares tiers) {
        return Arrays.stream(Tier.values())
                .map(tier -> new TierRow(
                        tier.name().toLowerCase(Locale.ROOT),
                        (tiers.estimable() ? "" : "~") + Figures.share(tiers.of(tier)),
                        Figures.share(tier.expectedShare())))
                .toList();
    }
}
