package dev.tokenbudget.internal.runlog;

import java.util.Map;
import java.util.TreeMap;

/** A set of whole numbers from 1 on; small where most of them follow one another, as those of a log's lines do. */
final class LineNumbers {

    /** The last number of each range, by its first; ranges neither overlap nor touch. */
    private final TreeMap<Integer, Integer> ranges = new TreeMap<>();

    boolean contains(int number) {
        Map.Entry<Integer, Integer> range = ranges.floorEntry(number);
        return range != null && number <= range.getValue();
    }

    void add(int number) {
        if (contains(number)) {
            return;
        }
        Map.Entry<Integer, Integer> before = ranges.lowerEntry(number);
        int first = before != null && before.getValue() == number - 1 ? before.getKey() : number;
        Integer behind = number < Integer.MAX_VALUE ? ranges.remove(number + 1) : null;
        ranges.put(first, behind == null ? number : behind);
    }

    /** Return how many numbers from 1 to {@code last} are in the set. */
    int countUpTo(int last) {
        return ranges.headMap(last, true).entrySet().stream()
                .mapToInt(range -> Math.min(last, range.getValue()) - range.getKey() + 1)
                .sum();
    }
}
