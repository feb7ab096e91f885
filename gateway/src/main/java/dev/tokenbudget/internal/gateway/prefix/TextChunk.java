package dev.tokenbudget.internal.gateway.prefix;

import java.util.ArrayList;
import java.util.List;

/**
 * A short piece of a text that ends where the characters before say so: a copy within another text is cut at the same places, but for its begin and its end.
 *
 * @param begin where it begins
 * @param end where it ends; that character is not a part of it
 * @param hash stands for its characters
 */
record TextChunk(int begin, int end, long hash) {

    /** The golden ratio's 64 bits, which spread characters over all bits of a hash. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /** A chunk ends where these bits of the sum are 0: after 16 characters in the mean, by the 16 characters before. */
    private static final long ENDS = 0b1111L << 12;

    /** Return all of {@code text}, cut into chunks. */
    static List<TextChunk> of(String text) {
        List<TextChunk> chunks = new ArrayList<>();
        long sum = 0;
        long hash = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            long spread = (text.charAt(i) + 1) * SPREAD;
            sum = (sum << 1) + spread;
            hash = (hash ^ spread) * SPREAD;
            if ((sum & ENDS) == 0) {
                chunks.add(new TextChunk(begin, i + 1, hash));
                begin = i + 1;
                hash = 0;
            }
        }
        if (begin < text.length()) {
            chunks.add(new TextChunk(begin, text.length(), hash));
        }
        return chunks;
    }
}
