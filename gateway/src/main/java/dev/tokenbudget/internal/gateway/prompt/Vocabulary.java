package dev.tokenbudget.internal.gateway.prompt;

import com.knuddels.jtokkit.Encodings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * The tokens of {@code o200k_base} and their ranks, 200,000 of them, read from jtokkit's file. jtokkit itself makes three
 * objects of each and a map of all, which took 0.4 s more of processor time in every test JVM.
 */
final class Vocabulary {

    private static final String FILE = "o200k_base.tiktoken";
    private static final int NONE = Integer.MAX_VALUE;

    /** More than twice as many slots as there are tokens, so that few of them meet. */
    private static final int SLOTS = 1 << 19;

    /** As "AA== 0" has, and its end. */
    private static final int SHORTEST_LINE = 7;

    private static final byte[] DIGITS = digits();

    private final byte[] bytes;
    private final int[] ends;
    private final int[] slots = new int[SLOTS];

    private Vocabulary(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
        for (int rank = 0; rank < ends.length; rank++) {
            int slot = slot(bytes, begin(rank), ends[rank]);
            while (slots[slot] != 0) {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = rank + 1;
        }
    }

    static Vocabulary read() {
        try (InputStream file = Objects.requireNonNull(Encodings.class.getResourceAsStream(FILE), FILE)) {
            return of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The vocabulary cannot be read.", e);
        }
    }

    /**
     * Each line is a token in Base64 and its rank, which is the number of lines before it. Java's decoder makes two arrays for
     * each token: reading them took three times as long.
     */
    private static Vocabulary of(byte[] lines) {
        byte[] tokens = new byte[lines.length];
        int[] ends = new int[lines.length / SHORTEST_LINE];
        int length = 0;
        int rank = 0;
        int at = 0;
        while (at < lines.length) {
            int bits = 0;
            int known = 0;
            while (lines[at] != ' ') {
                int digit = DIGITS[lines[at++]];
                if (digit >= 0) {
                    bits = bits << 6 | digit;
                    known += 6;
                    if (known >= 8) {
                        known -= 8;
                        tokens[length++] = (byte) (bits >> known);
                    }
                }
            }
            ends[rank++] = length;
            while (at < lines.length && lines[at++] != '\n') {}
        }
        return new Vocabulary(Arrays.copyOf(tokens, length), Arrays.copyOf(ends, rank));
    }

    /** Return the value of each digit of Base64, and -1 for what fills up its end. */
    private static byte[] digits() {
        String inOrder = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        byte[] digits = new byte[128];
        Arrays.fill(digits, (byte) -1);
        for (int value = 0; value < inOrder.length(); value++) {
            digits[inOrder.charAt(value)] = (byte) value;
        }
        return digits;
    }

    /** Return the rank of the token that a part of {@code text} is; a higher one than any where it is none. */
    int rank(byte[] text, int from, int to) {
        int slot = slot(text, from, to);
        while (slots[slot] != 0) {
            int rank = slots[slot] - 1;
            if (Arrays.equals(bytes, begin(rank), ends[rank], text, from, to)) {
                return rank;
            }
            slot = (slot + 1) % SLOTS;
        }
        return NONE;
    }

    boolean has(byte[] text, int from, int to) {
        return rank(text, from, to) != NONE;
    }

    private int begin(int rank) {
        return rank == 0 ? 0 : ends[rank - 1];
    }

    private static int slot(byte[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text[i]) * 0x01000193;
        }
        return (hash ^ hash >>> 15) & SLOTS - 1;
    }
}
