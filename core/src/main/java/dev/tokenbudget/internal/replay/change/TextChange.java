package dev.tokenbudget.internal.replay.change;

import dev.tokenbudget.internal.replay.change.ListDiff.Edit;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.ForeignText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a text of one call changed.
 *
 * @param part the part of the prompt that it belongs to
 * @param place where it stands
 * @param lines the changed lines, with some around them
 * @param removed how many characters were only recorded
 * @param added how many characters were only asked now
 */
record TextChange(PromptPart part, String place, List<DiffLine> lines, long removed, long added) {

    private static final int LINES_AROUND = 2;

    private static final int LONG_LINE = 160;

    /** Where a long line may be broken: behind sentences, and between the items of JSON. */
    private static final Pattern BREAK = Pattern.compile("(?<=[.!?;] )|(?<=[}\\]],)");

    static TextChange of(PromptPart part, String place, String before, String after) {
        List<Edit<String>> edits = ListDiff.of(lines(before), lines(after));
        return new TextChange(
                part,
                place,
                shown(edits),
                characters(edits, ListDiff.Kind.REMOVED),
                characters(edits, ListDiff.Kind.ADDED));
    }

    /** Return how many characters differ. */
    long changed() {
        return added + removed;
    }

    private static List<String> lines(String text) {
        return text.lines()
                .flatMap(line -> line.length() > LONG_LINE ? Arrays.stream(BREAK.split(line)) : Stream.of(line))
                .map(ForeignText::lines)
                .toList();
    }

    private static long characters(List<Edit<String>> edits, ListDiff.Kind kind) {
        return edits.stream()
                .filter(edit -> edit.kind() == kind)
                .mapToLong(edit -> edit.item().length() + 1)
                .sum();
    }

    private static List<DiffLine> shown(List<Edit<String>> edits) {
        List<DiffLine> lines = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < edits.size(); i++) {
            if (isNearChange(edits, i)) {
                leaveOut(i - next, lines);
                Edit<String> edit = edits.get(i);
                lines.add(new DiffLine(DiffLine.Kind.valueOf(edit.kind().name()), edit.item()));
                next = i + 1;
            }
        }
        leaveOut(lines.isEmpty() ? 0 : edits.size() - next, lines);
        return lines;
    }

    private static boolean isNearChange(List<Edit<String>> edits, int i) {
        return edits.subList(Math.max(0, i - LINES_AROUND), Math.min(edits.size(), i + LINES_AROUND + 1)).stream()
                .anyMatch(edit -> edit.kind() != ListDiff.Kind.KEPT);
    }

    private static void leaveOut(int number, List<DiffLine> lines) {
        if (number > 0) {
            lines.add(new DiffLine(
                    DiffLine.Kind.LEFT_OUT, "@ " + Figures.count(number, "line", "lines") + " as recorded @@"));
        }
    }
}
