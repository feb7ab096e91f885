package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.replay.change.ChangedText;
import dev.tokenbudget.internal.replay.change.DiffLine;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.Sentence;
import dev.tokenbudget.internal.verdict.JudgedTask;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The texts behind the verdicts on tasks, as blocks of Markdown that show a diff: so short that no verdict is left out for them.
 *
 * @param room how many characters those of one task may take
 */
record MarkdownTexts(int room) {

    private static final int MOST_TEXTS = 3;
    private static final int MOST_LINES = 20;
    private static final int MOST_CHARACTERS = 200;
    private static final String INDENT = "    ";

    /** Foreign text may hold the end of a block, which takes as many of them as its beginning. */
    private static final Pattern FENCE = Pattern.compile("```+");

    /** Return the texts of {@code task} that fit, as items of a list in the item of the task; empty where it has none. */
    String of(JudgedTask task) {
        StringBuilder shown = new StringBuilder();
        int number = 0;
        for (ChangedText text : task.texts().stream().limit(MOST_TEXTS).toList()) {
            String block = block(text);
            if (shown.length() + block.length() <= room) {
                shown.append(block);
                number++;
            }
        }
        int left = task.texts().size() - number;
        return left == 0
                ? shown.toString()
                : shown + "  - " + Figures.count(left, "changed text", "changed texts") + (number == 0 ? "" : " more")
                        + ": report.html\n";
    }

    private static String block(ChangedText text) {
        List<DiffLine> lines = text.lines();
        String diff = lines.stream()
                .limit(MOST_LINES)
                .map(line -> INDENT + line.inDiff(MOST_CHARACTERS) + "\n")
                .collect(Collectors.joining());
        int left = lines.size() - MOST_LINES;
        String fence = fence(diff);
        return "  - " + MarkdownText.escaped(Sentence.of(text.inWords())) + "\n" + INDENT + fence + "diff\n" + diff
                + (left > 0 ? INDENT + "@@ " + Figures.count(left, "line", "lines") + " more in report.html @@\n" : "")
                + INDENT + fence + "\n";
    }

    private static String fence(String diff) {
        int longest = FENCE.matcher(diff)
                .results()
                .mapToInt(found -> found.group().length() + 1)
                .max()
                .orElse(0);
        return "`".repeat(Math.max(longest, "```".length()));
    }
}
