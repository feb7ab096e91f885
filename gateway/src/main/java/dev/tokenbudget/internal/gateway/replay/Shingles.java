package dev.tokenbudget.internal.gateway.replay;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text as the set of its words and of its sequences of three, to tell how much of it is in another (Broder, "On the
 * resemblance and containment of documents", 1997). They are made when they are first asked for: a request that asks what
 * is recorded, word for word, needs none. Safe to use from any thread.
 */
final class Shingles {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int LENGTH = 3;

    private final String text;
    private volatile Optional<Found> found = Optional.empty();

    /**
     * What is in a text.
     *
     * @param hashes of each word and sequence
     * @param words the number of words
     */
    private record Found(Set<Integer> hashes, int words) {

        static Found in(String text) {
            String[] words = NO_WORD.splitAsStream(text.toLowerCase(Locale.ROOT))
                    .filter(word -> !word.isEmpty())
                    .toArray(String[]::new);
            Set<Integer> hashes = new HashSet<>();
            for (int i = 0; i < words.length; i++) {
                hashes.add(words[i].hashCode());
                if (i + LENGTH <= words.length) {
                    hashes.add((words[i] + ' ' + words[i + 1] + ' ' + words[i + 2]).hashCode());
                }
            }
            return new Found(hashes, words.length);
        }
    }

    private Shingles(String text) {
        this.text = text;
    }

    static Shingles of(String text) {
        return new Shingles(text);
    }

    private Found found() {
        Optional<Found> known = found;
        if (known.isEmpty()) {
            known = Optional.of(Found.in(text));
            found = known;
        }
        return known.get();
    }

    private Set<Integer> hashes() {
        return found().hashes();
    }

    /** Return the number of words. */
    int words() {
        return found().words();
    }

    boolean isEmpty() {
        return hashes().isEmpty();
    }

    /** Whether both have the same words in the same sequences. */
    boolean isSameAs(Shingles other) {
        return found().equals(other.found());
    }

    /** Return how much both have in common of all that they have, from 0 to 1. */
    double resemblance(Shingles other) {
        int common = common(other);
        int all = hashes().size() + other.hashes().size() - common;
        return all == 0 ? 1 : (double) common / all;
    }

    /** Return how much of the shorter is in the longer, from 0 to 1. */
    double containment(Shingles other) {
        int shorter = Math.min(hashes().size(), other.hashes().size());
        return shorter == 0 ? 0 : (double) common(other) / shorter;
    }

    private int common(Shingles other) {
        boolean isShorter = hashes().size() < other.hashes().size();
        Set<Integer> shorter = isShorter ? hashes() : other.hashes();
        Set<Integer> longer = isShorter ? other.hashes() : hashes();
        return (int) shorter.stream().filter(longer::contains).count();
    }
}
