package dev.tokenbudget.suites.offline;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.util.ArrayList;
import java.util.List;

/** Counts and cuts text in tokens of o200k_base. */
final class O200kTokens {

    private static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    private O200kTokens() {}

    static long count(String text) {
        return O200K.countTokensOrdinary(text);
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
