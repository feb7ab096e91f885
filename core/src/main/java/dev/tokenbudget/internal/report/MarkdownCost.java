package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.cost.LabelCost;
import dev.tokenbudget.internal.cost.SuiteCost;
import dev.tokenbudget.internal.cost.TaskCost;
import dev.tokenbudget.internal.cost.TestPrice;
import dev.tokenbudget.internal.price.WhatIf;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What tasks cost, as folded tables of Markdown. */
final class MarkdownCost {

    private static final String NOTHING = "-";
    private static final int CHEAPEST_MODELS = 5;

    private final SuiteCost suite;

    MarkdownCost(SuiteCost suite) {
        this.suite = suite;
    }

    /** Return the sections on {@code tasks}, in their order; one that has nothing to show is empty. */
    List<String> of(List<JudgedTask> tasks) {
        List<TaskComparison> ran = tasks.stream()
                .map(JudgedTask::comparison)
                .filter(task -> task.after().isPresent())
                .toList();
        List<TaskComparison> moved =
                ran.stream().filter(task -> change(task.cost()).contains("→")).toList();
        return List.of(
                MarkdownFold.of(
                        "Cost",
                        suite.runsPerMonth().isPresent()
                                ? List.of("task", "a run", "drift", "a success", "a month")
                                : List.of("task", "a run", "drift", "a success"),
                        moved,
                        this::row,
                        note(ran.size() - moved.size())),
                testPrice(ran),
                MarkdownFold.of(
                        "Cost by label",
                        List.of("label", "runs", "tokens", "cost", "share"),
                        suite.labels(),
                        MarkdownCost::row,
                        "All runs, those that failed included."),
                whatIf());
    }

    private String row(TaskComparison task) {
        TaskCost cost = task.cost();
        List<String> cells = new ArrayList<>(List.of(
                MarkdownText.ofTask(task),
                change(cost),
                cost.drift().isPresent() ? Figures.percent(cost.drift().getAsDouble()) : NOTHING,
                usd(cost.perSuccess())));
        suite.runsPerMonth().ifPresent(runs -> cells.add(usd(cost.of(runs))));
        return MarkdownText.row(cells);
    }

    private String testPrice(List<TaskComparison> ran) {
        List<TaskComparison> graded = ran.stream()
                .filter(task -> task.testPrice().isPresent())
                .sorted(Comparator.comparing(
                        task -> -task.testPrice().orElseThrow().judge().knownUsd()))
                .toList();
        return !suite.test().isGraded()
                ? ""
                : MarkdownFold.of(
                        "The price of the test",
                        List.of("task", "runs", "agent a run", "judge a run", "judge in all", "share"),
                        Stream.concat(
                                        graded.stream()
                                                .map(task -> row(
                                                        MarkdownText.ofTask(task),
                                                        task.testPrice().orElseThrow())),
                                        Stream.of(row("**all**", suite.test())))
                                .toList(),
                        Function.identity(),
                        Stream.concat(Stream.of(suite.test().sentence()), suite.test().remarks().stream())
                                .map(MarkdownText::escaped)
                                .collect(Collectors.joining(" ")));
    }

    private static String row(String task, TestPrice price) {
        return MarkdownText.row(List.of(
                task,
                Figures.count(price.runs()),
                spent(price.agent(), price.runs()),
                spent(price.judge(), price.runs()),
                spent(price.judge(), 1),
                price.share().isPresent() ? Figures.share(price.share().getAsDouble()) : NOTHING));
    }

    private static String spent(TestPrice.Spent spent, int runs) {
        return spent.tokensInWords(runs) + " tokens, " + spent.usdInWords(runs);
    }

    private String note(int unmoved) {
        return Stream.of(
                        Stream.of(
                                "Means of successful runs in US dollars, before → after. A success bears the cost of the runs"
                                        + " that failed as well."),
                        unmoved > 0
                                ? Stream.of(Figures.count(unmoved, "task costs what it did", "tasks cost what they did")
                                        + " before.")
                                : Stream.<String>empty(),
                        suite.remarks().stream())
                .flatMap(Function.identity())
                .map(MarkdownText::escaped)
                .collect(Collectors.joining(" "));
    }

    private String whatIf() {
        WhatIf whatIf = suite.whatIf();
        if (whatIf.actual().usd().isEmpty()) {
            return "";
        }
        Stream<String> actual = Stream.of(MarkdownText.row(
                List.of("as measured", Figures.usd(whatIf.actual().usd().get()), "×1")));
        Stream<String> others = whatIf.rows().stream()
                .limit(CHEAPEST_MODELS)
                .map(other -> MarkdownText.row(List.of(
                        MarkdownText.escaped(other.model().name()),
                        other.bill().usd().map(Figures::usd).orElse(NOTHING),
                        whatIf.multiple(other)
                                .map(times -> "×" + Figures.ratio(times))
                                .orElse(NOTHING))));
        return MarkdownFold.of(
                "The same tokens on other models",
                List.of("model", "cost", "of it"),
                Stream.concat(actual, others).toList(),
                Function.identity(),
                "The first run of each task, and the cheapest models of the same upstreams. This compares prices, not agents: another"
                        + " model would use other tokens.");
    }

    private static String row(LabelCost cost) {
        return MarkdownText.row(List.of(
                MarkdownText.escaped(cost.label() + "=" + cost.value()),
                Figures.count(cost.runs()),
                Figures.count(cost.tokens()),
                cost.usd().map(Figures::usd).orElse(NOTHING),
                cost.share().isPresent() ? Figures.share(cost.share().getAsDouble()) : NOTHING));
    }

    private static String change(TaskCost cost) {
        return MarkdownText.change(usd(cost.before()), usd(cost.after()));
    }

    private static String usd(OptionalDouble amount) {
        return amount.isPresent() ? Figures.usd(amount.getAsDouble()) : NOTHING;
    }
}
