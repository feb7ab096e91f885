package dev.tokenbudget.suites.offline;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts and cuts text in tokens of o200k_base. */
final class O200kTokens {

    private static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    /** Counts that are kept, the ones last used: a few megabytes. */
    private static final int MOST_KNOWN = 16_384;

    /** By hash: a conversation repeats its texts in every request, and counting takes many times what hashing does. */
    private static final Map<String, Long> KNOWN = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_KNOWN;
        }
    });

    private O200kTokens() {}

    static long count(String text) {
        String hash = Base64.getEncoder().encodeToString(Draws.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
        Long known = KNOWN.get(hash);
        if (known != null) {
            return known;
        }
        long tokens = O200K.countTokensOrdinary(text);
        KNOWN.put(hash, tokens);
        return tokens;
    }

    /** Return the first {@code most} tokens of a text, or the text itself where it is not longer. */
    static String first(int most, String text) {
        IntArrayList all = O200K.encodeOrdinary(text);
        if (all.size() <= most) {
            return text;
        }
        IntArrayList kept = new IntArrayList(most);
        for (int i = 0; i < most; i++) {
            kept.add(all.get(i));
        }
        return O200K.decode(kept);
    }

    /** Return a text in pieces of a few words each, which joined give the text again. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf(' ', Math.min(text.length(), start + 24));
            end = end < 0 ? text.length() : end;
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }
}
