package dev.tokenbudget.internal.replay.change;

import java.util.ArrayList;
import java.util.List;

/** How a list became another, told by the longest sequence that both have in common. */
final class ListDiff {

    /** What a comparison may take in memory and time; longer lists are told as replaced where they differ. */
    private static final long MOST_CELLS = 4_000_000;

    private ListDiff() {}

    enum Kind {
        KEPT,
        REMOVED,
        ADDED
    }

    record Edit<T>(Kind kind, T item) {}

    /** Return what was kept, removed and added, in order; what was removed stands before what was added in its place. */
    static <T> List<Edit<T>> of(List<T> before, List<T> after) {
        int shorter = Math.min(before.size(), after.size());
        int start = 0;
        while (start < shorter && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<Edit<T>> edits = new ArrayList<>();
        add(edits, Kind.KEPT, before.subList(0, start));
        addMiddle(edits, before.subList(start, before.size() - end), after.subList(start, after.size() - end));
        add(edits, Kind.KEPT, before.subList(before.size() - end, before.size()));
        return edits;
    }

    private static <T> void addMiddle(List<Edit<T>> edits, List<T> before, List<T> after) {
        if ((long) (before.size() + 1) * (after.size() + 1) > MOST_CELLS) {
            add(edits, Kind.REMOVED, before);
            add(edits, Kind.ADDED, after);
            return;
        }
        int[][] common = common(before, after);
        int i = 0;
        int j = 0;
        while (i < before.size() && j < after.size()) {
            if (before.get(i).equals(after.get(j))) {
                edits.add(new Edit<>(Kind.KEPT, before.get(i)));
                i++;
                j++;
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                edits.add(new Edit<>(Kind.REMOVED, before.get(i)));
                i++;
            } else {
                edits.add(new Edit<>(Kind.ADDED, after.get(j)));
                j++;
            }
        }
        add(edits, Kind.REMOVED, before.subList(i, before.size()));
        add(edits, Kind.ADDED, after.subList(j, after.size()));
    }

    /** Return how long the longest common sequence is of what stands behind each place of both. */
    private static <T> int[][] common(List<T> before, List<T> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static <T> void add(List<Edit<T>> edits, Kind kind, List<T> items) {
        items.forEach(item -> edits.add(new Edit<>(kind, item)));
    }
}
