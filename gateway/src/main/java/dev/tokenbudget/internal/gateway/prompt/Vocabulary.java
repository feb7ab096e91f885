package dev.tokenbudget.internal.gateway.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * The tokens of {@code o200k_base} and their ranks, 200,000 of them, sorted into buckets by their hashes.
 *
 * <p>They are read from a file that is laid out as they are looked up: first the number of tokens in each bucket, a byte each;
 * then the length of each token, a byte; its rank, three; and its text. {@code VocabularyFile}, among the tests, makes it of
 * jtokkit's. To read that one took each test JVM 50 ms of processor time, and jtokkit itself, which makes three objects of
 * each token, 0.4 s more.
 */
final class Vocabulary {

    static final String FILE = "o200k_base.bin";

    /** Half as many as tokens, about: few meet. */
    static final int BUCKETS = 1 << 17;

    static final int BYTES_OF_RANK = 3;
    private static final int NONE = Integer.MAX_VALUE;

    private final byte[] file;
    private final int[] firsts = new int[BUCKETS + 1];
    private final int[] begins;
    private final int ranks;

    private Vocabulary(byte[] file) {
        this.file = file;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            firsts[bucket + 1] = firsts[bucket] + (file[bucket] & 0xff);
        }
        int tokens = firsts[BUCKETS];
        ranks = BUCKETS + tokens;
        begins = new int[tokens + 1];
        begins[0] = ranks + BYTES_OF_RANK * tokens;
        for (int token = 0; token < tokens; token++) {
            begins[token + 1] = begins[token] + (file[BUCKETS + token] & 0xff);
        }
    }

    static Vocabulary read() {
        try (InputStream file = Objects.requireNonNull(Vocabulary.class.getResourceAsStream(FILE), FILE)) {
            return new Vocabulary(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The vocabulary cannot be read.", e);
        }
    }

    /** Return the rank of the token that a part of {@code text} is; a higher one than any where it is none. */
    int rank(byte[] text, int from, int to) {
        int bucket = bucket(text, from, to);
        for (int token = firsts[bucket]; token < firsts[bucket + 1]; token++) {
            if (Arrays.equals(file, begins[token], begins[token + 1], text, from, to)) {
                int at = ranks + BYTES_OF_RANK * token;
                return (file[at] & 0xff) << 16 | (file[at + 1] & 0xff) << 8 | file[at + 2] & 0xff;
            }
        }
        return NONE;
    }

    boolean has(byte[] text, int from, int to) {
        return rank(text, from, to) != NONE;
    }

    /** Return the bucket of a part of {@code text}. */
    static int bucket(byte[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text[i]) * 0x01000193;
        }
        return (hash ^ hash >>> 15) & BUCKETS - 1;
    }
}
