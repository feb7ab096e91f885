package dev.tokenbudget.internal.json;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A text in which version control marked lines that it could not merge.
 *
 * @see <a href="https://git-scm.com/docs/git-merge#_how_conflicts_are_presented">How Git presents conflicts</a>
 */
public record MergeConflict(List<String> lines) {

    private static final String OURS = "<<<<<<<";
    private static final String BASE = "|||||||";
    private static final String THEIRS = "=======";
    private static final String END = ">>>>>>>";

    /** One of the two texts that could not be merged. */
    public enum Side {
        /** The text of the branch that was checked out. */
        OURS,
        /** The text of the branch that was merged into it. */
        THEIRS
    }

    /** Look for conflicts in {@code text}. */
    public static MergeConflict in(String text) {
        return new MergeConflict(text.lines().toList());
    }

    /** Return the number of the line with the first marker, from 1; nothing where there is none. */
    public OptionalInt firstLine() {
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).startsWith(OURS) || lines.get(i).startsWith(END))
                .map(i -> i + 1)
                .findFirst();
    }

    /** Return the text as {@code side} had it. */
    public String of(Side side) {
        StringBuilder text = new StringBuilder();
        String part = END;
        for (String line : lines) {
            String marker = marker(line, part);
            if (!marker.isEmpty()) {
                part = marker;
            } else if (part.equals(END) || part.equals(side == Side.OURS ? OURS : THEIRS)) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    private static String marker(String line, String part) {
        if (line.startsWith(OURS)) {
            return OURS;
        }
        boolean within = !part.equals(END);
        if (within && line.startsWith(BASE)) {
            return BASE;
        }
        if (within && line.strip().equals(THEIRS)) {
            return THEIRS;
        }
        return within && line.startsWith(END) ? END : "";
    }
}
