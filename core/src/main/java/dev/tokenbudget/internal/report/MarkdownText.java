package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.text.ForeignMarkdown;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.List;

/** Names and rows of tables as Markdown shows them. */
final class MarkdownText {

    private MarkdownText() {}

    static String escaped(String text) {
        return ForeignMarkdown.of(text);
    }

    /** Return the name of {@code task} on two lines, because a table with long names is wider than its page. */
    static String ofTask(TaskId task) {
        String whole = task.shortName();
        String method = task.name();
        return escaped(whole.substring(0, whole.length() - method.length() - 1)) + "<br>" + escaped(method);
    }

    /** Return the name of {@code task} and, where it was replayed, how its input is known. */
    static String ofTask(TaskComparison task) {
        return ofTask(task.task())
                + task.replay()
                        .map(replay -> "<br>(" + replay.label(Metric.INPUT) + ")")
                        .orElse("");
    }

    /** Return {@code cells}, which are escaped, as a row of a table. */
    static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    static String change(String before, String after) {
        return before.equals(after) ? after : before + " → " + after;
    }
}
