package dev.tokenbudget.internal.gateway.prompt;

import java.nio.charset.StandardCharsets;
import java.util.PriorityQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts tokens by byte-pair encoding: a text is cut into words, and in a word that is no token, the two neighbours that make
 * the token of the lowest rank become one until none do.
 *
 * @param vocabulary which tokens there are
 */
record BytePairs(Vocabulary vocabulary) {

    /** As OpenAI's tiktoken cuts texts for {@code o200k_base}; atomic, so that no word is cut in a second way. */
    private static final Pattern WORDS = Pattern.compile(
            "(?>"
                    + String.join(
                            "|",
                            "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
                            "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
                            "\\p{N}{1,3}",
                            " ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*",
                            "\\s*[\\r\\n]+",
                            "\\s+(?!\\S)",
                            "\\s+")
                    + ")",
            Pattern.UNICODE_CHARACTER_CLASS);

    /** Return the number of tokens that {@code text} makes. */
    int count(String text) {
        int tokens = 0;
        Matcher words = WORDS.matcher(text);
        while (words.find()) {
            byte[] word = words.group().getBytes(StandardCharsets.UTF_8);
            tokens += vocabulary.has(word, 0, word.length) ? 1 : merged(word);
        }
        return tokens;
    }

    /** Return how many parts are left of a word; by a queue, so that a long one does not take the square of its length. */
    private int merged(byte[] word) {
        int[] ends = new int[word.length];
        int[] before = new int[word.length];
        PriorityQueue<Long> pairs = new PriorityQueue<>();
        for (int begin = 0; begin < word.length; begin++) {
            ends[begin] = begin + 1;
            before[begin] = begin - 1;
        }
        for (int begin = 0; begin < word.length; begin++) {
            offer(pairs, word, ends, begin);
        }
        int parts = word.length;
        while (!pairs.isEmpty()) {
            long pair = pairs.remove();
            int begin = (int) pair;
            int middle = ends[begin];
            if (middle == 0 || middle == word.length || rank(word, ends, begin) != pair >>> Integer.SIZE) {
                continue;
            }
            ends[begin] = ends[middle];
            ends[middle] = 0;
            if (ends[begin] < word.length) {
                before[ends[begin]] = begin;
            }
            parts--;
            offer(pairs, word, ends, begin);
            if (begin > 0) {
                offer(pairs, word, ends, before[begin]);
            }
        }
        return parts;
    }

    private void offer(PriorityQueue<Long> pairs, byte[] word, int[] ends, int begin) {
        if (ends[begin] < word.length && vocabulary.has(word, begin, ends[ends[begin]])) {
            pairs.add((long) rank(word, ends, begin) << Integer.SIZE | begin);
        }
    }

    /** Return the rank of what the part at {@code begin} and the next one make. */
    private int rank(byte[] word, int[] ends, int begin) {
        return vocabulary.rank(word, begin, ends[ends[begin]]);
    }
}
