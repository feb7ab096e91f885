package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.store.Dimension;
import dev.tokenbudget.internal.html.Choice;
import dev.tokenbudget.internal.html.Inline;
import dev.tokenbudget.internal.html.Order;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.Severity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The whole page.
 *
 * @param until the last day
 * @param tiles the page in one look
 * @param recent the days that rows sum up
 * @param tasks every task, those that need a look first
 * @param labels what each feature and each team used
 * @param scatter tasks by tokens and success
 * @param style what makes it readable
 * @param script what sorts, filters and shows what is opened
 */
record PageView(
        String until,
        List<Tile> tiles,
        String recent,
        List<TaskItem> tasks,
        List<LabelTable> labels,
        Optional<Scatter> scatter,
        Inline style,
        Inline script) {

    private static final Comparator<TaskItem> WORST_FIRST = Comparator.<TaskItem, Boolean>comparing(
                    item -> !item.row().isUsed())
            .thenComparing(item -> item.last().mark().severity(), Comparator.<Severity>reverseOrder())
            .thenComparing(TaskItem::row, FigureRow.MOST_FIRST);

    static PageView of(Contents contents, BigDecimal monthlyBudgetUsd) {
        List<FigureRow> rows = FigureRow.of(contents, Dimension.TASK, RecentRuns.By.TASK, contents.tasks());
        return new PageView(
                contents.spans().today().toString(),
                new Tiles(contents, monthlyBudgetUsd).all(),
                Spans.inWords(contents.spans().recent()),
                tasks(rows, contents),
                LabelTable.of(contents),
                Scatter.of(rows, Agents.of(contents)),
                Inline.of(PageView.class, "report.css", "history.css"),
                Inline.of(PageView.class, "report.js", "history.js"));
    }

    private static List<TaskItem> tasks(List<FigureRow> rows, Contents contents) {
        LatestRuns runs = LatestRuns.of(rows.stream().map(FigureRow::name).toList(), contents.history());
        List<TaskItem> tasks = new ArrayList<>();
        rows.forEach(row -> tasks.add(TaskItem.of(row, LastVerdict.of(row.name(), contents), contents, runs)));
        tasks.sort(WORST_FIRST);
        return tasks;
    }

    String title() {
        return "history until " + until;
    }

    /** Whether there is anything in the history. */
    boolean filled() {
        return !tasks.isEmpty();
    }

    /** Whether runs have labels. */
    boolean labelled() {
        return !labels.isEmpty();
    }

    /** Return how many tasks there are. */
    String count() {
        return Figures.count(tasks.size(), "task", "tasks");
    }

    /** Return the verdicts that a reader may choose. */
    List<Choice> choices() {
        Map<String, Long> counts = tasks.stream()
                .collect(Collectors.groupingBy(
                        task -> task.last().mark().verdict(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(verdict -> new Choice(verdict.getKey(), Figures.count(verdict.getValue())))
                .toList();
    }

    /** Return the orders that a reader may choose. */
    List<Order> orders() {
        return List.of(
                new Order("order", "what needs a look"),
                new Order("most cost", "highest cost"),
                new Order("most mean", "highest mean"),
                new Order("most p95", "highest P95"),
                new Order("most runs", "most runs"),
                new Order("name", "name"));
    }
}
