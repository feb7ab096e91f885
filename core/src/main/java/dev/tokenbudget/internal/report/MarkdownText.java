package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.List;
import java.util.regex.Pattern;

/** A text as Markdown shows it: names come from tests and providers, and must stay text in a table and beside HTML. */
final class MarkdownText {

    /** What one text may take of a report, before it is escaped. */
    private static final int MOST_CHARACTERS = 1_000;

    /** An underscore inside of a word is text already, and test names are full of them. */
    private static final Pattern MARKUP = Pattern.compile("[\\\\|*`\\[\\]~]|(?<!\\w)_|_(?!\\w)");

    /** GitHub would notify the user of that name. */
    private static final Pattern MENTION = Pattern.compile("(?<!\\w)@");

    private MarkdownText() {}

    static String escaped(String text) {
        String escaped = MARKUP.matcher(clipped(text))
                .replaceAll("\\\\$0")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("\\p{Cntrl}|\\R", " ");
        return MENTION.matcher(escaped).replaceAll("@<!-- -->");
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

    private static String clipped(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }
}
