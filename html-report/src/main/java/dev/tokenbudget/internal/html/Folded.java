package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.text.Figures;
import java.util.List;

/**
 * A list with an entry for each of many tasks: readers see its first entries, and unfold the others.
 *
 * @param first what is seen at once
 * @param rest what is folded; nothing where all is seen
 * @param <T> what is listed
 */
record Folded<T>(List<T> first, List<T> rest) {

    static <T> Folded<T> after(int most, List<T> all) {
        int seen = Math.min(most, all.size());
        return new Folded<>(all.subList(0, seen), all.subList(seen, all.size()));
    }

    /** Whether nothing is listed. */
    boolean isEmpty() {
        return first.isEmpty();
    }

    /** Whether something is folded. */
    boolean folds() {
        return !rest.isEmpty();
    }

    /** Return how much is folded. */
    String more() {
        return Figures.count(rest.size()) + " more";
    }
}
