package dev.tokenbudget.report;

import dev.tokenbudget.efficiency.ContextUse;
import dev.tokenbudget.efficiency.Efficiency;
import dev.tokenbudget.efficiency.EfficiencyFigure;
import dev.tokenbudget.efficiency.TierShares;
import dev.tokenbudget.price.PriceList;
import dev.tokenbudget.run.Metric;
import dev.tokenbudget.statistics.Tier;
import dev.tokenbudget.text.Figures;
import dev.tokenbudget.verdict.JudgedTask;
import dev.tokenbudget.verdict.TaskComparison;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How well tokens are used, as a folded table of Markdown. */
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

    /** Return the section on {@code tasks}, in their order; empty where none of them ran. */
    String of(List<JudgedTask> tasks) {
        List<TaskComparison> ran = tasks.stream()
                .map(JudgedTask::comparison)
                .filter(task -> task.after().isPresent())
                .toList();
        return MarkdownFold.of("How well tokens are used", head(), ran, this::row, note());
    }

    private static List<String> head() {
        return Stream.of(
                        Stream.of("task"),
                        Arrays.stream(EfficiencyFigure.values()).map(EfficiencyFigure::label),
                        Stream.of("context window (P99)", "green / yellow / red / critical"))
                .flatMap(names -> names)
                .toList();
    }

    private static String note() {
        return "Before → after. A context window is filled by a call's prompt and answer. A run is green up to the baseline's P75,"
                + " yellow up to P90, red up to P99; where nothing changed, " + EXPECTED
                + " are expected. `~` marks what rests on too few calls or runs.";
    }

    private String row(TaskComparison task) {
        Stream<String> figures = Arrays.stream(EfficiencyFigure.values())
                .map(figure -> change(task.efficiencyBefore(), task.efficiencyAfter(), figure));
        return Stream.of(
                        Stream.of(MarkdownText.escaped(task.task().shortName())),
                        figures,
                        Stream.of(
                                task.contextUse(prices)
                                        .map(MarkdownEfficiency::context)
                                        .orElse("-"),
                                task.tiers(metric)
                                        .map(MarkdownEfficiency::tiers)
                                        .orElse("-")))
                .flatMap(cells -> cells)
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String change(Optional<Efficiency> before, Optional<Efficiency> after, EfficiencyFigure figure) {
        String from = text(before, figure);
        String to = text(after, figure);
        return from.equals(to) ? to : from + " → " + to;
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
