package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.cost.TaskCost;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.JudgedTask;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The rows of a Markdown table of tasks: few columns, so that the table is as wide as a pull request is. */
final class TaskTable {

    private static final String NOTHING = "-";
    private static final int MOST_OF_A_REASON = 140;

    private final Metric metric;

    TaskTable(Metric metric) {
        this.metric = metric;
    }

    String head() {
        return MarkdownText.row(List.of("task", metric.unit() + " a run", "drift", "cost a run", "why"))
                + "|---|--:|--:|--:|---|\n";
    }

    /** Return what the cells mean that do not say it themselves. */
    static String legend() {
        return "Means of a run, before → after. In brackets, where the true drift lies with 90 % confidence; `~` marks a"
                + " drift that noise explains.";
    }

    String row(JudgedTask task) {
        return MarkdownText.row(List.of(
                MarkdownText.ofTask(task.comparison().task()),
                means(task),
                MarkdownDrift.of(task, metric),
                cost(task),
                MarkdownText.escaped(why(task))));
    }

    /** Whether the row of {@code task} shows a change, or what nothing can be compared with. */
    boolean hasMoved(JudgedTask task) {
        return before(task).isEmpty()
                || after(task).isEmpty()
                || !figure(before(task), after(task)).equals(figure(after(task), before(task)))
                || cost(task).contains("→");
    }

    private String means(JudgedTask task) {
        String after = after(task).isEmpty()
                ? task.comparison()
                        .atLeast()
                        .map(known -> "at least " + metric.figure(known.after()))
                        .orElse(NOTHING)
                : figure(after(task), before(task));
        return figure(before(task), after(task)) + " → " + after + known(task, metric);
    }

    private static String known(JudgedTask task, Metric metric) {
        String label = task.label(metric);
        return label.isEmpty() ? "" : " (" + label + ")";
    }

    private OptionalDouble before(JudgedTask task) {
        return mean(task.comparison().before(metric));
    }

    private OptionalDouble after(JudgedTask task) {
        return mean(task.comparison().after(metric));
    }

    private static OptionalDouble mean(Optional<SampleSummary> summary) {
        return summary.stream().mapToDouble(SampleSummary::mean).findFirst();
    }

    private String figure(OptionalDouble mean, OptionalDouble other) {
        return mean.isPresent() ? metric.figure(mean.getAsDouble(), other.orElse(mean.getAsDouble())) : NOTHING;
    }

    private static String cost(JudgedTask task) {
        TaskCost cost = task.comparison().cost();
        String change = MarkdownText.change(usd(cost.before(), cost.after()), usd(cost.after(), cost.before()));
        String known = cost.after().isPresent() ? known(task, Metric.COST_USD) : "";
        return (FailingCost.of(task) ? "**" + change + "**" : change) + known;
    }

    private static String usd(OptionalDouble amount, OptionalDouble other) {
        return amount.isPresent() ? Figures.usd(amount.getAsDouble(), other.orElse(amount.getAsDouble())) : NOTHING;
    }

    /** The whole reason is in the list above the table; here is how it begins. */
    private static String why(JudgedTask task) {
        String verdict = task.verdictInWords();
        Optional<String> reason = task.verdict().kind().isByComparison()
                ? task.reason().map(text -> text.substring(text.indexOf(": ") + 2))
                : Optional.of(task.verdict().because());
        return reason.map(text -> verdict + ": " + clipped(text)).orElse(verdict);
    }

    private static String clipped(String reason) {
        String text = reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
        if (text.length() <= MOST_OF_A_REASON) {
            return text;
        }
        int end = text.lastIndexOf(' ', MOST_OF_A_REASON);
        return text.substring(0, end > 0 ? end : MOST_OF_A_REASON) + " …";
    }
}
