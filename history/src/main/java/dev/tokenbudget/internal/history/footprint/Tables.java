package dev.tokenbudget.internal.history.footprint;

import dev.tokenbudget.internal.history.footprint.Table.Column;
import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.List;

/** A footprint as tables. */
final class Tables {

    private static final String NOTHING_BEFORE = "new";

    private Tables() {}

    /** Return all tables that have rows, in the order in which they are read. */
    static List<Table> of(Footprint footprint) {
        return List.of(
                        spending("features", "By feature", "feature", "(no feature)", footprint.features(), footprint),
                        targets(footprint),
                        teams(footprint),
                        opportunities(footprint),
                        spending("agents", "By agent", "agent", "(no agent named)", footprint.agents(), footprint),
                        spending("models", "By model", "model", "(unknown)", footprint.models(), footprint))
                .stream()
                .filter(table -> !table.isEmpty())
                .toList();
    }

    private static Table spending(
            String name, String title, String of, String without, List<Spending> rows, Footprint footprint) {
        double all = footprint.total().now().costUsd().doubleValue();
        return new Table(
                name,
                title,
                List.of(
                        Column.text(of, of),
                        Column.number("cost", "cost_usd"),
                        Column.number("share", "share"),
                        Column.number("trend", "trend"),
                        Column.number("calls", "calls"),
                        Column.number("a call", "usd_per_call"),
                        Column.number("input", "input_tokens"),
                        Column.number("output", "output_tokens"),
                        Column.number("from cache", "cache_hit_rate")),
                rows.stream()
                        .map(row -> List.of(
                                Cell.name(row.name(), without),
                                Cell.usd(row.now().costUsd().doubleValue()),
                                all == 0
                                        ? Cell.unknown()
                                        : Cell.share(row.now().costUsd().doubleValue() / all),
                                Cell.drift(row.costDrift(), NOTHING_BEFORE),
                                Cell.count(row.now().calls()),
                                Cell.usd(row.costOfCall()),
                                Cell.count(row.now().input()),
                                Cell.count(row.now().output()),
                                row.now().cacheHitRate().isPresent()
                                        ? Cell.share(row.now().cacheHitRate().getAsDouble())
                                        : Cell.unknown()))
                        .toList(),
                List.of());
    }

    private static Table targets(Footprint footprint) {
        return new Table(
                "targets",
                "Efficiency against targets",
                List.of(
                        Column.text("figure", "figure"),
                        Column.number("now", "now"),
                        Column.number("before", "before"),
                        Column.text("target", "target"),
                        Column.text("status", "status")),
                footprint.targets().stream()
                        .map(target -> List.of(
                                new Cell(
                                        target.figure().meaning(),
                                        target.figure().key()),
                                Cell.figure(target.figure(), target.now()),
                                Cell.figure(target.figure(), target.before()),
                                Cell.text(target.figure().limit(target.limit())),
                                Cell.text(target.status())))
                        .toList(),
                List.of());
    }

    private static Table teams(Footprint footprint) {
        List<List<Cell>> rows = new ArrayList<>();
        boolean rough = false;
        for (TaskSpending task : footprint.ofTeams()) {
            rows.add(List.of(
                    Cell.name(task.team(), "(no team)"),
                    Cell.name(task.feature(), "(no feature)"),
                    Cell.text(task.task()),
                    Cell.count(task.runs()),
                    task.tokens()
                            .map(tokens -> Cell.count(Math.rint(tokens.mean())))
                            .orElseGet(Cell::unknown),
                    task.tokens().map(Tables::p95).orElseGet(Cell::unknown),
                    task.unpricedRuns() == task.runs()
                            ? Cell.unknown()
                            : Cell.usd(task.costUsd().doubleValue())));
            rough |= task.tokens()
                    .filter(tokens -> !tokens.isEstimable(Percentile.P95))
                    .isPresent();
        }
        List<String> notes = new ArrayList<>();
        notes.add("Tokens and cost of the agents' calls in runs of which they are known; judges are no part of them.");
        if (rough) {
            notes.add(
                    "~ marks a P95 of fewer than " + Percentile.P95.estimableFrom() + " runs, which is hardly known.");
        }
        return new Table(
                "teams",
                "By team, feature and task",
                List.of(
                        Column.text("team", "team"),
                        Column.text("feature", "feature"),
                        Column.text("task", "task"),
                        Column.number("runs", "runs"),
                        Column.number("mean tokens", "mean_tokens"),
                        Column.number("P95", "p95_tokens"),
                        Column.number("cost", "cost_usd")),
                rows,
                notes);
    }

    private static Cell p95(SampleSummary tokens) {
        Cell value = Cell.count(Math.rint(tokens.at(Percentile.P95)));
        return tokens.isEstimable(Percentile.P95) ? value : new Cell("~" + value.shown(), value.raw());
    }

    private static Table opportunities(Footprint footprint) {
        List<Saving> savings = footprint.opportunities();
        List<String> notes = new ArrayList<>();
        notes.add("What the latest build of each task found, at as many runs a month as these days had.");
        if (savings.size() > Footprint.TOP) {
            notes.add(
                    Figures.count(savings.size() - Footprint.TOP, "smaller one is", "smaller ones are") + " left out.");
        }
        return new Table(
                "opportunities",
                "Top opportunities",
                List.of(
                        Column.number("a month", "usd_per_month"),
                        Column.number("a run", "usd_per_run"),
                        Column.text("task", "task"),
                        Column.text("what", "what"),
                        Column.text("what to do", "cure")),
                savings.stream()
                        .limit(Footprint.TOP)
                        .map(saving -> List.of(
                                saving.waste().usdPerRun().isPresent()
                                        ? Cell.usd(saving.usdPerMonth())
                                        : Cell.unknown(),
                                saving.waste().usdPerRun().isPresent()
                                        ? Cell.usd(saving.waste().usdPerRun().getAsDouble())
                                        : Cell.unknown(),
                                Cell.text(saving.waste().task()),
                                Cell.text(saving.waste().statement()),
                                Cell.text(saving.waste().cure())))
                        .toList(),
                notes);
    }
}
