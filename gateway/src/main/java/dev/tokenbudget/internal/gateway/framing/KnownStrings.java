package dev.tokenbudget.internal.gateway.framing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Short strings, of which answers hold the same over and over: each is made once, and found again by its bytes. Making them
 * took a fifth of what reading an answer takes. Who loses a race makes one again.
 */
final class KnownStrings {

    /** Those of names of fields. */
    static final KnownStrings NAMES = new KnownStrings();

    /** Those of texts, which are more, and must not drive out the names. */
    static final KnownStrings TEXTS = new KnownStrings();

    private static final int LONGEST = 40;
    private static final int SLOT_BITS = 10;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final @Nullable Known[] known = new Known[1 << SLOT_BITS];

    private KnownStrings() {}

    /**
     * A string that was met.
     *
     * @param bytes its bytes
     * @param head the first eight of them, or all where there are fewer
     * @param text what they say
     */
    private record Known(byte[] bytes, long head, String text) {

        boolean is(byte[] others, int begin, int end, long headOfOthers) {
            int length = end - begin;
            if (bytes.length != length || head != headOfOthers) {
                return false;
            }
            for (int i = Long.BYTES; i < length; i += Long.BYTES) {
                int at = Math.min(i, length - Long.BYTES);
                if (EightBytes.word(bytes, at) != EightBytes.word(others, begin + at)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Return the string in these bytes. */
    String of(byte[] bytes, int begin, int end) {
        if (end - begin > LONGEST) {
            return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
        }
        long head = head(bytes, begin, end);
        int slot = slot(bytes, begin, end, head);
        Known there = known[slot];
        if (there != null && there.is(bytes, begin, end, head)) {
            return there.text();
        }
        byte[] copy = Arrays.copyOfRange(bytes, begin, end);
        Known made = new Known(copy, head, new String(copy, StandardCharsets.UTF_8));
        known[slot] = made;
        return made.text();
    }

    private static long head(byte[] bytes, int begin, int end) {
        int length = end - begin;
        if (length >= Long.BYTES) {
            return EightBytes.word(bytes, begin);
        }
        if (begin <= bytes.length - Long.BYTES) {
            return EightBytes.word(bytes, begin) & ((1L << (length << 3)) - 1);
        }
        long head = 0;
        for (int i = end - 1; i >= begin; i--) {
            head = (head << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        return head;
    }

    /** The first and the last eight bytes tell names apart well enough. */
    private static int slot(byte[] bytes, int begin, int end, long head) {
        long tail = end - begin > Long.BYTES ? EightBytes.word(bytes, end - Long.BYTES) : 0;
        return (int) ((head + tail * 31) * MIX >>> (Long.SIZE - SLOT_BITS));
    }
}
