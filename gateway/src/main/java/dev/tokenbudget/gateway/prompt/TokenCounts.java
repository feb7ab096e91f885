package dev.tokenbudget.gateway.prompt;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the tokens of texts with jtokkit's {@code o200k_base} vocabulary; not safe for use by several threads.
 *
 * <p>Other models have other vocabularies: only the proportions between the sections of a prompt are used, for the
 * provider's own count is what they are scaled to.
 *
 * <p>A call sends its whole conversation again, so that the count of a text is kept by its hash: one to two million
 * characters a second are counted, many times that are hashed. A text longer than {@link #COUNTED} is counted up to there
 * and taken to go on alike, which bounds the work to some tens of milliseconds, and depends on nothing but the text.
 */
final class TokenCounts {

    /** Characters of a text that are counted, from its begin. */
    static final int COUNTED = 32_768;

    /** Counts that are kept, the ones last used: a few megabytes. */
    private static final int MOST_KNOWN = 16_384;

    private final Map<TextHash, Integer> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TextHash, Integer> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    /** The vocabulary, 200,000 entries that are read at the first use. */
    private static final class Vocabulary {
        static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    /** Return the number of tokens that {@code text} makes. */
    double of(String text) {
        String counted = text.length() > COUNTED ? text.substring(0, COUNTED) : text;
        if (counted.isEmpty()) {
            return 0;
        }
        int tokens = known.computeIfAbsent(TextHash.of(counted), hash -> Vocabulary.O200K.countTokensOrdinary(counted));
        return (double) tokens * text.length() / counted.length();
    }
}
