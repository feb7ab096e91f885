package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.replay.change.ChangedText;
import dev.tokenbudget.internal.replay.change.DiffLine;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.Sentence;
import dev.tokenbudget.internal.verdict.JudgedTask;
import java.util.List;
import java.util.Locale;

/**
 * A text of a task's prompts that changed, as a diff.
 *
 * @param caption where it stands and what it adds
 * @param rest what is not shown; empty where everything is
 */
record TextView(String caption, List<Line> lines, String rest) {

    private static final int MOST_TEXTS = 8;
    private static final int MOST_LINES = 60;
    private static final int MOST_CHARACTERS = 300;

    /** A line of a diff: its style says what became of it. */
    record Line(String style, String text) {

        static Line of(DiffLine line) {
            return new Line(line.kind().name().toLowerCase(Locale.ROOT), line.inDiff(MOST_CHARACTERS));
        }
    }

    static List<TextView> of(JudgedTask task) {
        return task.texts().stream().limit(MOST_TEXTS).map(TextView::of).toList();
    }

    private static TextView of(ChangedText text) {
        int left = text.lines().size() - MOST_LINES;
        return new TextView(
                Sentence.of(text.inWords()),
                text.lines().stream().limit(MOST_LINES).map(Line::of).toList(),
                left > 0 ? Figures.count(left, "more line", "more lines") : "");
    }
}
