package dev.tokenbudget.internal.gateway.prompt;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the tokens of texts with the {@code o200k_base} vocabulary; not safe for use by several threads.
 *
 * <p>Other models have other vocabularies; see {@link dev.tokenbudget.internal.composition.TokenSlope}.
 *
 * <p>A call sends its whole conversation again, so that the count of a text is kept by its hash: one to two million
 * characters a second are counted, many times that are hashed. A text is counted in pieces of {@link #PIECE}, so that one
 * that grew is counted again only where it did. One longer than {@link #COUNTED} is counted up to there and taken to go on
 * alike, which bounds the work to some tenths of a second, and depends on nothing but the text.
 */
public final class TokenCounts {

    /** Characters that are counted at once. */
    private static final int PIECE = 32_768;

    /** Characters of a text that are counted, from its begin. */
    static final int COUNTED = 8 * PIECE;

    /** Counts that are kept, the ones last used: a few megabytes. */
    private static final int MOST_KNOWN = 16_384;

    private final Map<TextHash, Integer> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TextHash, Integer> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    /** The vocabulary is read at the first use. */
    private static final class Encoding {
        static final BytePairs O200K = new BytePairs(Vocabulary.read());
    }

    /** Return the number of tokens that {@code text} makes. */
    public double of(String text) {
        int counted = Math.min(text.length(), COUNTED);
        long tokens = 0;
        for (int begin = 0; begin < counted; begin += PIECE) {
            tokens += ofPiece(text.substring(begin, Math.min(begin + PIECE, counted)));
        }
        return counted == 0 ? 0 : (double) tokens * text.length() / counted;
    }

    private int ofPiece(String piece) {
        return known.computeIfAbsent(TextHash.of(piece), hash -> Encoding.O200K.count(piece));
    }
}
