package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.efficiency.ContextUse;
import dev.tokenbudget.internal.efficiency.Efficiency;
import dev.tokenbudget.internal.efficiency.EfficiencyFigure;
import dev.tokenbudget.internal.efficiency.TierShares;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.statistics.Tier;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How well tokens are used, where that changed, as a folded table of Markdown. */
final class MarkdownEfficiency {

    private static final String EXPECTED = Arrays.stream(Tier.values())
            .map(tier -> Figures.share(tier.expectedShare()))
            .collect(Collectors.joining(" / "));

    private static final int PERCENT = 100;

    private final Metric metric;
    private final PriceList prices;

    MarkdownEfficiency(Metric metric, PriceList prices) {
        this.metric = metric;
        this.prices = prices;
    }

    /** Return the section on those of {@code tasks} of which a figure moved, in their order; empty where none did. */
    String of(List<JudgedTask> tasks) {
        List<String> rows = tasks.stream()
                .map(JudgedTask::comparison)
                .filter(task -> task.after().isPresent())
                .flatMap(task -> rows(task).stream())
                .toList();
        return MarkdownFold.of(
                "How well tokens are used",
                List.of("task", "figure", "before → after"),
                rows,
                Function.identity(),
                note());
    }

    private static String note() {
        return "Figures that did not move are left out. A context window is filled by a call's prompt and answer. A run is green"
                + " up to the baseline's P75, yellow up to P90, red up to P99; where nothing changed, " + EXPECTED
                + " are expected. `~` marks what rests on too few calls or runs.";
    }

    /** Return one row per figure that moved, and behind them what has no before. */
    private List<String> rows(TaskComparison task) {
        List<String> rows = new ArrayList<>();
        for (EfficiencyFigure figure : EfficiencyFigure.values()) {
            change(task.efficiencyBefore(), task.efficiencyAfter(), figure)
                    .ifPresent(change -> rows.add(row(task, figure.label(), change)));
        }
        UnitsText.ownMetrics(task).stream()
                .filter(metric -> UnitsText.change(task, metric).contains("→"))
                .forEach(metric ->
                        rows.add(row(task, MarkdownText.escaped(metric.unit()), UnitsText.change(task, metric))));
        if (!rows.isEmpty()) {
            task.contextUse(prices)
                    .map(MarkdownEfficiency::context)
                    .ifPresent(use -> rows.add(row(task, "context window (P99)", use)));
            task.tiers(metric)
                    .map(MarkdownEfficiency::tiers)
                    .ifPresent(tiers -> rows.add(row(task, "green / yellow / red / critical", tiers)));
        }
        return rows;
    }

    private static String row(TaskComparison task, String figure, String change) {
        return MarkdownText.row(List.of(MarkdownText.ofTask(task), figure, change));
    }

    private static Optional<String> change(
            Optional<Efficiency> before, Optional<Efficiency> after, EfficiencyFigure figure) {
        String from = text(before, figure);
        String to = text(after, figure);
        return from.equals(to) ? Optional.empty() : Optional.of(from + " → " + to);
    }

    private static String text(Optional<Efficiency> efficiency, EfficiencyFigure figure) {
        return efficiency
                .filter(known -> known.of(figure).isPresent())
                .map(known -> figure.text(known.of(figure).orElseThrow()))
                .orElse("-");
    }

    private static String context(ContextUse use) {
        return (use.isEstimable() ? "" : "~") + Figures.count(use.p99() * PERCENT) + " %";
    }

    private static String tiers(TierShares tiers) {
        return (tiers.estimable() ? "" : "~")
                + Arrays.stream(Tier.values())
                        .map(tier -> Figures.share(tiers.of(tier)))
                        .collect(Collectors.joining(" / "));
    }
}
