package dev.tokenbudget.suites.offline;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Random;

/** Draws of chance that depend on nothing but what they were made from. */
final class Draws {

    private final Random random;

    private Draws(long seed) {
        random = new Random(seed);
    }

    static Draws of(Object... from) {
        return new Draws(seed(from));
    }

    /** Return a number that is the same for the same values on every machine and JDK. */
    static long seed(Object... from) {
        MessageDigest sha = sha256();
        for (Object value : from) {
            sha.update(value.toString().getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
        }
        return ByteBuffer.wrap(sha.digest()).getLong();
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
